"""The columns of the list of transfers, on the page and in files alike."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.kernel.actor import Actor
from lianxin.org.letters.queries import number_of
from lianxin.org.transfers import queries
from lianxin.org.transfers.models import Transfer


def columns(actor: Actor, *, today: date) -> Sequence[Column]:
    """Who goes from where to where, how far it has come, and until when it holds."""
    scope = actor.scope("units.see")

    def source(row: Transfer) -> str:
        return queries.name_of_side(row.from_unit, row.elsewhere, scope=scope)

    def target(row: Transfer) -> str:
        return queries.name_of_side(row.to_unit, row.elsewhere, scope=scope)

    return [
        Column("person", _("Name"), lambda row: row.person.name,
               link=lambda row: reverse("transfers:transfer", args=[row.pk]),
               sort=("person__pinyin",)),
        Column("from", _("From the unit"), source),
        Column("to", _("To the unit"), target),
        Column("asked", _("Asked on"), lambda row: row.asked_at, sort=("asked_at",)),
        Column("stage", _("How far"), lambda row: queries.pill_of(row, today=today)),
        Column("last", _("Letter holds until"), queries.last_day_of),
        Column("letter", _("Letter of introduction"), _letter),
        Column("on", _("Ended on"), _ended),
    ]  # fmt: skip


def _letter(row: Transfer) -> str:
    letter = queries.introduction_of(row)
    return number_of(letter) if letter is not None else row.their_number


def _ended(row: Transfer) -> date | None:
    ending = queries.ending_of(row)
    return ending.on if ending is not None else None
