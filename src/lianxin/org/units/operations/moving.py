"""Moving a unit in the tree, and putting siblings in order."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.actor.paths import segment
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.events import UnitMoved, UnitsReordered
from lianxin.org.units.models import Placement, Unit
from lianxin.org.units.operations.caches import restrict_below
from lianxin.org.units.operations.checks import (
    both_locked,
    check_depth,
    check_kind,
    check_no_cycle,
    check_parent,
    check_standing,
    check_version,
    last_position,
    locked,
    path_below,
)


@transaction.atomic
def move_unit(
    unit: Unit,
    *,
    parent: Unit,
    valid_from: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str = "",
    approved_by: Unit | None = None,
    position: int | None = None,
) -> Unit:
    """Place the unit, with all below it, under `parent` from `valid_from` on.

    A move on the very day of the last one, or of the founding, corrects that one.
    Raises Conflict where somebody changed the unit since `version`, and
    ValidationError where it would stand below itself on that day or later.
    """
    unit, parent = both_locked(unit, parent)
    policy.may_edit(unit, actor=actor).or_raise()
    policy.may_edit(parent, actor=actor).or_raise()
    check_version(unit, version)
    check_standing(unit)
    check_kind(unit.kind, parent)
    check_parent(parent, valid_from, field="valid_from")
    check_no_cycle(unit, parent, valid_from)
    if position is None:
        position = last_position(parent)
    held = _end_placement(unit, parent, valid_from)
    Placement.objects.create(
        unit=unit,
        parent=parent,
        position=position,
        valid_from=valid_from,
        basis=basis,
        approved_by=approved_by,
    )
    if valid_from <= day_of(at) and unit.path and parent.path:
        carry_along(unit.path, path_below(parent, position, unit.pk))
        Unit.objects.filter(pk=unit.pk).update(parent=parent)
        unit.refresh_from_db()
        restrict_below(unit.path or "-", day=day_of(at))
    Unit.objects.filter(pk=unit.pk).update(version=F("version") + 1)
    unit.refresh_from_db()
    journal.write(
        UnitMoved(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before={"parent": held.parent.name if held.parent else ""},
            after={
                "parent": parent.name,
                "valid_from": valid_from,
                "basis": basis,
                "approved_by": approved_by.name if approved_by else "",
            },
        )
    )
    return unit


@transaction.atomic
def reorder_units(
    parent: Unit, *, order: Sequence[int], actor: Actor, at: datetime
) -> None:
    """Put the units directly below `parent` in the order of these numbers.

    Raises ValidationError where `order` does not name each of them once: somebody
    founded or moved one meanwhile.
    """
    parent = locked(parent)
    policy.may_edit(parent, actor=actor).or_raise()
    today = day_of(at)
    rows = list(
        queries.placements_on(today)
        .filter(parent=parent, unit__path__isnull=False)
        .select_related("unit")
        .order_by("unit__path")
    )
    place = {pk: position for position, pk in enumerate(order, start=1)}
    if sorted(place) != sorted(row.unit_id for row in rows) or len(order) != len(rows):
        raise ValidationError(
            _("The units below have changed meanwhile; look at the list anew.")
        )
    for row in rows:
        _put(row, parent, place[row.unit_id])
    journal.write(
        UnitsReordered(
            subject=queries.ref(parent),
            unit=queries.ref(parent),
            actor=actor,
            at=at,
            before={"order": [row.unit.short_name for row in rows]},
            after={
                "order": [
                    row.unit.short_name
                    for row in sorted(rows, key=lambda row: place[row.unit_id])
                ]
            },
        )
    )


def carry_along(old: str, new: str) -> None:
    """Give the moved unit and everything below it the new beginning of the path."""
    if old == new:
        return
    rows = Unit.objects.filter(queries.below(old))
    longest = rows.aggregate(longest=Max(Length("path")))["longest"] or len(old)
    check_depth(new, deepest=longest - len(old))
    rows.update(path=Concat(Value(new), Substr("path", len(old) + 1)))


def _put(row: Placement, parent: Unit, position: int) -> None:
    if row.position == position:
        return
    row.position = position
    row.save(update_fields=["position"])
    new = (parent.path or "") + segment(position, row.unit_id)
    carry_along(row.unit.path or "", new)


def _end_placement(unit: Unit, parent: Unit, valid_from: date) -> Placement:
    held = unit.placements.select_related("parent").get(valid_to__isnull=True)
    if held.parent is None:
        raise ValidationError(
            {"parent": _("The root unit stands above all others and does not move.")}
        )
    if held.parent.pk == parent.pk:
        raise ValidationError(
            {"parent": _("The unit stands there already; choose another unit.")}
        )
    if valid_from < held.valid_from:
        raise ValidationError(
            {"valid_from": _("The last move or the founding was later than this day.")}
        )
    if valid_from == held.valid_from:
        held.delete()
        return held
    held.valid_to = valid_from
    held.save(update_fields=["valid_to"])
    return held
