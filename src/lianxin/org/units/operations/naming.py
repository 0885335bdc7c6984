"""Giving a unit another name."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh import text_pinyin
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.events import UnitRenamed
from lianxin.org.units.models import Unit, UnitName
from lianxin.org.units.operations.checks import check_standing, check_version, locked
from lianxin.org.units.operations.keys import renew_keys


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
    approved_by: Unit | None = None,
) -> Unit:
    """Give the unit another name from `valid_from` on, in the future too.

    Raises Conflict where somebody changed the unit since `version`. A name given
    for the very day on which the last one began replaces it.
    """
    unit = locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    check_version(unit, version)
    check_standing(unit)
    held = unit.names.get(valid_to__isnull=True)
    _end(held, valid_from)
    short_name = short_name or name
    UnitName.objects.create(
        unit=unit,
        name=name,
        short_name=short_name,
        valid_from=valid_from,
        basis=basis,
        approved_by=approved_by,
    )
    if valid_from <= day_of(at):
        unit.name, unit.short_name = name, short_name
        unit.pinyin = text_pinyin(name)
        renew_keys([unit])
    unit.version += 1
    unit.save(update_fields=["name", "short_name", "pinyin", "version"])
    journal.write(
        UnitRenamed(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before={"name": held.name, "short_name": held.short_name},
            after={
                "name": name,
                "short_name": short_name,
                "valid_from": valid_from,
                "basis": basis,
                "approved_by": approved_by.name if approved_by else "",
            },
        )
    )
    return unit


def _end(held: UnitName, valid_from: date) -> None:
    if valid_from < held.valid_from:
        raise ValidationError(
            {"valid_from": _("The last name given begins later than this day.")}
        )
    if valid_from == held.valid_from:
        held.delete()
        return
    held.valid_to = valid_from
    held.save(update_fields=["valid_to"])
