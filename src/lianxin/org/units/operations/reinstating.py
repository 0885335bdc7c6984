"""Taking back the end of a unit."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.enums import Succession
from lianxin.org.units.events import UnitReinstated
from lianxin.org.units.models import Descent, Placement, Unit
from lianxin.org.units.operations.caches import restrict_below
from lianxin.org.units.operations.checks import (
    check_depth,
    check_parent,
    check_version,
    locked,
    path_below,
)


@transaction.atomic
def reinstate_unit(
    unit: Unit, *, version: int, actor: Actor, at: datetime, basis: str
) -> Unit:
    """Let a unit go on as if its end had not been decided, whether or not that has come.

    What was handed over, and the posts, are the affair of
    ``posts.operations.reinstate_with_people``, which pages call. Raises ValidationError
    where it does not end, or the unit above has ended since; Conflict where somebody
    changed it since `version`.
    """
    unit = locked(unit)
    policy.may_edit(unit, actor=actor).or_raise()
    check_version(unit, version)
    ended = unit.dissolved_on
    if ended is None:
        raise ValidationError(_("No end of this unit is noted."))
    place = _reopened(unit, ended + timedelta(days=1))
    unit.dissolved_on, unit.end_basis, unit.end_approved_by = None, "", None
    unit.version += 1
    if unit.path is None and unit.founded_on <= day_of(at):
        unit.path = path_below(place.parent, place.position, unit.pk)
        check_depth(unit.path)
    unit.save()
    Descent.objects.filter(former=unit, manner=Succession.MERGED).delete()
    if unit.path is not None:
        restrict_below(unit.path, day=day_of(at))
        unit.refresh_from_db()
    journal.write(
        UnitReinstated(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before={"dissolved_on": ended},
            after={"basis": basis},
        )
    )
    return unit


def _reopened(unit: Unit, end: date) -> Placement:
    """The last place and the last name go on; the unit above must still be there."""
    place = unit.placements.select_related("parent").get(valid_to=end)
    if place.parent is not None:
        place.parent = locked(place.parent)
        check_parent(place.parent, end, field="parent")
    place.valid_to = None
    place.save(update_fields=["valid_to"])
    unit.names.filter(valid_to=end).update(valid_to=None)
    return place
