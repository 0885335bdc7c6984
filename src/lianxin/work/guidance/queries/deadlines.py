"""A task's deadline in the words of the language in use, as one may type them too."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.work.goals.enums import DueKind


def due_as_typed(kind: str, on: date | None, event: str) -> str:
    """The deadline in words; empty where none is set."""
    if kind == DueKind.EVENT or (event and kind):
        return event
    if kind == DueKind.LONG_TERM:
        return _("Long-term")
    if kind == DueKind.EVERY_MONTH:
        return _("Every month")
    if kind == DueKind.EVERY_QUARTER:
        return _("Every quarter")
    return _with_day(kind, on) if on else ""


def _with_day(kind: str, on: date) -> str:
    if kind == DueKind.MONTH:
        return _("%(year)d-%(month)02d") % {"year": on.year, "month": on.month}
    if kind == DueKind.QUARTER:
        named = {"year": on.year, "quarter": (on.month + 2) // 3}
        return _("Q%(quarter)d %(year)d") % named
    if kind == DueKind.YEAR:
        return _("Year %(year)d") % {"year": on.year}
    return on.isoformat()
