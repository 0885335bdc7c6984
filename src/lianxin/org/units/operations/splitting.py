"""Founding a unit that is split off from another."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.org.units.enums import Succession
from lianxin.org.units.models import Descent, Unit
from lianxin.org.units.operations.checks import check_standing, locked
from lianxin.org.units.operations.founding import found_unit


@transaction.atomic
def found_split_off(
    unit: Unit,
    *,
    name: str,
    short_name: str,
    founded_on: date,
    actor: Actor,
    at: datetime,
    basis: str = "",
    approved_by: Unit | None = None,
) -> Unit:
    """Found a unit of the same kind beside `unit`, and note that it came from there.

    Raises ValidationError where `unit` ends, or is not older than what it is split into.
    """
    unit = locked(unit)
    check_standing(unit)
    if founded_on <= unit.founded_on:
        raise ValidationError(
            {"founded_on": _("Choose a day after the founding of the unit split.")}
        )
    made = found_unit(
        kind=unit.kind,
        name=name,
        short_name=short_name,
        parent=unit.parent,
        founded_on=founded_on,
        actor=actor,
        at=at,
        basis=basis,
        approved_by=approved_by,
    )
    Descent.objects.create(
        former=unit, later=made, manner=Succession.SPLIT, on=founded_on
    )
    return made
