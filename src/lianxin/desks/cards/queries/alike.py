"""Entries that may be of one person: who they are and what speaks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy as _

from lianxin.desks.cards.queries.rosters import roster_of
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries as people
from lianxin.org.people.models import Contact, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 100


@dataclass(frozen=True, slots=True)
class Alike:
    """Entries that may be of one person, and the reasons, in words."""

    people: Sequence[Person]
    reasons: Sequence["StrOrPromise"]


def alike_entries(actor: Actor, *, today: date) -> Sequence[Alike]:
    """Entries with the same identity number, phone, or name and month of birth.

    Among those of whom `actor` may look up phone and identity number, by name; of each
    reason the first hundred. The numbers themselves are compared by keyed hash.
    """
    rows = roster_of(actor, today=today).filter(left_on=None)
    found: dict[frozenset[int], list[StrOrPromise]] = {}
    for reason, groups in (
        (_("Same identity number"), _by_hash(rows, "identity_hash")),
        (_("Same phone"), _by_hash(rows, "phone_hash")),
        (_("Same name and month of birth"), _by_birth(rows)),
    ):
        for group in groups:
            found.setdefault(frozenset(group), []).append(reason)
    entries = _entries(found, actor=actor, today=today)
    alike = [
        Alike([entries[pk] for pk in sorted(group)], reasons)
        for group, reasons in found.items()
    ]
    return sorted(alike, key=lambda a: (a.people[0].pinyin, a.people[0].pk))


def _entries(
    groups: Iterable[frozenset[int]], *, actor: Actor, today: date
) -> Mapping[int, Person]:
    wanted = {pk for group in groups for pk in group}
    rows = list(people.all_people().filter(pk__in=wanted))
    people.attach(rows, actor=actor, today=today)
    return {person.pk: person for person in rows}


def _by_hash(rows: QuerySet[Person], column: str) -> Sequence[set[int]]:
    contacts = Contact.objects.filter(person__in=rows.order_by().values("pk"))
    known = contacts.exclude(**{column: ""})
    several = (
        known.order_by(column)
        .values_list(column, flat=True)
        .annotate(number=Count("pk"))
        .filter(number__gt=1)[:MOST]
    )
    same: dict[str, set[int]] = {}
    hashes = list(several)
    held = known.filter(**{f"{column}__in": hashes}).values_list(column, "person")
    for value, person in held:
        same.setdefault(value, set()).add(person)
    return list(same.values())


def _by_birth(rows: QuerySet[Person]) -> Sequence[set[int]]:
    born = (
        Person.objects.filter(
            pk__in=rows.order_by().values("pk"), birth_on__isnull=False
        )
        .annotate(year=ExtractYear("birth_on"), month=ExtractMonth("birth_on"))
        .order_by("name", "year", "month")
    )
    several = list(
        born.values_list("name", "year", "month")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)[:MOST]
    )
    wanted = {(name, year, month) for name, year, month, _number in several}
    same: dict[tuple[str, int, int], set[int]] = {}
    named = born.filter(name__in=[name for name, *_rest in several])
    for pk, name, year, month in named.values_list("pk", "name", "year", "month"):
        if (name, year, month) in wanted:
            same.setdefault((name, year, month), set()).add(pk)
    return list(same.values())
