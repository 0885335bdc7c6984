"""Belonging to units: taking up and ending."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Belonging
from lianxin.org.people.events import AffiliationEnded, PersonAffiliated
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations.checks import (
    check_after_the_last,
    check_no_member,
    check_place_now,
    check_stays,
)
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def affiliate(
    person: Person,
    *,
    unit: Unit,
    belonging: str,
    valid_from: date,
    actor: Actor,
    at: datetime,
) -> Affiliation:
    """Let somebody belong to `unit` in one way from `valid_from` on.

    Where they belong to another unit in that way, that ends the same day: nobody
    is in two units at once, or between two. The actor needs the right over both.
    """
    policy.may_add([unit], actor=actor).or_raise()
    check_place_now(unit, belonging, valid_from)
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_stays(person)
    held = (
        person.affiliations.filter(belonging=belonging, valid_to=None)
        .select_related("unit")
        .first()
    )
    before: dict[str, object] = {}
    if held is not None:
        policy.may_edit([held.unit.path or ""], actor=actor).or_raise()
        before = {"belonging": belonging, "unit": held.unit.name}
        end_for(held, valid_from)
    check_after_the_last(person.affiliations.filter(belonging=belonging), valid_from)
    made = Affiliation.objects.create(
        person=person, unit=unit, belonging=belonging, valid_from=valid_from
    )
    journal.write(
        PersonAffiliated(
            subject=queries.ref(person),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            before=before,
            after={"belonging": belonging, "unit": unit.name, "valid_from": valid_from},
        )
    )
    return made


@transaction.atomic
def end_affiliation(
    affiliation: Affiliation, *, ended_on: date, actor: Actor, at: datetime
) -> None:
    """Let somebody belong to a unit no more from `ended_on` on.

    Not a member to the branch: no member is ever nowhere, and a transfer moves them.
    """
    held = (
        Affiliation.objects.select_for_update(of=("self",))
        .select_related("unit", "person")
        .get(pk=affiliation.pk)
    )
    policy.may_edit([held.unit.path or ""], actor=actor).or_raise()
    if held.valid_to is not None:
        raise ValidationError(_("This has ended already."))
    if ended_on <= held.valid_from:
        raise ValidationError(
            {"ended_on": _("Choose a day after the day on which it began.")}
        )
    if held.belonging == Belonging.PARTY:
        check_no_member(held.person, ended_on)
    held.valid_to = ended_on
    held.save(update_fields=["valid_to"])
    journal.write(
        AffiliationEnded(
            subject=queries.ref(held.person),
            unit=units.ref(held.unit),
            actor=actor,
            at=at,
            before={"belonging": held.belonging, "unit": held.unit.name},
            after={"ended_on": ended_on},
        )
    )


def end_for(held: Affiliation, valid_from: date) -> None:
    """Close the row in force; a row of the very same day was a slip and is replaced."""
    if valid_from < held.valid_from:
        raise ValidationError(
            {"valid_from": _("The person came to the present unit after this day.")}
        )
    if valid_from == held.valid_from:
        held.delete()
        return
    held.valid_to = valid_from
    held.save(update_fields=["valid_to"])
