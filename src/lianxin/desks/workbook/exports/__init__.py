"""The workbook as a book: each chapter comes from what is entered elsewhere."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import BookPaper
from lianxin.desks.workbook import queries
from lianxin.desks.workbook.exports.meetings import (
    findings_chapter,
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
from lianxin.desks.workbook.queries import Year
from lianxin.facts.records import exports as records
from lianxin.kernel.actor import Actor

__all__ = ["book_of"]


def book_of(year: Year, *, actor: Actor, today: date) -> BookPaper:
    """The whole book as `actor` may read it, in the order of the handbook.

    As many queries for any number of meetings; nothing that was said in talks.
    """
    held = queries.all_held(year, actor=actor)
    day = date_format(year.day, "DATE_FORMAT")
    return BookPaper(
        title=_("Workbook"),
        cover=[year.unit.name, str(year.number), _("As of %(day)s") % {"day": day}],
        contents=_("Contents"),
        chapters=[
            unit_chapter(year, actor=actor),
            people_chapter(year, actor=actor),
            goals_chapter(year, actor=actor, today=today),
            duties_chapter(year, today=today),
            *meeting_chapters(held, actor=actor),
            hours_chapter(year, actor=actor),
            talks_chapter(held),
            resolutions_chapter(held, actor=actor, today=today),
            findings_chapter(year, actor=actor, today=today),
        ],
        foot=records.foot(today),
        script="zh-Hant" if get_language() == "zh-hant" else "zh-Hans",
    )
