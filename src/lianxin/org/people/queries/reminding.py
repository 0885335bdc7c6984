"""Members about whom a rule asks for something by a day: what a branch is reminded of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import DateField, Value

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Bounds, Source, Span
from lianxin.org.people.enums import Belonging, Circumstance, Standing
from lianxin.org.people.models import (
    Affiliation,
    PartyStanding,
    Person,
    Situation,
    Touch,
)
from lianxin.org.people.queries.rights import in_force

# What has begun, and the rule that says when its time is over.
RULES: Mapping[str, str] = MappingProxyType(
    {
        Standing.PROBATIONARY: "probation",
        Circumstance.SUSPENDED: "removal_after_suspension",
        Circumstance.PROBATION: "probation_within_party",
    }
)
EXTENSION = "probation_extension"
# In which one is to be in touch: again and again, counted from the last time.
ELSEWHERE = (Circumstance.ABROAD, Circumstance.MOBILE)
ABROAD_RULE = "contact_abroad"
MOBILE_MONTHS = "mobile_contact_months"
MOST = 50


@dataclass(frozen=True, slots=True, order=True)
class MemberDue:
    """The day on which by the rule its time is over, of whom, and what."""

    day: date
    person: int
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What has begun for whom, and until when where that is said besides the rule."""

    person: int
    name: str
    what: str
    since: date
    until: date | None


def members_due(actor: Actor, *, until: date, today: date) -> Sequence[MemberDue]:
    """The members of the actor's own unit whose time is over by `until`, the soonest first.

    Probation, suspension and probation within the Party, and being in touch with those
    who are elsewhere, for those alone who may see the standings there; what is over
    already stays until somebody enters what follows.
    """
    if actor.unit is None or not actor.may("people.standing", actor.path or "-"):
        return []
    there = Affiliation.objects.filter(
        in_force(today), unit=actor.unit.id, belonging=Belonging.PARTY
    ).values("person")
    standings = PartyStanding.objects.filter(
        in_force(today), person__in=there, standing=Standing.PROBATIONARY
    )
    situations = Situation.objects.filter(
        in_force(today), person__in=there, circumstance__in=[*RULES, *ELSEWHERE]
    )
    person = ("person", "person__name")
    begun = standings.values_list(
        *person, "standing", "valid_from", "extended_until"
    ).union(
        situations.annotate(
            extended_until=Value(None, output_field=DateField())
        ).values_list(*person, "circumstance", "valid_from", "extended_until")
    )
    rows = [Begun(*row) for row in begun]
    found = [*_over(rows, today=today), *_to_touch(rows, today=today)]
    return sorted(due for due in found if due.day <= until)[:MOST]


def probation_ends(standing: PartyStanding, *, today: date) -> date | None:
    """When probation ends: as it was extended, or by the rule; None where none is known."""
    if standing.extended_until is not None:
        return standing.extended_until
    days = _ends_of(Standing.PROBATIONARY, standing.valid_from, today=today)
    return next(days, None)


def extension_allowed(*, on: date, today: date) -> tuple[Source, Bounds] | None:
    """By how many months probation may be extended, and where that is written.

    A day before the oldest edition is judged by the one in force now.
    """
    edition = rulebook.value(EXTENSION, on=on) or rulebook.value(EXTENSION, on=today)
    if edition is None or not isinstance(edition.value, Bounds):
        return None
    return edition.source, edition.value


def was_elsewhere(person: Person, *, on: date) -> bool:
    """Whether the entries say that a member was elsewhere on that day."""
    rows = person.situations.filter(in_force(on), circumstance__in=ELSEWHERE)
    return rows.exists()


def touches_during(situations: Iterable[Situation]) -> Sequence[date]:
    """On which days one was in touch with somebody elsewhere, the last one first.

    For whoever saw these situations of theirs; nothing is asked where they were here.
    """
    away = {row.person_id for row in situations if row.circumstance in ELSEWHERE}
    if not away:
        return ()
    rows = Touch.objects.filter(person__in=away).order_by("-touched_on")
    return list(rows.values_list("touched_on", flat=True))


def last_touched(people: Iterable[Person]) -> Mapping[int, date]:
    """When one was last in touch with each of these who were elsewhere, by number."""
    numbers = {person.pk for person in people}
    return _last_touched(numbers) if numbers else {}


def _last_touched(numbers: Iterable[int]) -> Mapping[int, date]:
    rows = Touch.objects.filter(person__in=list(numbers)).order_by("touched_on")
    return dict(rows.values_list("person", "touched_on"))


def touch_again(situation: Situation, last: date | None, *, today: date) -> date | None:
    """By when to be in touch again with somebody elsewhere; None where no rule is known."""
    since = max(situation.valid_from, last or situation.valid_from)
    return next(_touched_again(situation.circumstance, since, today=today), None)


def probation_of(person: Person, *, today: date) -> date | None:
    """Until when the probation lasts that `attach` found somebody to serve."""
    standing: PartyStanding | None = getattr(person, "standing_seen", None)
    if standing is None or standing.standing != Standing.PROBATIONARY:
        return None
    return probation_ends(standing, today=today)


def _over(rows: Iterable[Begun], *, today: date) -> Iterator[MemberDue]:
    """Whose time is over, and when."""
    for row in rows:
        if row.until is not None:
            yield MemberDue(row.until, row.person, row.name, row.what)
        elif row.what in RULES:
            for day in _ends_of(row.what, row.since, today=today):
                yield MemberDue(day, row.person, row.name, row.what)


def _to_touch(rows: Iterable[Begun], *, today: date) -> Iterable[MemberDue]:
    """By when to be in touch; with somebody both abroad and mobile what comes first."""
    away = [row for row in rows if row.what in ELSEWHERE]
    if not away:
        return ()
    touched = _last_touched({row.person for row in away})
    found: dict[int, MemberDue] = {}
    for row in away:
        last = max(row.since, touched.get(row.person, row.since))
        for day in _touched_again(row.what, last, today=today):
            due = MemberDue(day, row.person, row.name, row.what)
            found[row.person] = min(due, found.get(row.person, due))
    return found.values()


def _touched_again(circumstance: str, last: date, *, today: date) -> Iterator[date]:
    """By when to be in touch again: by the rule for those abroad, else by our own number."""
    if circumstance == Circumstance.MOBILE:
        yield Span(months=rulebook.number(MOBILE_MONTHS)).from_day(last)
        return
    edition = rulebook.value(ABROAD_RULE, on=today)
    if edition is not None and isinstance(edition.value, Span):
        yield edition.value.from_day(last)


def _ends_of(what: str, since: date, *, today: date) -> Iterator[date]:
    """When the time is over that began then; nothing where no rule is known.

    What began before the oldest edition is judged by the one in force now.
    """
    code = RULES[what]
    edition = rulebook.value(code, on=since) or rulebook.value(code, on=today)
    value = edition.value if edition else None
    if isinstance(value, Bounds) and value.most is not None:
        value = Span(months=int(value.most))
    if isinstance(value, Span):
        yield value.from_day(since)
