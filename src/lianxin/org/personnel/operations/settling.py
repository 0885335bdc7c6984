"""Settling a difference: adopting what is told, or saying what was done instead."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people import operations as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Person
from lianxin.org.personnel import policy, queries
from lianxin.org.personnel.enums import Kind, Outcome
from lianxin.org.personnel.events import DifferenceAdopted, DifferenceSettled
from lianxin.org.personnel.models import Difference
from lianxin.org.posts import operations as posts
from lianxin.org.units.models import Unit


@transaction.atomic
def adopt_difference(
    difference: Difference, *, on: date, actor: Actor, at: datetime
) -> Difference:
    """Change the entry as the personnel system tells, from the day `on`.

    For somebody who left, `on` is the last day. It is done by the operations on
    people, so that their rights and checks hold; a membership in the Party moves or
    ends only where its own rules let it.
    """
    difference = _locked(difference)
    policy.may_adopt(difference, actor=actor).or_raise()
    kind = Kind(difference.kind)
    if kind is Kind.UNCLEAR:
        raise ValidationError(
            _("The unit is not known here; enter the person by hand, then settle this.")
        )
    if kind is Kind.NEW:
        difference.person = _add(difference, on, actor=actor, at=at)
    elif difference.person is not None:
        _change(difference, difference.person, on, actor=actor, at=at)
    _settle(difference, Outcome.ADOPTED, "", actor=actor, at=at)
    journal.write(
        DifferenceAdopted(
            subject=queries.ref(difference),
            unit=Ref("units.unit", difference.unit_id),
            actor=actor,
            at=at,
            after={"employee_number": difference.employee_number, "on": on},
        )
    )
    return difference


@transaction.atomic
def settle_difference(
    difference: Difference, *, words: str, actor: Actor, at: datetime
) -> Difference:
    """Say what was done about a difference instead of adopting it."""
    difference = _locked(difference)
    policy.may_settle(difference, actor=actor).or_raise()
    if not words.strip():
        raise ValidationError({"words": _("Say how it was settled.")})
    _settle(difference, Outcome.SETTLED, words.strip(), actor=actor, at=at)
    journal.write(
        DifferenceSettled(
            subject=queries.ref(difference),
            unit=Ref("units.unit", difference.unit_id),
            actor=actor,
            at=at,
            after={
                "employee_number": difference.employee_number,
                "words": difference.words,
            },
        )
    )
    return difference


def _locked(difference: Difference) -> Difference:
    return (
        Difference.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "person", "update__unit")
        .get(pk=difference.pk)
    )


def _settle(
    difference: Difference, outcome: Outcome, words: str, *, actor: Actor, at: datetime
) -> None:
    difference.outcome, difference.words = outcome, words
    difference.settled_at, difference.settled_by = at, actor.name
    difference.save()


def _add(difference: Difference, on: date, *, actor: Actor, at: datetime) -> Person:
    told = queries.told_by(difference)
    return people.add_person(
        name=told["name"],
        employee_number=difference.employee_number,
        gender=told.get("gender", ""),
        birth_on=_day(told.get("birth_on")),
        joined_on=_day(told.get("joined_on")),
        places=[people.Place(_unit_told(difference), Belonging.STAFF, on)],
        actor=actor,
        at=at,
    )


def _change(
    difference: Difference, person: Person, on: date, *, actor: Actor, at: datetime
) -> None:
    if difference.kind == Kind.LEFT:
        posts.leave_with_posts(
            person, left_on=on, version=person.version, actor=actor, at=at
        )
    elif difference.kind == Kind.BACK:
        people.come_back(
            person,
            unit=_unit_told(difference),
            valid_from=on,
            version=person.version,
            actor=actor,
            at=at,
        )
    elif difference.kind == Kind.MOVED:
        people.affiliate(
            person,
            unit=_unit_told(difference),
            belonging=Belonging.STAFF,
            valid_from=on,
            actor=actor,
            at=at,
        )
    else:
        told = queries.told_by(difference)
        people.edit_person(
            person,
            name=told.get("name", person.name),
            employee_number=person.employee_number,
            gender=told.get("gender", person.gender),
            birth_on=_day(told.get("birth_on")) or person.birth_on,
            joined_on=_day(told.get("joined_on")) or person.joined_on,
            version=person.version,
            actor=actor,
            at=at,
        )


def _unit_told(difference: Difference) -> Unit:
    """The unit as it is called today; ValidationError where it is so called no more."""
    known = queries.all_units_by_name(difference.update.unit)
    unit = known.get(queries.told_by(difference).get("unit", ""))
    if unit is None:
        raise ValidationError(_("The unit is not called so any more."))
    return unit


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
