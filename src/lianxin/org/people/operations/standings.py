"""What somebody is to the Party, from which day on."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.events import StandingEnded, StandingSet
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.people.operations.checks import check_after_the_last, check_standing
from lianxin.org.units import queries as units


@transaction.atomic
def set_standing(
    person: Person, *, standing: str, valid_from: date, actor: Actor, at: datetime
) -> PartyStanding:
    """Say what somebody is to the Party from `valid_from` on; the last ends then."""
    held, unit = _held(person, actor=actor, at=at)
    check_standing(standing, valid_from)
    before: dict[str, object] = {}
    if held is not None:
        if held.standing == standing:
            raise ValidationError({"standing": _("The person has this standing.")})
        if valid_from < held.valid_from:
            raise ValidationError(
                {"valid_from": _("The present standing began later than this day.")}
            )
        before = {"standing": held.standing}
        _end(held, valid_from)
    check_after_the_last(person.standings.all(), valid_from)
    made = PartyStanding.objects.create(
        person=person, standing=standing, valid_from=valid_from
    )
    journal.write(
        StandingSet(
            subject=queries.ref(person),
            unit=unit,
            actor=actor,
            at=at,
            before=before,
            after={"standing": standing, "valid_from": valid_from},
        )
    )
    return made


@transaction.atomic
def end_standing(person: Person, *, ended_on: date, actor: Actor, at: datetime) -> None:
    """Let somebody have no standing in the Party from `ended_on` on."""
    held, unit = _held(person, actor=actor, at=at)
    if held is None:
        raise ValidationError(_("The person has no standing to end."))
    if ended_on < held.valid_from:
        raise ValidationError(
            {"ended_on": _("The present standing began later than this day.")}
        )
    _end(held, ended_on)
    journal.write(
        StandingEnded(
            subject=queries.ref(person),
            unit=unit,
            actor=actor,
            at=at,
            before={"standing": held.standing},
            after={"ended_on": ended_on},
        )
    )


def _held(
    person: Person, *, actor: Actor, at: datetime
) -> tuple[PartyStanding | None, Ref | None]:
    """The open standing, and the unit to which the change belongs in the journal."""
    Person.objects.select_for_update().get(pk=person.pk)
    places = list(queries.all_places_of(person, today=day_of(at)))
    policy.may_set_standing((p.unit.path or "" for p in places), actor=actor).or_raise()
    held = PartyStanding.objects.filter(person=person, valid_to=None).first()
    return held, units.ref(places[0].unit) if places else None


def _end(held: PartyStanding, day: date) -> None:
    """Close the row; a row of the very same day was a slip and goes."""
    if day == held.valid_from:
        held.delete()
        return
    held.valid_to = day
    held.save(update_fields=["valid_to"])
