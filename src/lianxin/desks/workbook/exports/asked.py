"""How a workbook that was asked for stands, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.base.ui.wording import Pill
from lianxin.desks.workbook import queries
from lianxin.desks.workbook.models import Book
from lianxin.kernel.rules.verdict import Tone


def pill_of(book: Book, *, at: datetime) -> Pill:
    """Made, not made, or how far it is."""
    if book.made_at is not None:
        return Pill(_("Made"), Tone.DONE)
    if queries.is_awaited(book, at=at):
        return Pill(_("Being made"), Tone.OPEN)
    return Pill(_("Could not be made"), Tone.LATE)


def fault_of(book: Book, *, at: datetime) -> str:
    """Why there is no file, and what to do; empty where there is one or will be."""
    if book.made_at is not None or queries.is_awaited(book, at=at):
        return ""
    return book.fault or _("The making was interrupted. Ask for the workbook again.")


def name_of(book: Book) -> str:
    """What the file is called, without its ending."""
    return f"{_('Workbook')}-{book.unit.short_name}-{book.year}"
