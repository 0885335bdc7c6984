"""Papers that are read from top to bottom: a draft for comment, a report to a meeting.

Their pages follow GB/T 9704 (the layout of official documents): the templates hold its
margins and fonts, this module only the words.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.exports.operations.papers.contents import (
    DraftPaper,
    ReviewPaper,
    Section,
)
from lianxin.base.exports.operations.papers.grid import Grid
from lianxin.base.exports.operations.papers.layouts import DRAFT
from lianxin.base.exports.operations.papers.templates import fill_template
from lianxin.base.exports.operations.sheet import printable
from lianxin.kernel.outline.readers.numerals import chinese

PAPER = "paper"
ROWS_OF_A_SLIP = 8


def write_draft(paper: DraftPaper) -> bytes:
    """The letter, the table and the slip in one Word file."""
    grid = Grid.of(DRAFT, paper, paper.rows)
    return fill_template(
        DRAFT.name,
        grid.title,
        {
            **grid.context(),
            "heading": _("Request for comments"),
            "addressee": printable(paper.addressee),
            "paragraphs": [printable(words) for words in paper.paragraphs],
            "sender": printable(paper.unit),
            "day": _day(paper.day),
            **_slip(paper),
        },
    )


def write_paper(paper: ReviewPaper) -> bytes:
    """The report to a meeting as a Word file."""
    title = printable(paper.title)
    return fill_template(
        PAPER,
        title,
        {
            "title": title,
            "unit": printable(paper.unit),
            "day": _day(paper.day),
            "lines": list(_lines(paper.sections)),
            "note": printable(paper.note),
        },
    )


def _slip(paper: DraftPaper) -> dict[str, object]:
    return {
        "slip": _("Reply slip"),
        "wanted": _("Wanted by %(day)s") % {"day": _day(paper.until)},
        "asked": printable(paper.asked),
        "labels": [
            pgettext("on a reply slip", "Unit"),
            pgettext("on a reply slip", "Signed by whoever leads it"),
            pgettext("on a reply slip", "Contact and phone"),
            pgettext("on a reply slip", "Day"),
        ],
        "columns": [
            pgettext("on a reply slip", "Row"),
            pgettext("on a reply slip", "Comment: how it should read"),
            pgettext("on a reply slip", "Reason"),
        ],
        "blanks": range(ROWS_OF_A_SLIP),
        "hint": _("Where there is no comment, write “no comment” in the first row."),
    }


def _lines(sections: Sequence[Section]) -> Iterator[dict[str, object]]:
    """Headings and paragraphs in one row, as the template goes through them."""
    for number, section in enumerate(sections, start=1):
        heading = f"{_number(number)}{printable(section.heading)}"
        yield {"is_heading": True, "words": heading}
        for words in section.paragraphs:
            yield {"is_heading": False, "words": printable(words)}


def _number(number: int) -> str:
    """The number of a section, as the language in use writes it."""
    is_chinese = (get_language() or "").startswith("zh")
    return f"{chinese(number)}、" if is_chinese else f"{number}. "


def _day(day: date | None) -> str:
    """A day as letters have it: 2026年11月23日."""
    return formats.date_format(day, "DATE_FORMAT") if day else ""
