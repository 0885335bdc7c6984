"""All that a unit's year consists of, as far as the actor may see each of it."""

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.workbook.models import Book, BookContent
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.people import queries as people
from lianxin.org.people.enums import MEMBERS, Belonging
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections import queries as inspections
from lianxin.programmes.inspections.models import Finding
from lianxin.work.duties import queries as duties

GROUP = "group"
YEARS = 5


@dataclass(frozen=True, slots=True)
class Year:
    """A unit, its groups, and a year of it; `day` is the last of it that has come."""

    unit: Unit
    groups: Sequence[Unit]
    number: int
    day: date

    @property
    def units(self) -> Sequence[Unit]:
        """The unit and its groups."""
        return [self.unit, *self.groups]


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of one kind in a year, in their order."""

    kind: str
    title: str
    held: Sequence[Record]


def _units_seen(actor: Actor) -> QuerySet[Unit]:
    return units.of_line(duties.units_seen(actor), "party")


def unit_to_begin_with(actor: Actor) -> Unit | None:
    """One's own Party unit, or the first whose records one sees."""
    seen = _units_seen(actor)
    own = seen.filter(pk=actor.unit.id).first() if actor.unit else None
    return own or seen.first()


def unit_visible_to(actor: Actor, pk: int) -> Unit:
    """A Party unit whose records `actor` sees; NotVisible for any other."""
    found = _units_seen(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def has_workbook(unit: Unit, *, actor: Actor) -> bool:
    """Whether there is a workbook of this unit that `actor` may read."""
    return _units_seen(actor).filter(pk=unit.pk).exists()


def year_of(unit: Unit, number: int, *, actor: Actor, today: date) -> Year:
    """A year that has begun; NotVisible for one to come or before the unit was."""
    if not unit.founded_on.year <= number <= today.year:
        raise NotVisible
    groups = units.children_of(unit, actor=actor).filter(kind=GROUP)
    return Year(unit, list(groups), number, min(today, date(number, 12, 31)))


def years_of(unit: Unit, *, today: date) -> Sequence[int]:
    """The last years of a unit to choose from, the latest first."""
    first = max(unit.founded_on.year, today.year - YEARS + 1)
    return range(today.year, first - 1, -1)


def records_of(year: Year, *, actor: Actor) -> QuerySet[Record]:
    """What the unit and its groups held in the year, the earliest first."""
    return (
        records.visible_to(actor)
        .filter(unit__in=year.units, took_place_on__year=year.number)
        .select_related("unit", "host", "recorder", "recorded_by")
        .order_by("took_place_on", "pk")
    )


def findings_in(year: Year, *, actor: Actor) -> QuerySet[Finding]:
    """What inspections found in the unit in the year, the earliest first."""
    rows = inspections.findings_visible_to(actor).filter(unit__in=year.units)
    return rows.filter(found_on__year=year.number).order_by("found_on", "pk")


def numbers_of(year: Year, *, actor: Actor) -> Sequence[tuple[str, int]]:
    """How many records of each kind there are, in the order of the handbook."""
    found = records_of(year, actor=actor).order_by().values_list("kind")
    numbers = dict(found.annotate(Count("pk")))
    kinds = rulebook.record_kinds()
    return [(records.title_of(k), numbers[k]) for k in kinds if k in numbers]


def meetings_in(held: Sequence[Record]) -> Sequence[Meetings]:
    """Records by kind in the order of the handbook; talks are not among them."""
    by_kind: defaultdict[str, list[Record]] = defaultdict(list)
    for record in held:
        by_kind[record.kind].append(record)
    return [
        Meetings(kind, records.title_of(kind), by_kind[kind])
        for kind in rulebook.record_kinds()
        if kind in by_kind and not records.is_talk(kind)
    ]


def members_of(year: Year, *, actor: Actor) -> QuerySet[Person]:
    """The Party members of the unit and its groups on the year's day, by name."""
    there = people.affiliations_visible_to(actor, today=year.day).filter(
        unit__in=year.units, belonging=Belonging.PARTY
    )
    seen = people.visible_to(actor, today=year.day)
    return seen.filter(pk__in=there.values("person")).order_by("pinyin", "pk")


def standings_of(
    members: Sequence[Person], *, year: Year, actor: Actor
) -> Mapping[int, tuple[str, date | None]]:
    """What each is on the year's day and since when a member, where `actor` sees it."""
    now = {
        row.person_id: row
        for row in people.standings_visible_to(actor, today=year.day).filter(
            person__in=members
        )
    }
    since: dict[int, date] = {}
    rows = PartyStanding.objects.filter(person__in=now, standing__in=MEMBERS)
    for row in rows.order_by("-valid_from"):
        since[row.person_id] = row.valid_from
    return {
        pk: (str(row.get_standing_display()), since.get(pk)) for pk, row in now.items()
    }


def posts_in(year: Year, *, actor: Actor) -> Sequence[Post]:
    """The posts of the unit and its groups on the year's day, with their holders."""
    order = list(rulebook.post_kinds())
    seen = posts.visible_to(actor, today=year.day).filter(unit__in=year.units)
    found = sorted(
        seen, key=lambda p: (p.unit.path or "", order.index(p.kind), p.number)
    )
    posts.attach(found, today=year.day, actor=actor)
    return found


def ref(book: Book) -> Ref:
    """The reference of a workbook that was asked for."""
    return Ref("workbook.book", book.pk)


def visible_to(actor: Actor) -> QuerySet[Book]:
    """The workbooks that the actor asked for while acting for the same post.

    Each holds what they might read then: whoever has left the post does not get it any
    more, nor whoever sees the unit no more.
    """
    return Book.objects.filter(
        asked_by=actor.person.id if actor.person else 0,
        post=actor.post.id if actor.post else None,
        unit__in=_units_seen(actor).order_by().values("pk"),
    ).order_by("-asked_at", "-pk")


def book_visible_to(actor: Actor, pk: int) -> Book:
    """One workbook; NotVisible where there is none or somebody else asked for it."""
    found = visible_to(actor).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def books_of(unit: Unit, number: int, *, actor: Actor) -> QuerySet[Book]:
    """What the actor had made of a unit's year, the latest first."""
    return visible_to(actor).filter(unit=unit, year=number)


def still_being_made(
    year: Year, *, form: str, actor: Actor, at: datetime
) -> Book | None:
    """What the actor asked for and waits for; None where a worker must have died."""
    asked = books_of(year.unit, year.number, actor=actor)
    waiting = asked.filter(form=form, made_at__isnull=True, fault="").first()
    return waiting if waiting is not None and is_awaited(waiting, at=at) else None


def is_awaited(book: Book, *, at: datetime) -> bool:
    """Whether the worker has still to do with it and was not stopped meanwhile."""
    patience = timedelta(minutes=rulebook.number("book_patience_minutes"))
    return book.made_at is None and not book.fault and at < book.asked_at + patience


def all_to_make() -> QuerySet[Book]:
    """The workbooks of which no file is made yet."""
    return Book.objects.filter(made_at__isnull=True)


def all_stale(*, at: datetime) -> QuerySet[Book]:
    """The workbooks that were kept as long as they are to be kept."""
    kept = timedelta(days=rulebook.number("book_keep_days"))
    return Book.objects.filter(asked_at__lt=at - kept)


def content_of(book: Book) -> bytes | None:
    """The file of a workbook; None where it is not made yet."""
    found = BookContent.objects.filter(book=book).first()
    return base64.b64decode(found.text) if found else None


def actor_asking(book: Book, *, today: date) -> Actor:
    """Whoever asked for the workbook, with the rights of today for that post."""
    return posts.actor_behind(book.asked_by_id, book.post, today=today)
