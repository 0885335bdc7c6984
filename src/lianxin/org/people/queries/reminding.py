"""Members about whom a rule asks for a decision by a day: what a branch is reminded of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Bounds, Span
from lianxin.org.people.enums import Belonging, Circumstance, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Situation
from lianxin.org.people.queries.rights import in_force

# What has begun, and the rule that says when its time is over.
RULES: Mapping[str, str] = MappingProxyType(
    {
        Standing.PROBATIONARY: "probation",
        Circumstance.SUSPENDED: "removal_after_suspension",
        Circumstance.PROBATION: "probation_within_party",
    }
)
MOST = 50


@dataclass(frozen=True, slots=True, order=True)
class MemberDue:
    """The day on which by the rule its time is over, of whom, and what."""

    day: date
    person: int
    name: str
    what: str


def members_due(actor: Actor, *, until: date, today: date) -> Sequence[MemberDue]:
    """The members of the actor's own unit whose time is over by `until`, the soonest first.

    Probation, suspension and probation within the Party, for those alone who may see
    the standings there; what is over already stays until somebody enters what follows.
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
        in_force(today), person__in=there, circumstance__in=list(RULES)
    )
    person = ("person", "person__name")
    begun = standings.values_list(*person, "standing", "valid_from").union(
        situations.values_list(*person, "circumstance", "valid_from")
    )
    due = [
        MemberDue(day, number, name, what)
        for number, name, what, since in begun
        for day in _ends_of(what, since, today=today)
        if day <= until
    ]
    return sorted(due)[:MOST]


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
