"""The figures of a table, and the rows behind one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from lianxin.base.remembered import Exists, Subquery
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.statistics.queries.asking import Asked
from lianxin.desks.statistics.queries.filters import filter_of
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules.statistics import Counted, StatisticalTable
from lianxin.org.people import queries as people
from lianxin.org.people.enums import MEMBERS, Belonging, Circumstance, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Term
from lianxin.org.posts.queries import kinds_with_terms
from lianxin.org.units.models import Unit

HEADS = ("_secretary", "_deputy")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and which row and column it stands in."""

    row: int
    column: int
    number: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A table on a day: its titles in the language in use, and its numbers.

    `wholes` are the rows that count everybody, of whom the other rows are parts.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    wholes: frozenset[int]

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to be drawn: two parts, and somebody in one."""
        parts = [
            cells
            for row, (_title, cells) in enumerate(self.rows)
            if row not in self.wholes
        ]
        return len(parts) > 1 and any(cell.number for part in parts for cell in part)


def table_called(code: str) -> StatisticalTable:
    """The table of the rulebook; NotVisible where there is none."""
    found = rulebook.statistical_tables().get(code)
    if found is None:
        raise NotVisible
    return found


def is_of_units(table: StatisticalTable) -> bool:
    """Whether the rows behind its numbers are units, and not people."""
    return table.counts is Counted.UNITS


def figures_of(table: StatisticalTable, asked: Asked) -> Figures:
    """All numbers of a table, in one query for any number of rows."""
    wanted = {}
    for row in range(len(table.rows)):
        for column in range(len(table.columns)):
            condition = _condition(table, row, column, asked)
            wanted[f"n_{row}_{column}"] = Count("pk", filter=condition or None)
    found = BASES[table.counts](asked).order_by().aggregate(**wanted)
    language = get_language() or ""
    return Figures(
        table.title.into(language),
        [column.title.into(language) for column in table.columns],
        [
            (
                line.title.into(language),
                [
                    Cell(row, column, found[f"n_{row}_{column}"])
                    for column in range(len(table.columns))
                ],
            )
            for row, line in enumerate(table.rows)
        ],
        frozenset(row for row, line in enumerate(table.rows) if not line.where),
    )


def rows_behind(
    table: StatisticalTable, row: int, column: int, asked: Asked
) -> QuerySet[Any]:
    """The people or units that a number counts; NotVisible for a place that is none."""
    if row >= len(table.rows) or column >= len(table.columns):
        raise NotVisible
    rows = BASES[table.counts](asked).filter(_condition(table, row, column, asked))
    if table.counts is Counted.MEMBERS:
        counted = Person.objects.filter(pk__in=rows.order_by().values("person"))
        return counted.order_by("pinyin", "pk")
    order = ("path", "pk") if is_of_units(table) else ("pinyin", "pk")
    return rows.order_by(*order)


def _condition(table: StatisticalTable, row: int, column: int, asked: Asked) -> Q:
    counted = table.counts
    return filter_of(table.rows[row], counted=counted, asked=asked) & filter_of(
        table.columns[column], counted=counted, asked=asked
    )


def _members(asked: Asked) -> QuerySet[PartyStanding]:
    """The standing of each member of these units on the day; without the deceased."""
    there = Affiliation.objects.filter(
        in_force(asked.on), belonging=Belonging.PARTY, unit__in=asked.units
    )
    first = PartyStanding.objects.filter(
        person=OuterRef("person"), standing=Standing.FULL, valid_from__lte=asked.on
    ).order_by("valid_from")
    dead = Situation.objects.filter(
        in_force(asked.on), circumstance=Circumstance.DECEASED
    )
    held = PartyStanding.objects.filter(
        in_force(asked.on), standing__in=MEMBERS, person__in=there.values("person")
    ).exclude(person__in=dead.values("person"))
    return held.annotate(full_since=Subquery(first.values("valid_from")[:1]))


def members_on(asked: Asked) -> QuerySet[PartyStanding]:
    """The standing of each member on the day, with ``full_since``; for the roster."""
    return _members(asked)


def _changes(_asked: Asked) -> QuerySet[Person]:
    return Person.objects.all()


def _units(asked: Asked) -> QuerySet[Unit]:
    """The Party units of these that elect: their members, committee and term on the day.

    The members of a branch's groups are the branch's. It has a committee where
    somebody besides the secretary and the deputies holds a seat.
    """
    members = (
        Affiliation.objects.filter(
            Q(unit=OuterRef("pk")) | Q(unit__parent=OuterRef("pk"), unit__kind="group"),
            in_force(asked.on),
            belonging=Belonging.PARTY,
            person__in=PartyStanding.objects.filter(
                in_force(asked.on), standing__in=MEMBERS
            ).values("person"),
        )
        .order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(number=Count("person", distinct=True))
    )
    seats = [
        code
        for code, kind in rulebook.post_kinds().items()
        if kind.seat and not code.endswith(HEADS)
    ]
    held = Appointment.objects.filter(
        in_force(asked.on), post__unit=OuterRef("pk"), post__kind__in=seats
    )
    term = Term.objects.filter(unit=OuterRef("pk"), elected_on__lte=asked.on)
    return Unit.objects.filter(
        pk__in=asked.units, kind__in=kinds_with_terms()
    ).annotate(
        member_count=Coalesce(
            Subquery(members.values("number"), output_field=IntegerField()), 0
        ),
        has_committee=Exists(held),
        term_ends_on=Subquery(term.order_by("-elected_on").values("ends_on")[:1]),
    )


BASES: Mapping[Counted, Callable[[Asked], QuerySet[Any]]] = {
    Counted.MEMBERS: _members,
    Counted.CHANGES: _changes,
    Counted.UNITS: _units,
}


def attach(rows: Sequence[Person], asked: Asked, *, actor: Actor) -> None:
    """Put on each person ``standing_then``, ``full_since``, ``unit_then``, ``may_open``.

    What they were on the day; the page of a person opens only for who may see them.
    """
    ids = [row.pk for row in rows]
    standings = PartyStanding.objects.filter(in_force(asked.on), person__in=ids)
    then = {held.person_id: held.get_standing_display() for held in standings}
    full: dict[int, object] = {}
    first = PartyStanding.objects.filter(standing=Standing.FULL, person__in=ids)
    for held in first.order_by("-valid_from"):
        full[held.person_id] = held.valid_from
    places = {
        place.person_id: place.unit.short_name
        for place in Affiliation.objects.filter(
            belonging=Belonging.PARTY, person__in=ids, unit__in=asked.units
        )
        .filter(valid_from__lte=asked.on)
        .select_related("unit")
        .order_by("valid_from")
    }
    seen = people.visible_to(actor, today=asked.today).filter(pk__in=ids)
    open_ones = set(seen.values_list("pk", flat=True))
    for row in rows:
        row.standing_then = then.get(row.pk, "")  # type: ignore[attr-defined]  # annotated by the query
        row.full_since = full.get(row.pk)  # type: ignore[attr-defined]  # as above
        row.unit_then = places.get(row.pk, "")  # type: ignore[attr-defined]  # as above
        row.may_open = row.pk in open_ones  # type: ignore[attr-defined]  # as above
