"""Founding many units at once, from a table of units, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.imports.queries import ledgers_about, who_refers_to
from lianxin.base.journal import operations as journal
from lianxin.base.journal import queries as entries
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh import text_pinyin
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.events import UnitsFounded, UnitsWithdrawn
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations.checks import (
    check_depth,
    check_form,
    check_kind,
    check_parent,
    last_position,
    path_below,
)
from lianxin.org.units.operations.keys import renew_keys

AT_ONCE = 200
OWN = (Placement, UnitName)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be founded below an existing one, or below an earlier one of the rows.

    `parent` is a unit, or the place of a row in the list.
    """

    kind: str
    name: str
    short_name: str
    parent: Unit | int
    founded_on: date
    form: str = ""


@transaction.atomic
def found_units(
    rows: Sequence[NewUnit], *, actor: Actor, at: datetime
) -> Sequence[Unit]:
    """Found all these units or none; they come last among their siblings.

    Raises Refused where the actor may not change one of the units above, and
    ValidationError where a kind may not stand there, or a unit above is younger.
    """
    for unit in {row.parent for row in rows if isinstance(row.parent, Unit)}:
        policy.may_edit(unit, actor=actor).or_raise()
    made: list[Unit] = []
    positions: dict[int, int] = {}
    for row in rows:
        made.append(_founded(row, made))
    Unit.objects.bulk_create(made, batch_size=AT_ONCE)
    for unit, row in zip(made, rows, strict=True):
        parent = row.parent if isinstance(row.parent, Unit) else made[row.parent]
        unit.parent = parent
        if parent.pk not in positions:
            is_old = isinstance(row.parent, Unit)
            positions[parent.pk] = last_position(parent) if is_old else 0
        if unit.founded_on <= day_of(at) and parent.path:
            unit.path = path_below(parent, positions[parent.pk], unit.pk)
            check_depth(unit.path)
    Unit.objects.bulk_update(made, ["parent", "path"], batch_size=AT_ONCE)
    _begin(made, positions)
    renew_keys(made)
    if made:
        journal.write(
            UnitsFounded(
                subject=queries.ref(made[0]),
                unit=queries.ref(made[0]),
                actor=actor,
                at=at,
                after={"units": len(made)},
            )
        )
    return made


def _founded(row: NewUnit, before: Sequence[Unit]) -> Unit:
    """The unit as a row says it, checked against the one above."""
    parent = row.parent if isinstance(row.parent, Unit) else before[row.parent]
    check_kind(row.kind, parent)
    check_form(row.kind, row.form)
    check_parent(parent, row.founded_on, field="founded_on")
    return Unit(
        kind=row.kind,
        name=row.name,
        short_name=row.short_name or row.name,
        pinyin=text_pinyin(row.name),
        founded_on=row.founded_on,
        form=row.form,
        is_restricted=parent.is_restricted,
    )


def _begin(made: Sequence[Unit], positions: dict[int, int]) -> None:
    """The first place and the first name of each, from its founding on."""
    Placement.objects.bulk_create(
        [
            Placement(
                unit=unit,
                parent=unit.parent,
                position=positions[unit.parent_id or 0],
                valid_from=unit.founded_on,
            )
            for unit in made
        ],
        batch_size=AT_ONCE,
    )
    UnitName.objects.bulk_create(
        [
            UnitName(
                unit=unit,
                name=unit.name,
                short_name=unit.short_name,
                valid_from=unit.founded_on,
            )
            for unit in made
        ],
        batch_size=AT_ONCE,
    )


@transaction.atomic
def withdraw_units(numbers: Sequence[int], *, actor: Actor, at: datetime) -> None:
    """Strike out units that were founded from a table, while nothing depends on them.

    Raises ValidationError where somebody belongs to one of them, another unit stands
    below it, or it was changed since.
    """
    for start in range(0, len(numbers), AT_ONCE):
        some = Unit.objects.filter(pk__in=numbers[start : start + AT_ONCE])
        for unit in some.select_related("parent"):
            policy.may_edit(unit, actor=actor).or_raise()
    if entries.tells_of("units.unit", numbers, but=(UnitsFounded.code,)):
        raise ValidationError(
            _("One of these units was changed since; nothing was taken back.")
        )
    if who_refers_to(Unit, numbers, but=(*OWN, Unit)) or _has_others_below(numbers):
        raise ValidationError(
            _(
                "One of these units has people, posts, records or other units; nothing "
                "was taken back."
            )
        )
    for start in range(0, len(numbers), AT_ONCE):
        some_numbers = numbers[start : start + AT_ONCE]
        for model in OWN:
            model._default_manager.filter(unit__in=some_numbers).delete()
        for rows in ledgers_about(Unit, some_numbers):
            rows.delete()
        Unit.objects.filter(pk__in=some_numbers)._raw_delete(Unit.objects.db)
    journal.write(
        UnitsWithdrawn(
            subject=Ref("units.unit", next(iter(numbers), 0)),
            unit=actor.unit,
            actor=actor,
            at=at,
            before={"units": len(numbers)},
        )
    )


def _has_others_below(numbers: Sequence[int]) -> bool:
    ours = set(numbers)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        below = Placement.objects.filter(parent__in=some).values_list("unit", flat=True)
        if not ours.issuperset(below):
            return True
    return False
