"""Registers: meetings and lectures, talks, and the class hours of each person."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.enums import Presence
from lianxin.facts.records.models import MakeUp, Participation, Record, RecordPart
from lianxin.facts.records.queries.seeing import visible_to
from lianxin.kernel.actor import Actor
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import affiliations_visible_to
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

HOURS = DecimalField(max_digits=7, decimal_places=1)


def kinds_in(register: str) -> Sequence[str]:
    """The kinds of record that stand in a register."""
    kinds = rulebook.record_kinds().values()
    return [kind.code for kind in kinds if kind.register == register]


def register_visible_to(actor: Actor, register: str) -> QuerySet[Record]:
    """The records of a register that `actor` sees, parts of others included."""
    held = RecordPart.objects.filter(kind__in=kinds_in(register))
    return visible_to(actor).filter(pk__in=held.values("record")).select_related("host")


def learners_visible_to(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The Party members of the units whose records `actor` sees, by unit and number."""
    there = _memberships(actor, today=today)
    return Person.objects.filter(pk__in=there.values("person")).order_by("pk")


def learners_of(
    rows: QuerySet[Person], unit: Unit, *, actor: Actor, today: date
) -> QuerySet[Person]:
    """Of these the members of a unit and of all below."""
    there = _memberships(actor, today=today).filter(
        units.below(unit.path or "-", column="unit__path")
    )
    return rows.filter(pk__in=there.values("person"))


def _memberships(actor: Actor, *, today: date) -> QuerySet[Affiliation]:
    scope = actor.scope("records.see")
    seen = Q() if scope.is_unlimited else units.within(scope, column="unit__path")
    rows = affiliations_visible_to(actor, today=today)
    return rows.filter(seen, belonging=Belonging.PARTY)


def with_hours(
    rows: QuerySet[Person], *, since: date | None, until: date | None
) -> QuerySet[Person]:
    """Each with ``hours_there`` and ``hours_made_up``, from attendance alone."""
    there = Participation.objects.filter(presence=Presence.PRESENT)
    return rows.annotate(
        hours_there=_summed(_within(there, since, until)),
        hours_made_up=_summed(_within(MakeUp.objects.all(), since, until)),
    )


def _within(rows: QuerySet, since: date | None, until: date | None) -> QuerySet:  # type: ignore[type-arg]  # of either of two models
    rows = rows.filter(person=OuterRef("pk"), record__withdrawn_at__isnull=True)
    if since:
        rows = rows.filter(record__took_place_on__gte=since)
    return rows.filter(record__took_place_on__lte=until) if until else rows


def _summed(rows: QuerySet) -> Coalesce:  # type: ignore[type-arg]  # of either of two models
    summed = (
        rows.order_by()
        .values("person")
        .annotate(sum=Sum("record__hours"))
        .values("sum")
    )
    nothing = Value(Decimal(0), output_field=HOURS)
    return Coalesce(Subquery(summed, output_field=HOURS), nothing, output_field=HOURS)


def units_of(people: Sequence[Person], *, actor: Actor, today: date) -> dict[int, Unit]:
    """The unit of membership of each, as far as `actor` sees it, in one query."""
    rows = _memberships(actor, today=today).filter(person__in=[p.pk for p in people])
    return {row.person_id: row.unit for row in rows.select_related("unit")}


def present_in(records: Sequence[Record]) -> dict[int, list[str]]:
    """The names of those who were at each, in one query."""
    found: dict[int, list[str]] = {record.pk: [] for record in records}
    rows = Participation.objects.filter(
        record__in=list(found), presence=Presence.PRESENT
    ).order_by("pk")
    for record, name in rows.values_list("record", "person__name"):
        found[record].append(name)
    return found


def resolved_in(records: Sequence[Record]) -> dict[int, list[str]]:
    """What each resolved, in one query."""
    found: dict[int, list[str]] = {record.pk: [] for record in records}
    for record in Record.objects.filter(pk__in=list(found)).prefetch_related(
        "resolutions"
    ):
        rows = sorted(record.resolutions.all(), key=lambda row: row.number)
        found[record.pk] = [row.text for row in rows]
    return found
