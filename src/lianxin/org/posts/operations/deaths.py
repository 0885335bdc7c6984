"""The death of somebody: all that held them here ends with that day."""

from datetime import date, datetime, timedelta

from django.db import transaction

from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import operations as people
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Circumstance
from lianxin.org.people.models import Person
from lianxin.org.posts.operations.appointments import end_all_of, leave_with_posts


@transaction.atomic
def note_death(
    person: Person,
    *,
    died_on: date,
    basis: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Person:
    """Note that somebody died: standing, posts and belonging end, the account closes.

    So it is with members who had left before and were in the branch still.
    ValidationError for a day to come, Conflict where somebody changed the entry since
    `version`; the actor needs the right over every post held.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    paths = queries.paths_of(person, today=day_of(at))
    policy.may_set_standing(paths, actor=actor).or_raise()
    if person.version != version:
        raise Conflict({"died_on": person.left_on}, person.version)
    people.begin_situation(
        person,
        circumstance=Circumstance.DECEASED,
        valid_from=died_on,
        told=people.Told(basis=basis),
        actor=actor,
        at=at,
    )
    if person.standings.filter(valid_to=None).exists():
        people.end_standing(
            person, ended_on=died_on + timedelta(days=1), actor=actor, at=at
        )
    if person.left_on is None:
        return leave_with_posts(
            person, left_on=died_on, version=version, actor=actor, at=at
        )
    person = people.end_by_death(
        person, died_on=died_on, version=version, actor=actor, at=at
    )
    end_all_of(person, last=died_on, actor=actor, at=at)
    return person
