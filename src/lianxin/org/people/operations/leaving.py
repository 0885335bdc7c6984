"""Leaving the enterprise, and coming back to it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Belonging, Circumstance
from lianxin.org.people.events import PersonLeft, PersonReturned
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations.checks import (
    check_after_the_last,
    check_own_entry,
    check_place_now,
    is_member,
)
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def leave(
    person: Person, *, left_on: date, version: int, actor: Actor, at: datetime
) -> Person:
    """Let somebody leave the enterprise; `left_on` is the last day in it.

    Ends every belonging but a member's to the branch: a membership stays there until
    it is transferred, so that no member is ever nowhere. Posts are ended by
    ``posts.operations.leave_with_posts``, which pages call.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    after = left_on + timedelta(days=1)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=after)
    rows = list(person.affiliations.filter(later).select_related("unit").order_by("pk"))
    policy.may_edit((row.unit.path or "" for row in rows), actor=actor).or_raise()
    if person.version != version:
        raise Conflict({"left_on": person.left_on}, person.version)
    if person.left_on is not None:
        raise ValidationError(_("This person has left already."))
    stays = Q(belonging=Belonging.PARTY) if is_member(person, after) else units.NOBODY
    ends = person.affiliations.filter(later).exclude(stays)
    _end_all(ends, person, after, today=day_of(at))
    unit = rows[0].unit if rows else None
    return _left(person, left_on, unit=unit, before={}, actor=actor, at=at)


@transaction.atomic
def end_by_death(
    person: Person, *, died_on: date, version: int, actor: Actor, at: datetime
) -> Person:
    """Let somebody who has left, or was going to, belong nowhere after the day of death.

    A member's branch is where they belonged still. A last day that was to come later is
    that day. Called within the operation that judged who may; Conflict as `leave`.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.version != version:
        raise Conflict({"left_on": person.left_on}, person.version)
    after = died_on + timedelta(days=1)
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=after)
    rows = list(person.affiliations.filter(later).select_related("unit").order_by("pk"))
    _end_all(person.affiliations.filter(later), person, after, today=day_of(at))
    unit, before = rows[0].unit if rows else None, {"left_on": person.left_on}
    left_on = min(person.left_on or died_on, died_on)
    return _left(person, left_on, unit=unit, before=before, actor=actor, at=at)


def _left(
    person: Person,
    left_on: date,
    *,
    unit: Unit | None,
    before: Mapping[str, object],
    actor: Actor,
    at: datetime,
) -> Person:
    person.left_on = left_on
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    journal.write(
        PersonLeft(
            subject=queries.ref(person),
            unit=units.ref(unit) if unit else None,
            actor=actor,
            at=at,
            before=before,
            after={"left_on": left_on},
        )
    )
    return person


@transaction.atomic
def come_back(
    person: Person,
    *,
    unit: Unit,
    valid_from: date,
    version: int,
    actor: Actor,
    at: datetime,
) -> Person:
    """Let somebody who has left, or is going to, work here from `valid_from` on.

    What ended by leaving stays ended; who does not leave after all comes back on the
    day after. Raises ValidationError where nobody left, the person has died or the
    entry was merged into another one, and Conflict where somebody changed it since
    `version`.
    """
    check_place_now(unit, Belonging.STAFF, valid_from)
    person = Person.objects.select_for_update().get(pk=person.pk)
    paths = queries.paths_of(person, today=day_of(at))
    policy.may_let_return(unit, paths, actor=actor).or_raise()
    if person.version != version:
        raise Conflict({"left_on": person.left_on}, person.version)
    _check_gone(person, valid_from)
    before, person.left_on = person.left_on, None
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    check_after_the_last(
        person.affiliations.filter(belonging=Belonging.STAFF), valid_from
    )
    Affiliation.objects.create(
        person=person, unit=unit, belonging=Belonging.STAFF, valid_from=valid_from
    )
    journal.write(
        PersonReturned(
            subject=queries.ref(person),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            before={"left_on": before},
            after={"unit": unit.name, "valid_from": valid_from},
        )
    )
    return person


def _end_all(
    rows: QuerySet[Affiliation], person: Person, after: date, *, today: date
) -> None:
    """What is noted to come of one held by then, as by a merging, gives way to it."""
    by_then = person.affiliations.filter(
        Q(valid_to=None) | Q(valid_to__gte=after), valid_from__lt=after
    )
    held = set(by_then.values_list("belonging", flat=True))
    later = rows.filter(valid_from__gte=after)
    if later.exclude(valid_from__gt=today, belonging__in=held).exists():
        raise ValidationError(
            {"left_on": _("The person came to a unit later than this day.")}
        )
    later.delete()
    rows.update(valid_to=after)


def _check_gone(person: Person, valid_from: date) -> None:
    check_own_entry(person)
    if person.left_on is None:
        raise ValidationError(_("This person has not left the enterprise."))
    if person.situations.filter(circumstance=Circumstance.DECEASED).exists():
        raise ValidationError(_("It is noted that this person has died."))
    if valid_from <= person.left_on:
        raise ValidationError(
            {
                "valid_from": _("Choose a day after %(day)s, the last day noted.")
                % {"day": person.left_on}
            }
        )
