"""Writing a table as Excel, Word or PDF."""

from collections.abc import Callable, Mapping
from typing import Literal

from django.utils.module_loading import import_string

from lianxin.base.exports.operations.sheet import Sheet

__all__ = ["MEDIA_TYPES", "Format", "Sheet", "write"]

Format = Literal["xlsx", "docx", "pdf"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[Format, str] = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
}
# Loaded with the first file: their libraries would keep the site from starting.
_WRITERS: Mapping[Format, str] = {
    "xlsx": "lianxin.base.exports.operations.excel.write_excel",
    "docx": "lianxin.base.exports.operations.word.write_word",
    "pdf": "lianxin.base.exports.operations.pdf.write_pdf",
}


def write(format: Format, sheet: Sheet) -> bytes:  # noqa: A002 -- the word people use
    """The whole sheet as a file of this format, in the language in use.

    Refused, in words, where the rows are too many for the format or where the
    machine has no font for what a PDF would have to show.
    """
    writer: Callable[[Sheet], bytes] = import_string(_WRITERS[format])
    return writer(sheet)
