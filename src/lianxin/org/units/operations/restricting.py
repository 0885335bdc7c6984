"""Taking a unit that is abroad or classified out of everybody's sight."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.units import policy, queries
from lianxin.org.units.enums import Restriction
from lianxin.org.units.events import UnitRestricted
from lianxin.org.units.models import RestrictionPeriod, Unit
from lianxin.org.units.operations.caches import restrict_below
from lianxin.org.units.operations.checks import check_standing, check_version, locked


@transaction.atomic
def restrict_unit(
    unit: Unit,
    *,
    restriction: str,
    valid_from: date,
    version: int,
    actor: Actor,
    at: datetime,
    basis: str = "",
) -> Unit:
    """Say that a unit, with all below it, is abroad or classified; "" says: no more.

    From then on only its own people see it, and posts above that carry the power. The
    day lies not in the future, as what is shown follows at once.
    """
    unit = locked(unit)
    policy.may_restrict(unit, actor=actor).or_raise()
    check_version(unit, version)
    check_standing(unit)
    if restriction and restriction not in Restriction.values:
        raise ValidationError({"restriction": _("Choose from the list.")})
    held = unit.restrictions.filter(valid_to=None).first()
    _check_day(unit, held, valid_from, today=day_of(at))
    before = held.restriction if held else ""
    if restriction == before:
        raise ValidationError({"restriction": _("This holds already.")})
    if held is not None:
        _end(held, valid_from)
    if restriction:
        RestrictionPeriod.objects.create(
            unit=unit, restriction=restriction, valid_from=valid_from, basis=basis
        )
    unit.version += 1
    unit.save(update_fields=["version"])
    restrict_below(unit.path or "-", day=day_of(at))
    unit.refresh_from_db()
    journal.write(
        UnitRestricted(
            subject=queries.ref(unit),
            unit=queries.ref(unit),
            actor=actor,
            at=at,
            before={"restriction": before},
            after={
                "restriction": restriction,
                "valid_from": valid_from,
                "basis": basis,
            },
        )
    )
    return unit


def _check_day(
    unit: Unit, held: RestrictionPeriod | None, valid_from: date, *, today: date
) -> None:
    earliest = held.valid_from if held else unit.founded_on
    if not earliest <= valid_from <= today:
        raise ValidationError(
            {
                "valid_from": _("Choose a day from %(day)s on and not after today.")
                % {"day": earliest}
            }
        )


def _end(held: RestrictionPeriod, valid_from: date) -> None:
    if valid_from == held.valid_from:
        held.delete()
        return
    held.valid_to = valid_from
    held.save(update_fields=["valid_to"])
