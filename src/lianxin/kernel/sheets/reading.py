"""Bytes to a workbook: what a file is, its first bytes say, not its ending."""

import io
import zipfile

from lianxin.kernel.outline.readers.detect import (
    ENCRYPTED,
    HTML,
    OLD_OFFICE,
    OTHERS,
    PACKAGE_FAULTS,
)
from lianxin.kernel.outline.readers.limits import MEGABYTE
from lianxin.kernel.outline.readers.unreadable import Unreadable as UnreadableDocument
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Workbook
from lianxin.kernel.sheets.unreadable import Unreadable

ZIP = b"PK\x03\x04"
OLD_WORKBOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
PACKAGES = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("OFD.xml", "an OFD document"),
    ("content.xml", "an OpenDocument file (.ods)"),
)
XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
HEAD_BYTES = 2048


def read(data: bytes, name: str) -> Workbook:
    """Return the sheets of a file: .xlsx, .xlsm, .xls, .csv, or tables of a .docx.

    Nothing is computed, run or followed. Raises Unreadable, which names the file and
    says what to do, where nothing can be read. Pure; but hostile files can take long,
    so servers call it through base.jobs.bounded.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty", name=name)
    if len(data) > limits.FILE_MEGABYTES * MEGABYTE:
        raise Unreadable("too_large", name=name, megabytes=limits.FILE_MEGABYTES)
    try:
        workbook = _read(data, name)
    except UnreadableDocument as error:
        raise Unreadable(error.code, **error.values) from error
    if not any(sheet.rows or sheet.problems for sheet in workbook.sheets):
        raise Unreadable("no_table", name=name)
    return workbook


def _read(data: bytes, name: str) -> Workbook:
    if data.startswith(ZIP):
        return _read_package(data, name)
    if data.startswith(OLD_OFFICE):
        return _read_old(data, name)
    _refuse_other(data, name)
    from lianxin.kernel.sheets.readers.csv import (  # noqa: PLC0415 -- slow to load
        read_csv,
    )

    return read_csv(data, name=name)


def _read_package(data: bytes, name: str) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
    except PACKAGE_FAULTS as error:
        words = "a workbook (.xlsx)"
        raise Unreadable("damaged", name=name, format=words) from error
    if "xl/workbook.xml" in parts:
        from lianxin.kernel.sheets.readers.xlsx import (  # noqa: PLC0415 -- slow to load
            read_xlsx,
        )

        return read_xlsx(data, name=name)
    if any(part.startswith("word/") for part in parts):
        from lianxin.kernel.sheets.readers.docx import (  # noqa: PLC0415 -- slow to load
            read_docx_tables,
        )

        return read_docx_tables(data, name=name)
    for part, words in PACKAGES:
        if part in parts:
            raise Unreadable("other_format", name=name, format=words)
    if any(part.startswith("xl/") for part in parts):
        from lianxin.kernel.sheets.readers.xlsx import (  # noqa: PLC0415 -- slow to load
            read_xlsx,
        )

        return read_xlsx(data, name=name)
    raise Unreadable("other_format", name=name, format="an archive (ZIP)")


def _read_old(data: bytes, name: str) -> Workbook:
    if ENCRYPTED in data:
        raise Unreadable("locked", name=name)
    named = name.lower().endswith((".xls", ".et"))
    if named or any(stream in data for stream in OLD_WORKBOOK):
        from lianxin.kernel.sheets.readers.xls import (  # noqa: PLC0415 -- slow to load
            read_xls,
        )

        return read_xls(data, name=name)
    words = "an old Word or WPS document"
    raise Unreadable("other_format", name=name, format=words)


def _refuse_other(data: bytes, name: str) -> None:
    head = data[:HEAD_BYTES]
    if b"%PDF-" in head:
        raise Unreadable("other_format", name=name, format="a PDF")
    if XML_WORKBOOK in head:
        words = "a workbook as XML of 2003"
        raise Unreadable("other_format", name=name, format=words)
    if HTML.match(head.lstrip(b"\xef\xbb\xbf \r\n\t")):
        words = "a web page, whatever its ending says"
        raise Unreadable("other_format", name=name, format=words)
    for signature, words in OTHERS:
        if data.startswith(signature):
            raise Unreadable("other_format", name=name, format=words)
