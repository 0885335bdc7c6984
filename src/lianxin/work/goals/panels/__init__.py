"""How goals appear on other pages, and what their own page shows in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.base.ui.wording import pill
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Status, Tone, Verdict
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.models import CompletionReport, Goal
from lianxin.work.goals.panels.sources import (
    goals_of_motions,
    goals_of_resolutions,
    vote_of_goal,
)
from lianxin.work.targets.models import Target

__all__ = [
    "Act",
    "Event",
    "acts",
    "address",
    "change_links",
    "extension_links",
    "goals_left_open",
    "goals_of_motions",
    "goals_of_record",
    "goals_of_resolutions",
    "goals_of_target",
    "goals_of_unit",
    "links",
    "milestone_links",
    "report_links",
    "verification_links",
    "vote_of_goal",
    "way_of",
]

MOST_SHOWN = 5
MOST_SERVING = 50
ENDED = (Status.STRUCK_OFF, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Act:
    """A button: what it does, its address, its icon."""

    title: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the goal's way: when, who, what, in whose words."""

    at: datetime
    who: str
    title: str
    tone: Tone
    icon: str
    words: str = ""
    anchor: str = ""


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Text and address of each of these goals that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {pk: Link(text, address(pk)) for pk, text in rows.values_list("pk", "text")}


def report_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The place of each report on its goal's page."""
    rows = queries.reports_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(_("Report"), f"{address(goal)}#report-{pk}")
        for pk, goal in rows.values_list("pk", "goal")
    }


def change_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The goal of each change of wording."""
    rows = queries.changes_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(_("Change"), address(goal))
        for pk, goal in rows.values_list("pk", "goal")
    }


def milestone_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The words of each milestone, on its goal's page."""
    rows = queries.milestones_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(text, address(goal))
        for pk, goal, text in rows.values_list("pk", "goal", "text")
    }


def verification_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The place of each verification on its goal's page."""
    rows = queries.verifications_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(_("Verification"), f"{address(goal)}#verification-{pk}")
        for pk, goal in rows.values_list("pk", "report__goal")
    }


def extension_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The place of each request for a later deadline on its goal's page."""
    rows = queries.extensions_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(_("Later deadline"), f"{address(goal)}#extension-{pk}")
        for pk, goal in rows.values_list("pk", "goal")
    }


def address(pk: int) -> str:
    """The address of a goal's page."""
    return address_of("goals:goal", pk)


def acts(goal: Goal, verdict: Verdict, *, actor: Actor) -> Sequence[Act]:
    """What `actor` may do with the goal now, the likeliest act first."""
    if verdict.status in ENDED:
        return ()
    if verdict.status in (Status.DRAFTED, Status.PROPOSED):
        return _acts_on_draft(goal, verdict, actor=actor)
    found = []
    if verdict.status is Status.REPORTED:
        if policy.may_verify(goal, actor=actor):
            found.append(_act(goal, "verify", _("Verify the report"), "check"))
    else:
        found += _acts_of_unit(goal, verdict, actor=actor)
    if policy.may_pass_on(goal, actor=actor):
        found.append(_act(goal, "pass_on", _("Pass it on"), "send"))
    if policy.may_change(goal, actor=actor):
        found.append(_act(goal, "reword", _("Reword"), "pencil"))
        found.append(_act(goal, "withdraw", _("Withdraw"), "x"))
    return found


def _acts_on_draft(goal: Goal, verdict: Verdict, *, actor: Actor) -> Sequence[Act]:
    if verdict.status is Status.PROPOSED or not policy.may_draft(
        goal.unit, actor=actor
    ):
        return ()
    return (
        _act(goal, "propose", _("Send it for agreement"), "send"),
        _act(goal, "redraft", _("Change the draft"), "pencil"),
    )


def _acts_of_unit(goal: Goal, verdict: Verdict, *, actor: Actor) -> Sequence[Act]:
    found = []
    if policy.may_report(goal, actor=actor):
        found.append(_act(goal, "report", _("Report it done"), "send"))
    if policy.may_link(goal, actor=actor):
        link = _act(goal, "link", _("Link evidence"), "link")
        found.insert(0 if verdict.status is Status.NOT_STARTED else 1, link)
    if policy.may_report(goal, actor=actor):
        found.append(_act(goal, "refine", _("Word it for your unit"), "pencil"))
        if goal.deadline is not None:
            found.append(_act(goal, "extend", _("Ask for a later deadline"), "clock"))
    return found


def _act(goal: Goal, verb: str, title: str, icon: str) -> Act:
    return Act(title, address_of(f"goals:{verb}", goal.pk), icon)


def way_of(goal: Goal) -> Sequence[Event]:
    """What happened to a goal of `whole_goal_visible_to`, oldest first."""
    events = [
        Event(
            goal.given_at, goal.given_by.name,
            _way_in(goal), Tone.OPEN, "target",
        )
    ]  # fmt: skip
    for change in goal.changes.all():
        former = str(change.former.get("text", ""))
        title = _("Reworded: %(reason)s") % {"reason": change.reason}
        before = _("Before: %(text)s") % {"text": former}
        events.append(
            Event(
                change.changed_at,
                change.changed_by.name,
                title,
                Tone.OPEN,
                "pencil",
                before,
            )
        )
    for report in goal.reports.all():
        events += _events_of(report)
    events += [
        Event(
            own.refined_at, own.refined_by.name, _("Worded for the unit's own business"),
            Tone.OPEN, "pencil", own.text,
        )
        for own in goal.refinements.all()
    ]  # fmt: skip
    events += [
        Event(
            request.asked_at, "", _("A later deadline was asked for: %(day)s")
            % {"day": request.deadline.isoformat()},
            Tone.OPEN, "clock", request.reason, f"extension-{request.pk}",
        )
        for request in goal.extensions.all()
    ]  # fmt: skip
    withdrawal = getattr(goal, "withdrawal", None)
    if withdrawal is not None:
        events.append(
            Event(
                withdrawal.withdrawn_at, withdrawal.withdrawn_by.name, _("Withdrawn"),
                Tone.NOT_APPLICABLE, "minus", withdrawal.reason,
            )
        )  # fmt: skip
    return sorted(events, key=lambda event: event.at)


def _way_in(goal: Goal) -> str:
    if goal.own_kind:
        return _("Drafted by the unit itself")
    words = _("Given by %(giver)s") % {"giver": goal.giver.name}
    return f"{words} · {_('on trial')}" if goal.on_trial else words


def _events_of(report: CompletionReport) -> Sequence[Event]:
    events = [
        Event(
            report.reported_at, report.reported_by.name, _("Reported done"), Tone.OPEN,
            "send", report.result, f"report-{report.pk}",
        )
    ]  # fmt: skip
    found = getattr(report, "verification", None)
    if found is not None:
        struck = found.struck_off
        events.append(
            Event(
                found.verified_at,
                found.verified_by.name,
                _("Verified and struck off") if struck else _("Returned"),
                Tone.DONE if struck else Tone.LATE,
                "check" if struck else "arrow-back-up",
                found.opinion,
                f"verification-{found.pk}",
            )
        )
    return events


def goals_of_record(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a record: the goals that it serves, and a way to link one."""
    actor, record = cast("Request", request).actor, cast("Record", subject)
    if not actor.holds("goals.see"):
        return None
    today = clock.today()
    served = queries.with_standing(
        queries.goals_served_by(record, actor=actor), today=today
    )
    may_link = policy.may_link_records_of(record.unit, actor=actor)
    found = list(served)
    if not found and not may_link:
        return None
    return Panel(
        "goals/of_record.html",
        {
            "served": [(goal, _pill(goal, today)) for goal in found],
            "record": record,
            "may_link": may_link,
        },
    )


def goals_left_open(request: HttpRequest, subject: object) -> Panel | None:
    """Before a unit is dissolved: its goals that nobody would go on with."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    rows = _open_goals_of(unit, actor=actor, today=clock.today())
    number = rows.count() if actor.may("goals.see", unit.path or "") else 0
    if not number:
        return None
    shown = {"left_goals": list(rows[:MOST_SHOWN]), "number": number}
    return Panel("goals/left_open.html", shown)


def _open_goals_of(unit: Unit, *, actor: Actor, today: date) -> QuerySet[Goal]:
    return queries.in_standing(
        queries.visible_to(actor).filter(unit=unit),
        [status for status in Status if status not in ENDED],
        today=today,
    )


def goals_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: its goals that wait soonest, and a way to the rest."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not actor.may("goals.see", unit.path or ""):
        return None
    today = clock.today()
    rows = _open_goals_of(unit, actor=actor, today=today)
    found = list(rows[: MOST_SHOWN + 1])
    return Panel(
        "goals/of_unit.html",
        {
            "unit_goals": [(goal, _pill(goal, today)) for goal in found[:MOST_SHOWN]],
            "unit_has_more": len(found) > MOST_SHOWN,
            "unit": unit,
            "may_give": policy.may_give(unit, actor=actor),
        },
    )


def _pill(goal: Goal, today: date) -> object:
    return pill(queries.standing_of(goal, today=today))


def goals_of_target(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a business target: what units undertake for it."""
    actor, target = cast("Request", request).actor, cast("Target", subject)
    if not actor.holds("goals.see"):
        return None
    today = clock.today()
    rows = queries.with_standing(
        queries.goals_serving(target, actor=actor), today=today
    )
    serving = list(rows[:MOST_SERVING])
    shown = queries.records_shown(serving, actor=actor)
    return Panel(
        "goals/of_target.html",
        {
            "serving": [
                (goal, _pill(goal, today), shown.get(goal.pk, ())) for goal in serving
            ],
            "target": target,
            "may_link": bool(actor.path)
            and (
                actor.may("goals.report", actor.path)
                or actor.may("records.record", actor.path)
            ),
        },
    )
