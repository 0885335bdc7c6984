"""What is mine: rights in words, everything held about me, and who can see it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import ForeignKey, JSONField, Model, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.accounts.models import User
from lianxin.base.accounts.queries import has_second_factor
from lianxin.base.accounts.queries import ref as account_ref
from lianxin.base.journal import queries as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.mine.enums import POWERS, REACHES
from lianxin.facts.records.models import Leave
from lianxin.kernel.actor import Actor, Grant, Reach
from lianxin.kernel.actor.paths import ancestors
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.people.queries import ref as person_ref
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit

TITLES = ("name", "topic", "text", "title", "username")
# Tables that concern a person by way of another table.
BY_WAY: Mapping[type[Model], str] = {Leave: "participation__person"}
# Former values of a record may tell of others; they are not one's own data.
_OF_OTHERS = JSONField


@dataclass(frozen=True, slots=True)
class Right:
    """A power in words, and how far it reaches."""

    power: str
    reaches: Sequence[str]


def rights_of(actor: Actor) -> list[Right]:
    """What the actor may do where, in the order of the policy table."""
    paths = {grant.path for grant in actor.grants}
    names = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for grant in _widest(actor.grants):
        reach = str(REACHES[grant.reach]) % {"unit": names.get(grant.path, "")}
        if reach not in found[grant.power]:
            found[grant.power].append(reach)
    return [Right(str(POWERS[p]), found[p]) for p in POWERS if p in found]


def _widest(grants: Sequence[Grant]) -> list[Grant]:
    """The grants without those that a wider one covers."""
    return [g for g in grants if not any(_is_wider(other, g) for other in grants)]


def _is_wider(wide: Grant, grant: Grant) -> bool:
    if wide.power != grant.power or wide == grant or grant.reach is Reach.ALL:
        return False
    return wide.reach is not Reach.OWN and wide.covers(grant.path)


def places_of(person: Person, *, today: date) -> QuerySet[Affiliation]:
    """Where the person belongs today, with the units."""
    return (
        person.affiliations.filter(in_force(today))
        .select_related("unit")
        .order_by("belonging")
    )


def standing_of(person: Person, *, today: date) -> str:
    """What the person is to the Party today, in words; empty if nothing."""
    held = person.standings.filter(in_force(today)).first()
    return held.get_standing_display() if held else ""


def in_charge_of_entries(actor: Actor, *, today: date) -> list[Appointment]:
    """The holders of posts who may correct the actor's entry, nearest unit first."""
    kinds = rulebook.post_kinds().values()
    held = [k.code for k in kinds if ("people.edit", Reach.BELOW) in k.powers]
    return list(
        Appointment.objects.filter(
            in_force(today),
            post__kind__in=held,
            post__unit__path__in=ancestors(actor.path),
        )
        .select_related("post__unit", "person")
        .order_by("-post__unit__path", "pk")
    )


def posts_with(power: str) -> str:
    """The kinds of post that carry a power, as a list in words."""
    titles = [
        kind.title.into(get_language() or "")
        for kind in rulebook.post_kinds().values()
        if any(held == power for held, _reach in kind.powers)
    ]
    return _(", ").join(titles) if titles else _("nobody")


def own_data(person: Person | None, user: User | None) -> dict[str, list[Any]]:
    """All that the system holds about somebody, by part; values as JSON takes them.

    Every table with a key to a person is looked through, so that a table added later
    is not forgotten.
    """
    found: dict[str, list[Any]] = {}
    refs = []
    if person is not None:
        refs.append(person_ref(person))
        found["person"] = [_plain(person)]
        for model, is_mine in _tables_naming(person):
            rows = model._default_manager.filter(is_mine).order_by("pk")
            found[model._meta.label_lower] = [_plain(row) for row in _with_keys(rows)]
        found["journal_by_me"] = [
            json.loads(journal.canonical(entry))
            for entry in journal.entries_by_person(person_ref(person))
        ]
    if user is not None:
        refs.append(account_ref(user))
        found["account"] = [_account(user)]
    found["journal_about_me"] = [
        json.loads(journal.canonical(entry)) for entry in journal.entries_about(refs)
    ]
    return found


def tables_naming_people() -> Iterator[tuple[type[Model], list[str]]]:
    """Every table that names a person, with the ways to the person."""
    ways: defaultdict[type[Model], list[str]] = defaultdict(list)
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            ways[relation.related_model].append(relation.field.name)  # type: ignore[index,union-attr]  # a reverse relation
    for model, way in BY_WAY.items():
        ways[model].append(way)
    yield from sorted(ways.items(), key=lambda pair: pair[0]._meta.label_lower)


def _tables_naming(person: Person) -> Iterator[tuple[type[Model], Q]]:
    for model, ways in tables_naming_people():
        wanted = Q()
        for way in ways:
            wanted |= Q(**{way: person})
        yield model, wanted


def _with_keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    keys = [f.name for f in rows.model._meta.fields if isinstance(f, ForeignKey)]
    return rows.select_related(*keys) if keys else rows


def _plain(row: Model) -> dict[str, Any]:
    """A row by the names of its columns; a key as the title of what it points to."""
    return {
        field.name: (
            _title(getattr(row, field.name))
            if isinstance(field, ForeignKey)
            else getattr(row, field.name)
        )
        for field in row._meta.fields
        if not isinstance(field, _OF_OTHERS)
    }


def _title(thing: Model | None) -> object:
    if thing is None:
        return None
    titles = (getattr(thing, name, "") for name in TITLES)
    return next((t for t in titles if t), thing.pk)


def _account(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "is_active": user.is_active,
        "language": user.language,
        "created_at": user.created_at,
        "last_login": user.last_login,
        "has_second_factor": has_second_factor(user),
    }


def account_of(actor: Actor) -> User | None:
    """The account with which the actor signed in."""
    if actor.account is None:
        return None
    try:
        return User.objects.get(pk=actor.account.id)
    except ObjectDoesNotExist:
        return None
