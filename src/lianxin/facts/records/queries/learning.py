"""What rules ask of a person's own study in a year, and what attendance says of it.

Worked out when it is read, from attendance and from study made up; kept nowhere, and
never put in an order of people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.enums import Presence
from lianxin.facts.records.models import Participation
from lianxin.facts.records.queries.registers import with_hours
from lianxin.kernel.rules.values import Bounds, Counted, Span
from lianxin.org.people.enums import MEMBERS
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment

HOURS = "hours_of_members"
HOURS_OF_PLAN = "hours_of_committee_members"
TRAININGS = "secretary_training"
FIRST_TRAINING = "new_secretary_training"
SECRETARY = "branch_secretary"
TRAINING = "training"
DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """One rule on a person's study: how much it asks until when, and what there is."""

    rule: str
    title: str
    counted: Counted
    asked: int
    found: Decimal
    until: date
    source: str

    @property
    def is_enough(self) -> bool:
        """Whether what the rule asks for is there."""
        return self.found >= self.asked


def learning_of(person: Person, *, today: date) -> Sequence[Learning]:
    """What is asked of this person in this year, in a constant number of queries."""
    return [*_hours(person, today=today), *_trainings(person, today=today)]


def hours_asked(today: date) -> tuple[int, str] | None:
    """How many class hours a year rules ask of each member, and where that stands."""
    asked = _asked(HOURS, today)
    return asked[1:] if asked else None


def plan_run_out(today: date) -> str:
    """The plan of hours that ended and whose successor was not read; "" for none."""
    latest = rulebook.rules()[HOURS_OF_PLAN].latest
    return latest.source.cite(get_language() or "") if latest.is_over(today) else ""


def _asked(rule: str, today: date) -> tuple[str, int, str] | None:
    """The title of a rule, the least it asks for and its source; None for no number."""
    edition = rulebook.value(rule, on=today)
    if edition is None or not isinstance(edition.value, Bounds):
        return None
    language = get_language() or ""
    title = rulebook.rules()[rule].title.into(language)
    return title, edition.value.least or 0, edition.source.cite(language)


def _hours(person: Person, *, today: date) -> Iterator[Learning]:
    asked = _asked(HOURS, today)
    standing = PartyStanding.objects.filter(
        in_force(today), person=person, standing__in=MEMBERS
    )
    if asked is None or not standing.exists():
        return
    first, last = _year(today)
    own = Person.objects.filter(pk=person.pk)
    row = with_hours(own, since=first, until=last).get()
    title, least, source = asked
    yield Learning(
        rule=HOURS,
        title=title,
        counted=Counted.HOURS,
        asked=least,
        found=row.hours_there + row.hours_made_up,  # type: ignore[attr-defined]  # annotated
        until=last,
        source=source,
    )


def _trainings(person: Person, *, today: date) -> Iterator[Learning]:
    """Of a branch secretary: trainings in the year, and the first one of a new one."""
    held = list(
        Appointment.objects.filter(person=person, post__kind=SECRETARY)
        .order_by("valid_from")
        .values_list("valid_from", "valid_to")
    )
    if not any(to is None or today < to for since, to in held if since <= today):
        return
    days = list(
        Participation.objects.filter(
            person=person,
            presence=Presence.PRESENT,
            record__parts__kind=TRAINING,
            record__withdrawn_at__isnull=True,
        ).values_list("record__took_place_on", flat=True)
    )
    first, last = _year(today)
    asked = _asked(TRAININGS, today)
    if asked is not None:
        title, least, source = asked
        yield Learning(
            rule=TRAININGS,
            title=title,
            counted=Counted.TIMES,
            asked=least,
            found=Decimal(sum(first <= day <= last for day in days)),
            until=last,
            source=source,
        )
    yield from _first_training(held[0][0], days, today=today)


def _first_training(
    since: date, days: Sequence[date], *, today: date
) -> Iterator[Learning]:
    """Shown until the end of the year in which it is due."""
    edition = rulebook.value(FIRST_TRAINING, on=today)
    if edition is None or not isinstance(edition.value, Span):
        return
    until = edition.value.from_day(since)
    if today > _year(until)[1]:
        return
    language = get_language() or ""
    yield Learning(
        rule=FIRST_TRAINING,
        title=rulebook.rules()[FIRST_TRAINING].title.into(language),
        counted=Counted.TIMES,
        asked=1,
        found=Decimal(sum(since <= day <= today for day in days)),
        until=until,
        source=edition.source.cite(language),
    )


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, DECEMBER, 31)
