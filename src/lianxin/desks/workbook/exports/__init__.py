"""The workbook as a book: each chapter comes from what is entered elsewhere."""

from datetime import date
from typing import cast

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import BookPaper, Format, write_book
from lianxin.base.log.exports import foot
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.workbook import queries
from lianxin.desks.workbook.exports.asked import fault_of, name_of, pill_of
from lianxin.desks.workbook.exports.meetings import (
    Heard,
    findings_chapter,
    heard_by_nobody,
    hours_chapter,
    meeting_chapters,
    resolutions_chapter,
    talks_chapter,
)
from lianxin.desks.workbook.exports.unit import (
    duties_chapter,
    goals_chapter,
    people_chapter,
    unit_chapter,
)
from lianxin.desks.workbook.models import Book
from lianxin.desks.workbook.queries import Year
from lianxin.kernel.actor import Actor

__all__ = ["book_of", "fault_of", "file_of", "name_of", "pill_of"]


def file_of(
    book: Book, year: Year, *, actor: Actor, today: date, heard: Heard
) -> bytes:
    """The file that was asked for; `heard` is told how far it is."""
    paper = book_of(year, actor=actor, today=today, heard=heard)
    return write_book(cast("Format", book.form), paper)


def book_of(
    year: Year, *, actor: Actor, today: date, heard: Heard = heard_by_nobody
) -> BookPaper:
    """The whole book as `actor` may read it, in the order of the handbook.

    As many queries for each `BATCH` of meetings; nothing that was said in talks.
    """
    held = list(queries.records_of(year, actor=actor))
    day = date_format(year.day, "DATE_FORMAT")
    return BookPaper(
        title=_("Workbook of the %(kind)s") % {"kind": _kind_of(year)},
        cover=[year.unit.name, str(year.number), _("As of %(day)s") % {"day": day}],
        contents=_("Contents"),
        chapters=[
            unit_chapter(year, actor=actor),
            people_chapter(year, actor=actor),
            goals_chapter(year, actor=actor, today=today),
            duties_chapter(year, today=today),
            *meeting_chapters(held, actor=actor, heard=heard),
            hours_chapter(year, actor=actor),
            talks_chapter(held),
            resolutions_chapter(held, actor=actor, today=today),
            findings_chapter(year, actor=actor, today=today),
        ],
        foot=foot(today),
        script="zh-Hant" if get_language() == "zh-hant" else "zh-Hans",
    )


def _kind_of(year: Year) -> str:
    return rulebook.unit_kinds()[year.unit.kind].title.into(get_language() or "")
