"""What each role's first page shows: the next things first, everything else below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.wording import STATUSES, Pill, pill
from lianxin.desks.home.queries.lines import Line
from lianxin.desks.home.queries.members import members_of
from lianxin.desks.home.queries.votes import votes_of
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Standing, Status, Tone
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import queries as approvals
from lianxin.org.approvals.enums import Progress
from lianxin.org.personnel import queries as personnel
from lianxin.org.personnel.policy import SETTLE
from lianxin.org.posts import queries as posts
from lianxin.org.transfers import queries as transfers
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import queries as elections
from lianxin.work.duties import queries as duties
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import ExtensionRequest, Goal
from lianxin.work.guidance import queries as guidance
from lianxin.work.guidance.models import Task
from lianxin.work.guidance.queries.desks import InHand
from lianxin.work.reviews import queries as reviews

MOST_LINES = 7
MOST_BELOW = 5
LATELY = 400
MOST_DIFFERENCES = 5
ANSWERS_SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Below:
    """How many goals of the units below have each status, and when they were counted."""

    numbers: Sequence[tuple[Status, str, int]]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The first page of one actor.

    `lines` are the next things, `more` how many there are besides; `this_month` how
    many of all are due until the month's end, or overdue.
    """

    unit: Unit | None
    lines: Sequence[Line]
    more: int
    this_month: int
    goals: Sequence[tuple[Goal, date | None, Pill]]
    records: Sequence[Record]
    below: Below
    plans: Sequence[InHand]
    leads: Sequence[Task]


def desk_of(actor: Actor, *, today: date) -> Desk:
    """What `actor` finds on the first page, in a constant number of queries."""
    unit = _unit_of(actor)
    lines = _lines(actor, unit, today=today)
    end = _end_of_month(today)
    return Desk(
        unit=unit,
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        this_month=sum(
            line.is_owed and line.day is not None and line.day <= end for line in lines
        ),
        goals=_goals(actor, today=today),
        records=_records(actor),
        below=_below(actor, today=today),
        plans=_plans(actor),
        leads=_leads(actor),
    )


def lines_of(actor: Actor, *, today: date) -> Sequence[Line]:
    """All next things of `actor`, in the order of the first page."""
    return _lines(actor, _unit_of(actor), today=today)


def _lines(actor: Actor, unit: Unit | None, *, today: date) -> Sequence[Line]:
    lines = [
        *_approvals_waiting(actor, today=today),
        *_reports_waiting(actor, today=today),
        *_consultations(actor),
        *_reviews_asking(actor, today=today),
        *votes_of(actor),
        *_elections(actor, today=today),
        *_appointments(actor),
        *_transfers(actor, today=today),
        *_differences(actor),
        *_members(actor, unit, today=today),
        *_goals_due(actor, today=today),
        *_duties_due(actor, unit, today=today),
        *_answers(actor, today=today),
    ]
    return sorted(
        lines,
        key=lambda line: (
            not line.is_awaited,
            not line.is_owed,
            line.day or date.max,
        ),
    )


def _approvals_waiting(actor: Actor, *, today: date) -> Sequence[Line]:
    return [
        Line(
            day_of(approval.asked_at),
            approval.title,
            approval.unit.short_name,
            Pill(_("Waits for you"), Tone.OPEN),
            address_of("approvals:approval", approval.pk),
            _("Decide"),
            is_awaited=True,
            names_people=True,
        )
        for approval in approvals.waiting_for(actor, today=today)[:50]
    ]


def _transfers(actor: Actor, *, today: date) -> Sequence[Line]:
    """Members to be received here, and those on their way elsewhere."""
    return [
        Line(
            transfers.last_day_of(transfer),
            transfers.title_of(transfer),
            transfers.other_side_of(transfer, actor=actor),
            transfers.pill_of(transfer, today=today),
            address_of("transfers:transfer", transfer.pk),
            _("Look at it"),
            names_people=True,
        )
        for transfer in transfers.expected_by(actor)
    ]


def _differences(actor: Actor) -> Sequence[Line]:
    """Where the personnel system tells otherwise than is entered."""
    if not actor.holds(SETTLE):
        return []
    return [
        Line(
            day_of(difference.update.sent_at),
            difference.name,
            difference.unit.short_name,
            Pill(str(difference.get_kind_display()), Tone.OPEN),
            address_of("personnel:difference", difference.pk),
            _("Settle"),
            names_people=True,
        )
        for difference in personnel.to_settle(actor)[:MOST_DIFFERENCES]
    ]


def _members(actor: Actor, unit: Unit | None, *, today: date) -> Sequence[Line]:
    """Members of one's own unit about whom rules ask for a decision by next month's end."""
    if unit is None:
        return ()
    until = _end_of_next_month(today)
    return members_of(actor, unit.short_name, until=until, today=today)


def _reports_waiting(actor: Actor, *, today: date) -> Sequence[Line]:
    if not actor.holds("goals.verify"):
        return ()
    return [
        Line(
            goals.due_of(goal),
            goal.text,
            goal.unit.name,  # in full: many branches below have the same short name
            _pill(goal, today=today),
            address_of("goals:verify", goal.pk),
            _("Verify"),
        )
        for goal in goals.verifiable_by(actor, today=today)[:50]
    ]


def _consultations(actor: Actor) -> Sequence[Line]:
    return [
        Line(
            asked.consultation.until,
            asked.consultation.plan.title,
            asked.consultation.plan.unit.short_name,
            Pill(_("Comments are asked for"), Tone.OPEN),
            address_of("guidance:reply", asked.pk),
            _("Read and answer"),
        )
        for asked in guidance.consultations_waiting(actor)
    ]


def _reviews_asking(actor: Actor, *, today: date) -> Sequence[Line]:
    return [
        Line(
            asked.until,
            _("Review of the quarter: %(number)d goals to answer for")
            % {"number": number},
            asked.unit.short_name,
            Pill(_("Is asked"), Tone.OPEN),
            address_of("reviews:answer", asked.pk),
            _("Answer"),
        )
        for asked, number in reviews.rounds_asking(actor, today=today)
    ]


def _elections(actor: Actor, *, today: date) -> Sequence[Line]:
    return [
        Line(
            due.ends_on,
            _("The term of office ends: prepare the election"),
            due.unit.short_name,
            posts.pill_of_term(due.ends_on, today),
            address_of("units:unit", due.unit.pk),
            _("Look at it"),
        )
        for due in posts.elections_to_prepare(actor, today=today)
    ]


def _appointments(actor: Actor) -> Sequence[Line]:
    """Elections whose elected hold no post until somebody above appoints them."""
    return [
        Line(
            report.taken_on,
            _("Election: appoint those elected once the result is approved"),
            report.election.unit.short_name,
            Pill(_("Waits for you"), Tone.OPEN),
            address_of("elections:election", report.election_id),
            _("Look at it"),
            is_awaited=True,
        )
        for report in elections.awaiting_appointment(actor)[:MOST_BELOW]
    ]


def _goals_due(actor: Actor, *, today: date) -> Sequence[Line]:
    if not actor.path or not actor.may("goals.report", actor.path):
        return ()
    rows = goals.due_soon(goals.of_own_unit(actor), today=today)[:50]
    return [
        Line(
            goals.due_of(goal),
            goal.text,
            goal.giver.short_name,
            _pill(goal, today=today),
            address_of("goals:goal", goal.pk),
            _("Mend and report") if goals.was_returned(goal) else _("Work on it"),
        )
        for goal in rows
    ]


def _duties_due(actor: Actor, unit: Unit | None, *, today: date) -> Sequence[Line]:
    """What rules and upper units ask of one's own unit, for those who record there.

    What has no last day, or a later one than the next month's end, can wait.
    """
    if unit is None or not actor.may("records.record", actor.path or "-"):
        return ()
    until = _end_of_next_month(today)
    return [
        Line(
            line.last,
            line.title,
            line.period,
            line.pill,
            line.record_url or line.url,
            pgettext("what is due", "Record it")
            if line.record_url
            else _("Look at it"),
        )
        for line in duties.lines_due(unit, actor=actor, today=today)
        if line.last is not None and line.last <= until
    ]


def _answers(actor: Actor, *, today: date) -> Sequence[Line]:
    if not actor.path or not actor.may("goals.report", actor.path):
        return ()
    since = today - ANSWERS_SHOWN_FOR
    return [
        _answer(request) for request in goals.extensions_of_own_unit(actor, since=since)
    ]


def _answer(request: ExtensionRequest) -> Line:
    assert request.approval is not None  # noqa: S101 -- only answered ones are read
    outcome = approvals.outcome_of(request.approval)
    agreed = outcome.progress is Progress.AGREED
    return Line(
        day_of(outcome.at),
        request.goal.text,
        _("later deadline"),
        Pill(_("Agreed"), Tone.DONE) if agreed else Pill(_("Returned"), Tone.LATE),
        address_of("goals:goal", request.goal_id),
        _("Look at it"),
        is_owed=False,
    )


def _goals(actor: Actor, *, today: date) -> Sequence[tuple[Goal, date | None, Pill]]:
    if not actor.holds("goals.see"):
        return ()
    still_open = [s for s in Status if s not in (Status.STRUCK_OFF, Status.WITHDRAWN)]
    rows = goals.in_standing(goals.of_own_unit(actor), still_open, today=today)
    return [
        (goal, goals.due_of(goal), _pill(goal, today=today))
        for goal in rows[:MOST_BELOW]
    ]


def _records(actor: Actor) -> Sequence[Record]:
    """The newest that they see; first among the newest of all.

    A committee would else have those of thousands of units sorted to see a few.
    """
    seen = records.visible_to(actor)
    newest = Record.objects.order_by("-took_place_on", "-pk").values("pk")[:LATELY]
    found = list(seen.filter(pk__in=newest)[:MOST_BELOW])
    return found if len(found) == MOST_BELOW else list(seen[:MOST_BELOW])


def _below(actor: Actor, *, today: date) -> Below:
    """How many goals of the units below have each status; never by unit."""
    gives = actor.holds("goals.give") or actor.holds("goals.verify")
    if not gives or actor.unit is None:
        return Below((), None)
    tally = goals.tally_below(actor.unit.id, today=today)
    return Below(
        [
            (status, str(title), tally.numbers[status])
            for status, title in STATUSES.items()
            if tally.numbers.get(status)
        ],
        tally.at,
    )


def _plans(actor: Actor) -> Sequence[InHand]:
    """The plans that one's own unit makes, for those who may see them."""
    if not actor.path or not actor.may("plans.see", actor.path):
        return ()
    return guidance.plans_in_hand(actor, most=MOST_BELOW)


def _leads(actor: Actor) -> Sequence[Task]:
    """The rows of issued plans that one's own unit leads or supports."""
    if not actor.path or not actor.may("plans.reply", actor.path):
        return ()
    return list(guidance.what_i_lead_and_support(actor)[:MOST_BELOW])


def _unit_of(actor: Actor) -> Unit | None:
    return Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None


def _pill(goal: Goal, *, today: date) -> Pill:
    standing: Standing = goals.standing_of(goal, today=today)
    return pill(standing)


def _end_of_month(today: date) -> date:
    first = today.replace(day=1)
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _end_of_next_month(today: date) -> date:
    return _end_of_month(_end_of_month(today) + timedelta(days=1))
