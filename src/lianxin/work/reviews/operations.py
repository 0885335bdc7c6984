"""Opening a quarterly review, answering for a unit, closing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.reviews import policy, queries
from lianxin.work.reviews.events import LinesEntered, RoundClosed, RoundOpened
from lianxin.work.reviews.models import Line, Round


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one goal; all three may be empty."""

    account: str = ""
    problem: str = ""
    next_step: str = ""

    def __bool__(self) -> bool:
        return any(
            words.strip() for words in (self.account, self.problem, self.next_step)
        )


@transaction.atomic
def open_round(
    unit: Unit, *, year: int, quarter: int, until: date, actor: Actor, at: datetime
) -> Round:
    """Review the goals that `unit` gave, for a quarter; units answer until a day.

    Raises ValidationError for a quarter that has not begun, one reviewed already, a day
    that is past, and where the unit gave no goal that was open in the quarter.
    """
    policy.may_open(unit, actor=actor).or_raise()
    today = day_of(at)
    if until < today:
        raise ValidationError(
            {"until": _("This day is past; choose today or a later day.")}
        )
    if Round.objects.filter(unit=unit, year=year, quarter=quarter).exists():
        raise ValidationError({"quarter": _("This quarter is under review already.")})
    found = Round(
        unit=unit,
        year=year,
        quarter=quarter,
        until=until,
        opened_by=person_of(actor),
        opened_at=at,
    )
    if queries.span_of(found)[0] > today:
        raise ValidationError({"quarter": _("This quarter has not begun.")})
    if not queries.goals_in(found, today=today).exists():
        raise ValidationError(_("No goal that your unit gave was open in the quarter."))
    found.save()
    journal.write(
        RoundOpened(
            subject=queries.ref(found),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={"year": year, "quarter": quarter, "until": until},
        )
    )
    return found


@transaction.atomic
def enter_lines(
    found: Round,
    *,
    unit: Unit,
    words: Mapping[int, Words],
    actor: Actor,
    at: datetime,
) -> int:
    """Say how goals of `unit` go on, by the goal's number; how many were said.

    Empty words of a goal take back what was said before. Refused once the round is
    closed; ValidationError for a goal that is not of this unit and round.
    """
    policy.may_answer(unit, actor=actor).or_raise()
    found = Round.objects.select_for_update(no_key=True).get(pk=found.pk)
    policy.is_open(found).or_raise()
    of_unit = set(
        queries.goals_in(found, today=day_of(at))
        .filter(unit=unit)
        .values_list("pk", flat=True)
    )
    if not set(words) <= of_unit:
        raise ValidationError(_("One of these goals is not under review here."))
    person = person_of(actor)
    for goal, said in words.items():
        if not said:
            Line.objects.filter(round=found, goal=goal).delete()
            continue
        Line.objects.update_or_create(
            round=found,
            goal_id=goal,
            defaults={
                "account": said.account,
                "problem": said.problem,
                "next_step": said.next_step,
                "entered_by": person,
                "entered_at": at,
            },
        )
    journal.write(
        LinesEntered(
            subject=queries.ref(found),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                str(goal): [said.account, said.problem, said.next_step]
                for goal, said in words.items()
            },
        )
    )
    return sum(map(bool, words.values()))


@transaction.atomic
def close_round(found: Round, *, actor: Actor, at: datetime) -> Round:
    """Close the review; its lines stay as they are."""
    found = (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=found.pk)
    )
    policy.may_open(found.unit, actor=actor).or_raise()
    policy.is_open(found).or_raise()
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    journal.write(
        RoundClosed(
            subject=queries.ref(found),
            unit=Ref("units.unit", found.unit_id),
            actor=actor,
            at=at,
        )
    )
    return found
