"""An event of a goal refreshes its own row of the ledger and no other."""

from lianxin.kernel.actor import Ref
from lianxin.work.goals import queries
from lianxin.work.goals.events import GoalReported
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import follow_goal
from tests.cast import AT, Cast
from tests.work.goals.given import give


def test_only_the_goal_itself_is_refreshed(cast: Cast):
    goal, other = give(cast), give(cast)
    GoalLedger.objects.update(reports=7)
    follow_goal(
        GoalReported(subject=queries.ref(goal), actor=cast.system, at=AT, unit=None)
    )
    assert list(GoalLedger.objects.values_list("goal", "reports").order_by("goal")) == [
        (goal.pk, 0),
        (other.pk, 7),
    ]


def test_a_missing_row_is_made(cast: Cast):
    goal = give(cast)
    GoalLedger.objects.all().delete()
    follow_goal(
        GoalReported(subject=Ref("goals.goal", goal.pk), actor=cast.system, at=AT)
    )
    assert GoalLedger.objects.get().goal == goal
