"""Each word of a statistical table as a filter: a number and its rows ask the same."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.desks.statistics.queries.asking import Asked
from lianxin.kernel.rules.statistics import Condition, Counted, Line
from lianxin.kernel.rules.values import Span
from lianxin.org.people.enums import Belonging, Circumstance, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Situation
from lianxin.org.posts.queries import last_day_to_remind
from lianxin.org.transfers.enums import Ended
from lianxin.org.transfers.models import Transfer

HAN = ("汉", "汉族", "漢", "漢族")
Facet = Callable[[Condition, str, Asked], Q]


def filter_of(line: Line, *, counted: Counted, asked: Asked) -> Q:
    """All conditions of a row or a column together; empty where it has none."""
    facets = OF_UNITS if counted is Counted.UNITS else OF_PEOPLE
    prefix = "person__" if counted is Counted.MEMBERS else ""
    wanted = Q()
    for word, condition in line.where.items():
        wanted &= facets[word](condition, prefix, asked)
    return wanted


def _standing(condition: Condition, _prefix: str, _asked: Asked) -> Q:
    return Q(standing__in=condition)


def _sex(condition: Condition, prefix: str, _asked: Asked) -> Q:
    values = ["" if value == "unknown" else value for value in condition]
    return Q(**{f"{prefix}gender__in": values})


def _nation(condition: Condition, prefix: str, _asked: Asked) -> Q:
    han, none = Q(**{f"{prefix}nation__in": HAN}), Q(**{f"{prefix}nation": ""})
    ways = {"han": han, "unknown": none, "minority": ~han & ~none}
    return _any_of([ways[str(value)] for value in condition])


def _age(condition: Condition, prefix: str, asked: Asked) -> Q:
    return _years(f"{prefix}birth_on", condition, asked.on)


def _age_unknown(_condition: Condition, prefix: str, _asked: Asked) -> Q:
    return Q(**{f"{prefix}birth_on__isnull": True})


def _party_years(condition: Condition, _prefix: str, asked: Asked) -> Q:
    return _years("full_since", condition, asked.on)


def _party_years_unknown(_condition: Condition, _prefix: str, _asked: Asked) -> Q:
    return Q(full_since__isnull=True)


def _years(column: str, condition: Condition, on: date) -> Q:
    """Whole years between a day and `on`, both ends within; without a day, never."""
    low, high = condition
    found = Q(**{f"{column}__isnull": False})
    if low is not None:
        found &= Q(**{f"{column}__lte": _before(on, int(low))})
    if high is not None:
        found &= Q(**{f"{column}__gt": _before(on, int(high) + 1)})
    return found


def _before(on: date, years: int) -> date:
    """The same day so many years earlier; no earlier than the calendar begins."""
    if years >= on.year:
        return date.min
    return Span(years=years, before=True).from_day(on)


def _education(condition: Condition, prefix: str, _asked: Asked) -> Q:
    return _any_of([Q(**{f"{prefix}education__contains": word}) for word in condition])


def _education_not(condition: Condition, prefix: str, asked: Asked) -> Q:
    return ~_education(condition, prefix, asked)


def _education_unknown(_condition: Condition, prefix: str, _asked: Asked) -> Q:
    return Q(**{f"{prefix}education": ""})


def _any_of(ways: list[Q]) -> Q:
    found = ways[0]
    for way in ways[1:]:
        found |= way
    return found


def _change(condition: Condition, _prefix: str, asked: Asked) -> Q:
    return _any_of(
        [Q(pk__in=CHANGES[str(value)](asked).values("person")) for value in condition]
    )


def _began(asked: Asked, standing: Standing) -> QuerySet[PartyStanding]:
    """Standings that began in the year, of members of these units on that day."""
    there = _memberships(asked).filter(
        _in_force(OuterRef("valid_from")), person=OuterRef("person")
    )
    return PartyStanding.objects.filter(
        Exists(there),
        standing=standing,
        valid_from__gte=asked.year_began,
        valid_from__lte=asked.on,
    )


def _admitted(asked: Asked) -> QuerySet[PartyStanding]:
    return _began(asked, Standing.PROBATIONARY)


def _became_full(asked: Asked) -> QuerySet[PartyStanding]:
    """Without those entered as full members from the first: they had no probation."""
    before = PartyStanding.objects.filter(
        person=OuterRef("person"),
        standing=Standing.PROBATIONARY,
        valid_from__lt=OuterRef("valid_from"),
    )
    return _began(asked, Standing.FULL).filter(Exists(before))


def _moved_in(asked: Asked) -> QuerySet[Affiliation]:
    """Memberships that began in the year and came from another unit, or by a transfer."""
    began = _memberships(asked).filter(
        valid_from__gte=asked.year_began, valid_from__lte=asked.on
    )
    other = Affiliation.objects.filter(
        belonging=Belonging.PARTY,
        person=OuterRef("person"),
        valid_to=OuterRef("valid_from"),
    ).exclude(unit__in=asked.units)
    received = _received(asked).filter(
        from_unit__isnull=True, to_unit=OuterRef("unit"), person=OuterRef("person")
    )
    return began.filter(Exists(other) | Exists(received))


def _moved_out(asked: Asked) -> QuerySet[Affiliation]:
    """Memberships that ended in the year and went to another unit, or by a transfer."""
    ended = _memberships(asked).filter(
        valid_to__gte=asked.year_began, valid_to__lte=asked.on
    )
    other = Affiliation.objects.filter(
        belonging=Belonging.PARTY,
        person=OuterRef("person"),
        valid_from=OuterRef("valid_to"),
    ).exclude(unit__in=asked.units)
    received = _received(asked).filter(
        to_unit__isnull=True, from_unit=OuterRef("unit"), person=OuterRef("person")
    )
    return ended.filter(Exists(other) | Exists(received))


def _received(asked: Asked) -> QuerySet[Transfer]:
    return Transfer.objects.filter(
        ending__how=Ended.RECEIVED,
        ending__on__gte=asked.year_began,
        ending__on__lte=asked.on,
    )


def _died(asked: Asked) -> QuerySet[Situation]:
    there = _memberships(asked).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=OuterRef("valid_from")),
        valid_from__lte=OuterRef("valid_from"),
        person=OuterRef("person"),
    )
    return Situation.objects.filter(
        Exists(there),
        circumstance=Circumstance.DECEASED,
        valid_from__gte=asked.year_began,
        valid_from__lte=asked.on,
    )


def _memberships(asked: Asked) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(belonging=Belonging.PARTY, unit__in=asked.units)


def _in_force(day: OuterRef) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


Rows = QuerySet[PartyStanding] | QuerySet[Affiliation] | QuerySet[Situation]
CHANGES: Mapping[str, Callable[[Asked], Rows]] = {
    "admitted": _admitted,
    "full": _became_full,
    "moved_in": _moved_in,
    "moved_out": _moved_out,
    "died": _died,
}


def _kind(condition: Condition, _prefix: str, _asked: Asked) -> Q:
    return Q(kind__in=condition)


def _members(condition: Condition, _prefix: str, _asked: Asked) -> Q:
    low, high = condition
    found = Q() if low is None else Q(member_count__gte=low)
    return found if high is None else found & Q(member_count__lte=high)


def _committee(condition: Condition, _prefix: str, _asked: Asked) -> Q:
    return Q(has_committee__in=[value == "yes" for value in condition])


def _term(condition: Condition, _prefix: str, asked: Asked) -> Q:
    soon = last_day_to_remind(asked.on)
    ways = {
        "in_term": Q(term_ends_on__gt=soon),
        "due": Q(term_ends_on__gte=asked.on, term_ends_on__lte=soon),
        "overdue": Q(term_ends_on__lt=asked.on),
        "none": Q(term_ends_on__isnull=True),
    }
    return _any_of([ways[str(value)] for value in condition])


OF_PEOPLE: Mapping[str, Facet] = {
    "standing": _standing,
    "sex": _sex,
    "nation": _nation,
    "age": _age,
    "age_unknown": _age_unknown,
    "party_years": _party_years,
    "party_years_unknown": _party_years_unknown,
    "education": _education,
    "education_not": _education_not,
    "education_unknown": _education_unknown,
    "change": _change,
}
OF_UNITS: Mapping[str, Facet] = {
    "kind": _kind,
    "members": _members,
    "committee": _committee,
    "term": _term,
}
