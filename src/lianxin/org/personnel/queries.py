"""Reading tokens, updates and differences."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.personnel.models import Difference, Token, Update
from lianxin.org.personnel.policy import SETTLE, UPDATE
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


def ref(thing: Difference | Update | Token) -> Ref:
    """The reference of a difference, an update or a token."""
    return Ref(thing._meta.label_lower, thing.pk)


def visible_to(actor: Actor) -> QuerySet[Difference]:
    """The differences that `actor` may settle or could have settled, open ones first.

    Those of a unit that is no more are settled where they were sent from.
    """
    scope = actor.scope(SETTLE)
    orphaned = Q(unit__path__isnull=True)
    return (
        Difference.objects.filter(
            units.within(scope, column="unit__path") & ~orphaned
            | orphaned & units.within(scope, column="update__unit__path")
        )
        .select_related("unit", "person", "update__unit")
        .order_by("settled_at", "unit__path", "pk")
    )


def to_settle(actor: Actor) -> QuerySet[Difference]:
    """The open differences that `actor` may settle."""
    return visible_to(actor).filter(settled_at__isnull=True)


def difference_visible_to(actor: Actor, pk: int) -> Difference:
    """One difference; NotVisible where `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def updates_visible_to(actor: Actor) -> QuerySet[Update]:
    """What was told for units in reach, the latest first."""
    return (
        Update.objects.filter(units.within(actor.scope(UPDATE), column="unit__path"))
        .select_related("unit")
        .order_by("-sent_at", "-pk")
    )


def tokens_visible_to(actor: Actor) -> QuerySet[Token]:
    """The tokens of posts of units in reach, the latest first."""
    return (
        Token.objects.filter(
            units.within(actor.scope(UPDATE), column="post__unit__path")
        )
        .select_related("post__unit", "made_by")
        .order_by("-made_at", "-pk")
    )


def token_visible_to(actor: Actor, pk: int) -> Token:
    """One token; NotVisible where `actor` may not see it."""
    found = tokens_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def own_unit_of(actor: Actor) -> Unit:
    """The unit for which `actor` acts; NotVisible where there is none."""
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if unit is None:
        raise NotVisible
    return unit


def own_post_of(actor: Actor) -> Post:
    """The post for which `actor` acts; NotVisible where there is none."""
    held = Appointment.objects.select_related("post__unit").filter(
        pk=actor.post.id if actor.post else 0
    )
    found = held.first()
    if found is None:
        raise NotVisible
    return found.post


def counted(update: Update) -> Mapping[str, int]:
    """How many differences of each kind an update told of, as it was taken in."""
    rows = update.differences.order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def digest_of(secret: str) -> str:
    """What is kept of a token's secret; it is long and random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def all_tokens_with(secret: str, *, today: date) -> Token | None:
    """The token with this secret, neither revoked nor of a post that has ended."""
    return (
        Token.objects.filter(digest=digest_of(secret), revoked_at__isnull=True)
        .filter(Q(post__valid_to__isnull=True) | Q(post__valid_to__gt=today))
        .select_related("post__unit")
        .first()
    )


def told_by(difference: Difference) -> Mapping[str, str]:
    """What the personnel system tells, by field."""
    found: dict[str, str] = json.loads(difference.told)
    return found


def held_by(difference: Difference) -> Mapping[str, str]:
    """What was entered when it was told, by field."""
    found: dict[str, str] = json.loads(difference.held or "{}")
    return found


def hidden_units(names: Iterable[str], *, actor: Actor) -> frozenset[str]:
    """Which of these names are only those of restricted units hidden from `actor`."""
    asked = frozenset(filter(None, names))
    rows = units.all_units().filter(Q(name__in=asked) | Q(short_name__in=asked))
    seen = rows.filter(units.shown(actor.scope("units.see")))
    called = [
        asked.intersection(both)
        for both in rows.filter(is_restricted=True).values_list("name", "short_name")
    ]
    if not called:
        return frozenset()
    open_ones = [
        asked.intersection(both) for both in seen.values_list("name", "short_name")
    ]
    return frozenset().union(*called) - frozenset().union(*open_ones)


def all_people_by_number(numbers: Iterable[str]) -> Mapping[str, Person]:
    """Those with one of these employee numbers, for the comparison."""
    rows = Person.objects.filter(employee_number__in=list(numbers))
    return {
        person.employee_number: person.merged_into or person
        for person in rows.select_related("merged_into")
    }


def all_places_below(
    unit: Unit, belonging: Belonging, *, today: date
) -> Mapping[int, Affiliation]:
    """Where everybody belongs in this way who does so in `unit` or below, by person."""
    rows = Affiliation.objects.filter(
        people.in_force(today),
        units.below(unit.path or "-", column="unit__path"),
        belonging=belonging,
    )
    return {row.person_id: row for row in rows.select_related("unit", "person")}


def all_places_of(
    persons: Iterable[int], belonging: Belonging, *, today: date
) -> Mapping[int, Affiliation]:
    """Where these people belong in this way, wherever that is, by person."""
    rows = Affiliation.objects.filter(
        people.in_force(today), belonging=belonging, person__in=list(persons)
    )
    return {row.person_id: row for row in rows.select_related("unit")}


def all_units_by_name(unit: Unit) -> Mapping[str, Unit]:
    """The units at or below `unit` that a name means without doubt."""
    found: dict[str, Unit] = {}
    doubtful: set[str] = set()
    for each in units.all_units().filter(units.below(unit.path or "-")):
        for name in {each.name, each.short_name}:
            if name in found:
                doubtful.add(name)
            found[name] = each
    return {name: each for name, each in found.items() if name not in doubtful}
