"""Reporting a goal done, striking it off, or returning the report."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import GoalReported, GoalStruckOff, ReportReturned
from lianxin.work.goals.models import CompletionReport, Goal, Verification
from lianxin.work.goals.operations.checks import (
    check_reason,
    check_still_open,
    locked,
)


@transaction.atomic
def report_done(
    goal: Goal, *, result: str, actor: Actor, at: datetime
) -> CompletionReport:
    """Report a goal done, with the result in words; the giver's side verifies it."""
    goal = locked(goal)
    policy.may_report(goal, actor=actor).or_raise()
    check_still_open(goal)
    if not result.strip():
        raise ValidationError({"result": _("Say what came of it.")})
    if queries.open_report(goal) is not None:
        raise ValidationError(_("A report on this goal is waiting to be verified."))
    report = CompletionReport.objects.create(
        goal=goal,
        result=result,
        reported_by=person_of(actor),
        reported_at=at,
        reported_on=day_of(at),
    )
    journal.write(
        GoalReported(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"result": result},
        )
    )
    return report


@transaction.atomic
def strike_off(
    report: CompletionReport, *, actor: Actor, at: datetime, opinion: str = ""
) -> Verification:
    """Find that the goal is done and strike it off; `opinion` may be empty."""
    verification = _verify(report, struck_off=True, opinion=opinion, actor=actor, at=at)
    journal.write(
        GoalStruckOff(
            subject=queries.ref(report.goal),
            unit=Ref("units.unit", report.goal.unit_id),
            actor=actor,
            at=at,
            after={"opinion": opinion},
        )
    )
    return verification


@transaction.atomic
def return_report(
    report: CompletionReport, *, opinion: str, actor: Actor, at: datetime
) -> Verification:
    """Return the report, saying what is missing; the goal is the unit's again."""
    check_reason(opinion, field="opinion")
    verification = _verify(
        report, struck_off=False, opinion=opinion, actor=actor, at=at
    )
    journal.write(
        ReportReturned(
            subject=queries.ref(report.goal),
            unit=Ref("units.unit", report.goal.unit_id),
            actor=actor,
            at=at,
            after={"opinion": opinion},
        )
    )
    return verification


def _verify(
    report: CompletionReport,
    *,
    struck_off: bool,
    opinion: str,
    actor: Actor,
    at: datetime,
) -> Verification:
    goal = locked(report.goal)
    policy.may_verify(goal, actor=actor).or_raise()
    check_still_open(goal)
    if Verification.objects.filter(report=report).exists():
        raise ValidationError(
            _("Somebody verified this report already; open the goal anew to see how.")
        )
    return Verification.objects.create(
        report=report,
        struck_off=struck_off,
        opinion=opinion,
        verified_by=person_of(actor),
        verified_at=at,
        verified_on=day_of(at),
    )
