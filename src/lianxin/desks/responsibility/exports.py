"""The list of responsibilities as a file."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.desks.responsibility.queries import Part
from lianxin.org.units.models import Unit


def title_of(unit: Unit) -> str:
    """What the file is called."""
    return _("Responsibilities of %(unit)s") % {"unit": unit.short_name}


def list_file(kind: Format, unit: Unit, parts: Sequence[Part], *, today: date) -> bytes:
    """A row for each thing to answer for; a post without any keeps one row."""
    rows: list[tuple[object, ...]] = []
    for part in parts:
        held = _(", ").join(part.holders)
        rows += [(part.who, held, x.what, x.basis, x.when) for x in part.lines] or [
            (part.who, held, "", "", "")
        ]
    sheet = Sheet(
        title=title_of(unit),
        columns=[
            _("Who"),
            _("Held by"),
            _("Answers for"),
            _("Basis"),
            _("By when, how often"),
        ],
        rows=rows,
        note=_("As of %(day)s") % {"day": today.isoformat()},
    )
    return write(kind, sheet)
