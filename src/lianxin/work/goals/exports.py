"""The columns of the list of goals, on the page and in files alike."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.work.goals import queries


def columns(*, today: date) -> Sequence[Column]:
    """What the list of goals shows of each, as of today."""
    return [
        Column("due", _("Due"), queries.due_of, sort=("ledger__due",)),
        Column(
            "goal",
            pgettext("what a unit undertakes", "Goal"),
            lambda g: g.text,
            link=lambda g: address_of("goals:goal", g.pk),
        ),
        Column(
            "unit", _("Unit"), lambda g: g.unit.short_name, sort=("unit__path",),
            export=lambda g: g.unit.name,
        ),
        Column(
            "giver", _("Given by"), lambda g: g.giver.short_name, sort=("giver__path",),
            export=lambda g: g.giver.name,
        ),
        Column(
            "status", _("Status"), lambda g: queries.standing_of(g, today=today)
        ),
    ]  # fmt: skip
