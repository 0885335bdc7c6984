"""Sending a plan for approval."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.operations import request_approval
from lianxin.org.people.queries import person_of
from lianxin.org.posts.models import Post
from lianxin.work.guidance import queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.events import PlanSubmitted
from lianxin.work.guidance.models import Plan, Submission
from lianxin.work.guidance.operations.checks import check_reason, held
from lianxin.work.guidance.operations.consultations import about


@transaction.atomic
def submit_plan(
    plan: Plan,
    *,
    steps: Sequence[Post],
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> Submission:
    """Send the plan as it stands for approval by these posts of its unit, in order.

    An open consultation ends with it. A plan that is issued already needs a reason
    and a difference. ValidationError without a row and while the plan rests.
    """
    plan = held(plan, actor=actor)
    stage = queries.stage_of(plan)
    snapshot = queries.snapshot_of(plan, today=day_of(at))
    _check(plan, stage, rows=len(snapshot), steps=steps)
    if plan.issues.exists():
        check_reason(reason)
    plan.consultations.filter(closed_at__isnull=True).update(closed_at=at)
    approval = request_approval(
        matter=queries.MATTER,
        subject=Ref("guidance.plan", plan.pk),
        unit=plan.unit,
        title=_title(plan),
        text=_words(len(snapshot), reason),
        steps=steps,
        actor=actor,
        at=at,
    )
    submission = Submission.objects.create(
        plan=plan,
        approval=approval,
        reason=reason,
        snapshot=snapshot,
        submitted_by=person_of(actor),
        submitted_at=at,
    )
    journal.write(
        PlanSubmitted(
            **about(plan, actor, at), after={"reason": reason, "rows": len(snapshot)}
        )
    )
    return submission


def _check(plan: Plan, stage: Stage, *, rows: int, steps: Sequence[Post]) -> None:
    if stage not in queries.EDITABLE:
        raise ValidationError(
            _("This plan waits for approval already, or is being issued.")
        )
    if stage is Stage.ISSUED:
        raise ValidationError(
            _("Nothing is different from what was issued; there is nothing to agree.")
        )
    if not rows:
        raise ValidationError(_("The plan has no row yet; there is nothing to agree."))
    if any(post.unit_id != plan.unit_id for post in steps):
        raise ValidationError(
            {"steps": _("A plan is agreed by posts of the unit that makes it.")}
        )


def _title(plan: Plan) -> str:
    words = _("Change of the plan: %(title)s") if plan.issues.exists() else "%(title)s"
    return (words % {"title": plan.title})[:200]


def _words(rows: int, reason: str) -> str:
    said = ngettext("%(rows)d task.", "%(rows)d tasks.", rows) % {"rows": rows}
    return f"{said}\n{reason}".strip()
