"""What an address says, and what a page offers to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.rules.duties import Each, Slot, period_of
from lianxin.kernel.rules.values import Span
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties.queries.asking import kinds_below
from lianxin.work.duties.queries.below import SHOWN, Below
from lianxin.work.duties.queries.boards import (
    asked_of_unit,
    pill_of,
    slot_in,
    unit_visible_to,
    units_seen,
)
from lianxin.work.duties.queries.burden import duties_asked_below
from lianxin.work.duties.queries.facts import Asked
from lianxin.work.duties.queries.naming import title_of
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal

FIRST_YEAR, LAST_YEAR = 1990, 2100


def unit_to_begin_with(actor: Actor) -> Unit | None:
    """One's own unit, or the first whose duties one sees."""
    seen = units_seen(actor)
    own = seen.filter(pk=actor.unit.id).first() if actor.unit else None
    return own or seen.first()


def has_below(unit: Unit, *, actor: Actor) -> bool:
    """Whether `actor` sees duties of units below this one."""
    seen = units.within(actor.scope("records.see"))
    return units.children_of(unit, actor=actor).filter(seen).exists()


def year_in(words: str, *, today: date) -> int:
    """The year that an address names; this one where it names none."""
    if (
        words.isascii()
        and words.isdigit()
        and FIRST_YEAR <= int(words[:5]) <= LAST_YEAR
    ):
        return int(words)
    return today.year


def month_in(words: str, *, today: date) -> date:
    """The first day of the month that an address names; of this one without."""
    try:
        day = date.fromisoformat(f"{words}-01")
    except ValueError:
        return today.replace(day=1)
    inside = FIRST_YEAR <= day.year <= LAST_YEAR
    return day if inside else today.replace(day=1)


def months_from(first: date, number: int) -> date:
    """The first day of the month so many months later."""
    return Span(months=number).from_day(first)


def day_in(words: str) -> date:
    """The day that an address names; NotVisible where it is none."""
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise NotVisible from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotVisible
    return day


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a duty of a unit, with all that is asked of the unit."""

    unit: Unit
    asked: Asked
    slot: Slot
    following: Slot | None


def period_visible_to(actor: Actor, pk: int, *, code: str, first: str) -> Period:
    """The period that an address names; NotVisible where none is asked of the unit."""
    unit, day = unit_visible_to(actor, pk), day_in(first)
    asked = asked_of_unit(unit, year=day.year)
    found = slot_in(asked, code=code, first=day)
    if found is None:
        raise NotVisible
    return Period(unit, asked, *found)


def duties_to_choose(unit: Unit) -> Sequence[tuple[str, str]]:
    """The duties of the units below one: code and title."""
    kinds = kinds_below(unit)
    return [
        (duty.code, title_of(duty))
        for duty in duties_asked_below(ancestors(unit.path or ""))
        if not kinds.isdisjoint(duty.units)
    ]


def lines_below(
    below: Below,
) -> Sequence[tuple[Unit, str, Sequence[tuple[str, int]]]]:
    """For each unit directly below: where one goes from it, and its numbers."""
    from_unit = {True: "duties:below", False: "duties:unit"}
    return [
        (
            line.unit,
            reverse(from_unit[line.has_below], args=[line.unit.pk]),
            numbers_of(line.numbers),
        )
        for line in below.lines
    ]


def numbers_of(numbers: Mapping[DutyStatus, int]) -> Sequence[tuple[str, int]]:
    """The numbers of the statuses that are shown, each with its word."""
    return [(pill_of(status).word, numbers.get(status, 0)) for status in SHOWN]


def goals_of_month(
    unit: Unit, *, month: date, actor: Actor, today: date
) -> Sequence[Goal]:
    """The goals of a unit that are due in a month, the soonest first."""
    first, last = period_of(Each.MONTH, month)
    rows = goals.visible_to(actor).filter(
        unit=unit, ledger__due__gte=first, ledger__due__lte=last
    )
    return list(
        goals.with_standing(rows, today=today).order_by("ledger__due", "pk")[:200]
    )


def usual_duties() -> Sequence[tuple[str, str]]:
    """What units usually ask for though no rule does: code and title."""
    return [
        (duty.code, title_of(duty))
        for duty in rulebook.duties().values()
        if duty.is_usual
    ]


def usual_demand(code: str, *, today: date) -> Mapping[str, object]:
    """What a form for asking is filled with to begin with."""
    duty = rulebook.duties().get(code)
    if duty is None or not duty.is_usual:
        return {"since": today}
    edition = duty.editions[-1]
    return {
        "title": title_of(duty),
        "kinds": list(duty.units),
        "counts": duty.counts[0],
        "each": edition.each.value,
        "least": edition.least,
        "since": today,
    }
