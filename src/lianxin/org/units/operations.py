"""Founding, renaming, moving and dissolving units, each with its day and basis."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.actor.paths import segment
from lianxin.org.units import policy, queries
from lianxin.org.units.events import (
    UnitDissolved,
    UnitFounded,
    UnitMoved,
    UnitRenamed,
)
from lianxin.org.units.models import Placement, Unit, UnitName


@transaction.atomic
def found_unit(
    *,
    kind: str,
    name: str,
    short_name: str,
    parent: Unit | None,
    founded_on: date,
    actor: Actor,
    at: datetime,
    basis: str = "",
    position: int = 0,
) -> Unit:
    """Found a unit below `parent`; without a parent, the root (once, by `init`).

    Raises ValidationError where the kind may not stand there, or the parent did
    not exist yet on the day.
    """
    if parent is not None:
        policy.may_edit(parent, actor=actor).or_raise()
    _check_place(kind, parent)
    if parent is not None and founded_on < parent.founded_on:
        raise ValidationError(
            {"founded_on": _("The unit above was founded later than this day.")}
        )
    unit = Unit.objects.create(
        kind=kind,
        name=name,
        short_name=short_name or name,
        parent=parent,
        founded_on=founded_on,
        basis=basis,
    )
    unit.path = _path_below(parent, position, unit.pk)
    unit.save(update_fields=["path"])
    Placement.objects.create(
        unit=unit, parent=parent, position=position, valid_from=founded_on, basis=basis
    )
    UnitName.objects.create(
        unit=unit,
        name=name,
        short_name=unit.short_name,
        valid_from=founded_on,
        basis=basis,
    )
    after = {
        "kind": kind,
        "name": name,
        "parent": parent.name if parent else "",
        "founded_on": founded_on,
        "basis": basis,
    }
    journal.write(
        UnitFounded(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            after=after,
        )
    )
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit,
    *,
    name: str,
    short_name: str,
    valid_from: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str = "",
) -> Unit:
    """Give the unit another name from `valid_from` on.

    Raises Conflict where somebody changed the unit since `version`.
    """
    unit = _locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    _check_version(unit, version)
    held = unit.names.get(valid_to__isnull=True)
    if valid_from < held.valid_from:
        raise ValidationError(
            {"valid_from": _("The name in force began later than this day.")}
        )
    before = {"name": unit.name, "short_name": unit.short_name}
    if valid_from == held.valid_from:
        held.delete()
    else:
        held.valid_to = valid_from
        held.save(update_fields=["valid_to"])
    UnitName.objects.create(
        unit=unit, name=name, short_name=short_name, valid_from=valid_from, basis=basis
    )
    unit.name, unit.short_name = name, short_name
    unit.version += 1
    unit.save(update_fields=["name", "short_name", "version"])
    journal.write(
        UnitRenamed(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before=before,
            after={
                "name": name,
                "short_name": short_name,
                "valid_from": valid_from,
                "basis": basis,
            },
        )
    )
    return unit


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
    position: int = 0,
) -> Unit:
    """Place the unit, with all below it, under `parent` from `valid_from` on."""
    unit = _locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    policy.may_edit(parent, actor=actor).or_raise()
    _check_version(unit, version)
    _check_place(unit.kind, parent)
    if (parent.path or "").startswith(unit.path or "-"):
        raise ValidationError(
            {"parent": _("A unit cannot stand below itself; choose another unit.")}
        )
    held = unit.placements.get(valid_to__isnull=True)
    if valid_from <= held.valid_from:
        raise ValidationError(
            {"valid_from": _("Choose a day after the last move or the founding.")}
        )
    held.valid_to = valid_from
    held.save(update_fields=["valid_to"])
    Placement.objects.create(
        unit=unit, parent=parent, position=position, valid_from=valid_from, basis=basis
    )
    before = {"parent": unit.parent.name if unit.parent else ""}
    new_path = _path_below(parent, position, unit.pk)
    _carry_along(unit.path or "", new_path)
    Unit.objects.filter(pk=unit.pk).update(parent=parent, version=F("version") + 1)
    unit.refresh_from_db()
    journal.write(
        UnitMoved(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before=before,
            after={"parent": parent.name, "valid_from": valid_from, "basis": basis},
        )
    )
    return unit


@transaction.atomic
def dissolve_unit(
    unit: Unit,
    *,
    dissolved_on: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str,
) -> Unit:
    """End the unit on `dissolved_on`, its last day; units below must be gone."""
    unit = _locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    _check_version(unit, version)
    if unit.children.filter(path__isnull=False).exists():
        raise ValidationError(
            _("There are still units below it; move or dissolve those first.")
        )
    if dissolved_on < unit.founded_on:
        raise ValidationError(
            {"dissolved_on": _("The unit was founded later than this day.")}
        )
    end = dissolved_on + timedelta(days=1)
    unit.placements.filter(valid_to=None).update(valid_to=end)
    unit.names.filter(valid_to=None).update(valid_to=end)
    unit.dissolved_on = dissolved_on
    unit.path = None
    unit.version += 1
    unit.save(update_fields=["dissolved_on", "path", "version"])
    journal.write(
        UnitDissolved(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            after={"dissolved_on": dissolved_on, "basis": basis},
        )
    )
    return unit


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update().get(pk=unit.pk)


def _check_version(unit: Unit, version: int) -> None:
    if unit.version != version:
        raise Conflict({"name": unit.name, "short_name": unit.short_name}, unit.version)


def _check_place(kind: str, parent: Unit | None) -> None:
    known = rulebook.unit_kinds()
    if kind not in known:
        raise ValidationError({"kind": _("Choose a kind of unit from the list.")})
    if parent is None:
        if Unit.objects.exists():
            raise ValidationError(
                {"parent": _("There is a root unit already; choose the unit above.")}
            )
    elif parent.kind not in known[kind].under:
        raise ValidationError(
            {"parent": _("This kind of unit cannot stand under that kind.")}
        )


def _path_below(parent: Unit | None, position: int, pk: int) -> str:
    return (parent.path or "" if parent else "") + segment(position, pk)


def _carry_along(old: str, new: str) -> None:
    """Give the moved unit and everything below it the new beginning of the path."""
    Unit.objects.filter(queries.below(old)).update(
        path=Concat(Value(new), Substr("path", len(old) + 1))
    )
