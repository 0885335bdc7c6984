"""How many people a unit is to have for the Party's office work."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.org.posts import policy
from lianxin.org.posts.events import StaffStandardSet
from lianxin.org.posts.models import StaffStandard
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

MOST = 9999


@transaction.atomic
def set_staff_standard(
    *,
    unit: Unit,
    least: int,
    basis: str,
    valid_from: date,
    actor: Actor,
    at: datetime,
) -> StaffStandard:
    """Say how many people `unit` and those below it are to have, from a day on.

    A second number for the same day takes the place of the first. Raises
    ValidationError without a basis, or for a number that cannot be meant.
    """
    policy.may_edit(unit, actor=actor).or_raise()
    if not basis.strip():
        raise ValidationError({"basis": _("Say on which document this rests.")})
    if not 0 < least <= MOST:
        raise ValidationError({"least": _("Give a number of people.")})
    if valid_from < unit.founded_on:
        raise ValidationError(
            {"valid_from": _("The unit was founded later than this day.")}
        )
    made, _is_new = StaffStandard.objects.update_or_create(
        unit=unit, valid_from=valid_from, defaults={"least": least, "basis": basis}
    )
    journal.write(
        StaffStandardSet(
            subject=units.ref(unit),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"least": least, "basis": basis, "valid_from": valid_from},
        )
    )
    return made
