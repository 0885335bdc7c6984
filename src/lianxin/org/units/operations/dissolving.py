"""Dissolving a unit."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.enums import Succession
from lianxin.org.units.events import UnitDissolved
from lianxin.org.units.models import Descent, Placement, Unit
from lianxin.org.units.operations.checks import check_standing, check_version, locked


@transaction.atomic
def dissolve_unit(
    unit: Unit,
    *,
    dissolved_on: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str,
    approved_by: Unit | None = None,
    merged_into: Unit | None = None,
) -> Unit:
    """End the unit on `dissolved_on`, its last day; units below must be gone by then.

    People and posts are the affair of ``posts.operations.dissolve_with_people``, which
    pages call.

    Raises Conflict where somebody changed the unit since `version`.
    """
    unit = locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    check_version(unit, version)
    check_standing(unit)
    end = dissolved_on + timedelta(days=1)
    _check_empty(unit, end)
    _check_later_rows(unit, dissolved_on, end)
    unit.placements.filter(valid_to=None).update(valid_to=end)
    unit.names.filter(valid_to=None).update(valid_to=end)
    unit.dissolved_on = dissolved_on
    if end <= day_of(at):
        unit.path = None
    unit.version += 1
    unit.end_basis, unit.end_approved_by = basis, approved_by
    unit.save(
        update_fields=[
            "dissolved_on",
            "path",
            "version",
            "end_basis",
            "end_approved_by",
        ]
    )
    if merged_into is not None:
        Descent.objects.create(
            former=unit, later=merged_into, manner=Succession.MERGED, on=end
        )
    journal.write(
        UnitDissolved(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            after={
                "dissolved_on": dissolved_on,
                "basis": basis,
                "approved_by": approved_by.name if approved_by else "",
                "merged_into": merged_into.name if merged_into else "",
            },
        )
    )
    return unit


def _check_empty(unit: Unit, end: date) -> None:
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=end)
    if Placement.objects.filter(later, parent=unit).exists():
        raise ValidationError(
            _("There are still units below it; move or dissolve those first.")
        )
    if unit.placements.filter(valid_to=None, parent=None).exists():
        raise ValidationError(_("The root unit cannot be dissolved."))


def _check_later_rows(unit: Unit, dissolved_on: date, end: date) -> None:
    if dissolved_on < unit.founded_on:
        raise ValidationError(
            {"dissolved_on": _("The unit was founded later than this day.")}
        )
    begun = Q(valid_from__gte=end)
    if unit.placements.filter(begun).exists() or unit.names.filter(begun).exists():
        raise ValidationError(
            {"dissolved_on": _("The unit was moved or renamed later than this day.")}
        )
