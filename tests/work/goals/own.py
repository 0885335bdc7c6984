"""A goal that the branch drafts itself."""

from lianxin.work.goals import operations, queries
from lianxin.work.goals.models import Goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import undertaking


def drafted(cast: Cast, *, role: str = "branch_secretary", **values) -> Goal:
    return operations.draft_own_goal(
        cast.units["branch"],
        kind="secretary_project",
        asked=undertaking(**values),
        actor=cast.actor(role),
        at=AT,
    )


def stands(goal: Goal) -> str:
    """The status of a goal today."""
    return queries.judge([goal], as_of=TODAY)[goal.pk].status
