"""Memberships that move by a transfer; who may, the transfer has judged."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import queries
from lianxin.org.people.enums import Belonging
from lianxin.org.people.events import (
    AffiliationEnded,
    PersonAffiliated,
    StandingSet,
)
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.operations.belongings import end_for
from lianxin.org.people.operations.checks import (
    check_after_the_last,
    check_place_now,
    check_standing,
)
from lianxin.org.people.queries import in_force
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def move_membership(
    person: Person,
    *,
    from_unit: Unit | None,
    to_unit: Unit | None,
    on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Let a membership end in one unit and begin in another on the same day.

    Called within the operation that judged who may. What was noted to come, such as
    the merging of the unit, gives way to it. ValidationError where the person is not,
    or no longer, a member in `from_unit`; None stands for elsewhere.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    held = _membership_on(person, on, today=day_of(at))
    _check_still_there(held, from_unit)
    if to_unit is not None:
        check_place_now(to_unit, Belonging.PARTY, on)
    before: dict[str, object] = {}
    if held is not None:
        before = {"belonging": Belonging.PARTY.value, "unit": held.unit.name}
        end_for(held, on)
    if to_unit is None:
        assert from_unit is not None  # noqa: S101 -- a transfer has one side here
        journal.write(
            AffiliationEnded(
                subject=queries.ref(person),
                unit=units.ref(from_unit),
                actor=actor,
                at=at,
                before=before,
                after={"ended_on": on},
            )
        )
        return
    check_after_the_last(person.affiliations.filter(belonging=Belonging.PARTY), on)
    Affiliation.objects.create(
        person=person, unit=to_unit, belonging=Belonging.PARTY, valid_from=on
    )
    journal.write(
        PersonAffiliated(
            subject=queries.ref(person),
            unit=units.ref(to_unit),
            actor=actor,
            at=at,
            before=before,
            after={
                "belonging": Belonging.PARTY.value,
                "unit": to_unit.name,
                "valid_from": on,
            },
        )
    )


@transaction.atomic
def take_up_standing(
    person: Person,
    *,
    standing: str,
    valid_from: date,
    unit: Unit,
    actor: Actor,
    at: datetime,
) -> None:
    """Enter what somebody who comes from elsewhere is to the Party, if nothing says so.

    Called within the operation that judged who may; `unit` is where the person comes.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    held = person.standings.filter(valid_to=None).first()
    if held is not None and held.standing == standing:
        return
    check_standing(standing, valid_from)
    if held is not None:
        raise ValidationError(
            _("Another standing in the Party is entered for this person; end it first.")
        )
    if person.standings.filter(valid_to__gt=valid_from).exists():
        raise ValidationError(
            _("An earlier standing ended after this day; give a later day.")
        )
    PartyStanding.objects.create(
        person=person, standing=standing, valid_from=valid_from
    )
    journal.write(
        StandingSet(
            subject=queries.ref(person),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"standing": standing, "valid_from": valid_from},
        )
    )


def _membership_on(person: Person, on: date, *, today: date) -> Affiliation | None:
    """The membership that is to end: the last one, but for such as are still to come.

    One that ended meanwhile is history, which a transfer does not rewrite.
    """
    rows = person.affiliations.filter(belonging=Belonging.PARTY)
    held = rows.filter(in_force(on)).select_related("unit").first()
    if held is None or (held.valid_to is not None and held.valid_to <= today):
        return rows.filter(valid_to=None).select_related("unit").first()
    rows.filter(valid_from__gt=on).delete()
    held.valid_to = None
    held.save(update_fields=["valid_to"])
    return held


def _check_still_there(held: Affiliation | None, from_unit: Unit | None) -> None:
    if from_unit is None:
        if held is not None:
            raise ValidationError(
                _("This person is a member in %(unit)s by now.")
                % {"unit": held.unit.name}
            )
    elif held is None or held.unit_id != from_unit.pk:
        raise ValidationError(
            _("This person is no longer a member in %(unit)s.")
            % {"unit": from_unit.name}
        )
