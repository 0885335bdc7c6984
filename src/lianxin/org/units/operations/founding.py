"""Founding a unit."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh import text_pinyin
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.events import UnitFounded
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations.checks import (
    check_depth,
    check_form,
    check_kind,
    check_parent,
    last_position,
    locked,
    path_below,
)
from lianxin.org.units.operations.keys import renew_keys


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
    approved_by: Unit | None = None,
    form: str = "",
    position: int | None = None,
) -> Unit:
    """Found a unit below `parent`; without a parent, the root (once, by `init`).

    `position` is the place among its siblings; without one it comes last. A unit
    with a future day of founding is in the tree from that day on. Raises
    ValidationError where the kind may not stand there, or the parent does not exist
    on the day.
    """
    if parent is not None:
        parent = locked(parent)
        policy.may_edit(parent, actor=actor).or_raise()
    check_kind(kind, parent)
    check_form(kind, form)
    if parent is None:
        _check_first()
    else:
        check_parent(parent, founded_on, field="founded_on")
    if position is None:
        position = last_position(parent)
    unit = Unit.objects.create(
        kind=kind,
        name=name,
        short_name=short_name or name,
        pinyin=text_pinyin(name),
        parent=parent,
        founded_on=founded_on,
        basis=basis,
        approved_by=approved_by,
        form=form,
        is_restricted=parent is not None and parent.is_restricted,
    )
    exists_today = founded_on <= day_of(at) and (parent is None or parent.path)
    if exists_today:
        unit.path = path_below(parent, position, unit.pk)
        check_depth(unit.path)
        unit.save(update_fields=["path"])
    _begin(unit, position)
    renew_keys([unit])
    journal.write(
        UnitFounded(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            after={
                "kind": kind,
                "name": name,
                "parent": parent.name if parent else "",
                "founded_on": founded_on,
                "basis": basis,
                "form": form,
                "approved_by": approved_by.name if approved_by else "",
            },
        )
    )
    return unit


def _begin(unit: Unit, position: int) -> None:
    """The first place and the first name, from the day of the founding on."""
    Placement.objects.create(
        unit=unit,
        parent=unit.parent,
        position=position,
        valid_from=unit.founded_on,
        basis=unit.basis,
        approved_by=unit.approved_by,
    )
    UnitName.objects.create(
        unit=unit,
        name=unit.name,
        short_name=unit.short_name,
        valid_from=unit.founded_on,
        basis=unit.basis,
    )


def _check_first() -> None:
    if Unit.objects.exists():
        raise ValidationError(
            {"parent": _("There is a root unit already; choose the unit above.")}
        )
