"""Writing a table as Excel, Word or PDF."""

from collections.abc import Mapping
from typing import Literal

from lianxin.base.exports.operations.excel import write_excel
from lianxin.base.exports.operations.pdf import write_pdf
from lianxin.base.exports.operations.sheet import Sheet
from lianxin.base.exports.operations.word import write_word

__all__ = ["MEDIA_TYPES", "Format", "Sheet", "write"]

Format = Literal["xlsx", "docx", "pdf"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[Format, str] = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
}
_WRITERS = {"xlsx": write_excel, "docx": write_word, "pdf": write_pdf}


def write(format: Format, sheet: Sheet) -> bytes:  # noqa: A002 -- the word people use
    """The whole sheet as a file of this format, in the language in use.

    Refused, in words, where the rows are too many for the format or where the
    machine has no font for what a PDF would have to show.
    """
    return _WRITERS[format](sheet)
