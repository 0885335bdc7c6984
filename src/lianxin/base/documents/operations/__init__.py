"""Writing an official letter as Word or PDF, in the layout of GB/T 9704-2012; minutes too.

This app knows no unit and no register: whoever keeps letters hands it a `Paper`.
"""

from collections.abc import Mapping
from typing import Literal

from lianxin.base.documents.operations.contents import Line, Paper, Slip
from lianxin.base.documents.operations.minutes import (
    MinutesPaper,
    Section,
    write_minutes,
)
from lianxin.base.documents.operations.pdf import write_pdf
from lianxin.base.documents.operations.word import write_word
from lianxin.base.exports.operations import MEDIA_TYPES as TYPES_OF_TABLES

__all__ = [
    "MEDIA_TYPES",
    "Format",
    "Line",
    "MinutesPaper",
    "Paper",
    "Section",
    "Slip",
    "write_minutes",
    "write_paper",
]

Format = Literal["docx", "pdf"]
MEDIA_TYPES: Mapping[Format, str] = {
    "docx": TYPES_OF_TABLES["docx"],
    "pdf": TYPES_OF_TABLES["pdf"],
}
_WRITERS = {"docx": write_word, "pdf": write_pdf}


def write_paper(format: Format, paper: Paper) -> bytes:  # noqa: A002 -- the word people use
    """The letter as a file of this format; the same paper gives the same PDF.

    Refused, in words, where the machine has no font for what a PDF has to show.
    """
    return _WRITERS[format](paper)
