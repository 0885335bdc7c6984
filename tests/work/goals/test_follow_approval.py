"""A decision on a later deadline refreshes the goal; other decisions none."""

from datetime import timedelta

from lianxin.kernel.actor import Ref
from lianxin.org.approvals.events import ApprovalAgreed
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import ask_for_later_deadline, follow_approval
from tests.cast import AT, Cast
from tests.work.goals.given import DEADLINE, give


def test_only_the_goal_it_is_about(cast: Cast):
    goal = give(cast)
    request = ask_for_later_deadline(
        goal,
        deadline=DEADLINE + timedelta(days=9),
        reason="推迟",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    GoalLedger.objects.update(reports=7)
    other = Ref("approvals.approval", request.approval_id + 1)
    follow_approval(ApprovalAgreed(subject=other, actor=cast.system, at=AT))
    assert GoalLedger.objects.get().reports == 7
    own = Ref("approvals.approval", request.approval_id)
    follow_approval(ApprovalAgreed(subject=own, actor=cast.system, at=AT))
    assert GoalLedger.objects.get().reports == 0
