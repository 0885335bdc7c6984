"""Writing an official letter as Word or PDF, in the layout of GB/T 9704-2012.

Minutes too, and books of many of them.

This app knows no unit and no register: whoever keeps letters hands it a `Paper`.
"""

from typing import Literal

from lianxin.base.documents.operations.contents import (
    BookPaper,
    Chapter,
    Grid,
    Line,
    MinutesPaper,
    Paper,
    Part,
    Section,
    Slip,
)

__all__ = [
    "BookPaper",
    "Chapter",
    "Format",
    "Grid",
    "Line",
    "MinutesPaper",
    "Paper",
    "Part",
    "Section",
    "Slip",
    "write_book",
    "write_minutes",
    "write_paper",
]

Format = Literal["docx", "pdf"]


def write_paper(format: Format, paper: Paper) -> bytes:  # noqa: A002 -- the word people use
    """The letter as a file of this format; the same paper gives the same PDF.

    Refused, in words, where the machine has no font for what a PDF has to show.
    """
    # Loaded with the first letter: their libraries would keep the site from starting.
    from lianxin.base.documents.operations import pdf, word  # noqa: PLC0415 -- see above

    return pdf.write_pdf(paper) if format == "pdf" else word.write_word(paper)


def write_minutes(format: Format, paper: MinutesPaper) -> bytes:  # noqa: A002 -- the word people use
    """The minutes as a file; nothing stands there that the paper does not say."""
    from lianxin.base.documents.operations import minutes  # noqa: PLC0415 -- as above

    return minutes.write_minutes(format, paper)


def write_book(format: Format, paper: BookPaper) -> bytes:  # noqa: A002 -- the word people use
    """The book as a file; nothing stands there that the paper does not say."""
    from lianxin.base.documents.operations import books  # noqa: PLC0415 -- as above

    return books.write_book(format, paper)
