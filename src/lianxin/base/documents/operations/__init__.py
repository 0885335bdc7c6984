"""Writing an official letter as Word or PDF, in the layout of GB/T 9704-2012; minutes too.

This app knows no unit and no register: whoever keeps letters hands it a `Paper`.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from django.utils.module_loading import import_string

from lianxin.base.documents.operations.contents import (
    Line,
    MinutesPaper,
    Paper,
    Section,
    Slip,
)
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
# Loaded with the first letter: their libraries would keep the site from starting.
_WRITERS: Mapping[Format, str] = {
    "docx": "lianxin.base.documents.operations.word.write_word",
    "pdf": "lianxin.base.documents.operations.pdf.write_pdf",
}


def write_paper(format: Format, paper: Paper) -> bytes:  # noqa: A002 -- the word people use
    """The letter as a file of this format; the same paper gives the same PDF.

    Refused, in words, where the machine has no font for what a PDF has to show.
    """
    writer: Callable[[Paper], bytes] = import_string(_WRITERS[format])
    return writer(paper)


def write_minutes(format: Format, paper: MinutesPaper) -> bytes:  # noqa: A002 -- the word people use
    """The minutes as a file; nothing stands there that the paper does not say."""
    path = "lianxin.base.documents.operations.minutes.write_minutes"
    writer: Callable[[Format, MinutesPaper], bytes] = import_string(path)
    return writer(format, paper)
