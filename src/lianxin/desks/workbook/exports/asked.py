"""How a workbook that was asked for stands, in words."""

from django.utils.translation import gettext as _

from lianxin.base.ui.wording import Pill
from lianxin.desks.workbook.models import Book
from lianxin.kernel.rules.verdict import Tone


def is_busy(book: Book) -> bool:
    """Whether the worker has still to do with it."""
    return book.made_at is None and not book.fault


def pill_of(book: Book) -> Pill:
    """Made, not made, or how far it is."""
    if book.made_at is not None:
        return Pill(_("Made"), Tone.DONE)
    if book.fault:
        return Pill(_("Could not be made"), Tone.LATE)
    return Pill(_("Being made"), Tone.OPEN)


def name_of(book: Book) -> str:
    """What the file is called, without its ending."""
    return f"{_('Workbook')}-{book.unit.short_name}-{book.year}"
