"""Who sees which goals, and what is asked of them in bulk."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import NotVisible
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries
from tests.cast import PEOPLE, TODAY, Cast
from tests.work.goals.given import DEADLINE, give, meet, report

SEE_THE_BRANCH = {
    "clerk",
    "secretary",
    "leader",
    "organiser",
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "discipline_officer",
}


@pytest.mark.parametrize("role", PEOPLE)
def test_who_sees_a_goal_of_the_branch(cast: Cast, role: str):
    goal = give(cast)
    seen = list(queries.visible_to(cast.actor(role))) == [goal]
    assert seen == (role in SEE_THE_BRANCH)


def test_the_giver_still_sees_it_once_the_unit_is_gone(cast: Cast):
    goal = give(cast)
    cast.units["branch"].path = None
    cast.units["branch"].save()
    assert list(queries.visible_to(cast.actor("sub_clerk"))) == [goal]


def test_what_one_may_not_see_does_not_exist(cast: Cast):
    goal = give(cast)
    with pytest.raises(NotVisible):
        queries.goal_visible_to(cast.actor("outsider"), goal.pk)


def test_what_is_due_soon(cast: Cast):
    soon = give(cast, deadline=TODAY + timedelta(days=7))
    give(cast, deadline=TODAY + timedelta(days=8))
    report(cast, give(cast, deadline=TODAY))
    late = give(cast, deadline=TODAY)
    rows = queries.visible_to(cast.actor("branch_secretary"))
    assert list(queries.due_soon(rows, today=TODAY)) == [late, soon]


@pytest.mark.parametrize("goals", [1, 3])
def test_judging_takes_a_constant_number_of_queries(
    cast: Cast, django_assert_num_queries, goals: int
):
    given = [give(cast) for _ in range(goals)]
    for goal in given:
        report(cast, goal)
    with django_assert_num_queries(8):
        found = queries.judge(given, as_of=TODAY)
    assert [v.status for v in found.values()] == [Status.REPORTED] * goals


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("sub_clerk", ["branch", "workshop"]),
        (
            "clerk",
            ["department", "union", "sub", "branch", "workshop", "other"],
        ),
        ("leader", []),
        ("branch_secretary", []),
        ("employee", []),
    ],
)
def test_to_whom_somebody_gives(cast: Cast, role: str, keys: list[str]):
    found = queries.units_to_give_to(cast.actor(role))
    assert set(found) == {cast.units[key] for key in keys}


def test_goals_for_a_record_and_records_for_a_goal(cast: Cast):
    goal, record = give(cast, deadline=DEADLINE), meet(cast)
    actor = cast.actor("branch_secretary")
    assert list(queries.open_goals_for(record, actor=actor, today=TODAY)) == [goal]
    assert list(queries.candidates_for(goal, actor=actor, today=TODAY)) == [record]
    assert list(queries.goals_served_by(record, actor=actor)) == []
