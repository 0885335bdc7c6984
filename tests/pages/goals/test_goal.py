"""The page of one goal."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.work.goals import operations
from tests.cast import AT, Cast
from tests.work.goals.given import give, meet, report


def page(cast: Cast, goal, role: str = "branch_secretary"):
    answer = cast.client(role).get(f"/goals/{goal.pk}/")
    assert answer.status_code == 200
    return answer


def titles(answer) -> list[str]:
    return [act.title for act in answer.context["acts"]]


def test_without_evidence_linking_comes_first(cast: Cast):
    assert titles(page(cast, give(cast))) == [
        "Link evidence",
        "Report it done",
        "Word it for your unit",
        "Ask for a later deadline",
    ]


def test_with_evidence_reporting_comes_first(cast: Cast):
    goal = give(cast)
    operations.link_evidence(
        goal,
        record=meet(cast),
        reason="专题研究",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    answer = page(cast, goal)
    assert titles(answer)[0] == "Report it done"
    assert "专题研究" in answer.content.decode()


def test_a_committee_member_only_links(cast: Cast):
    assert titles(page(cast, give(cast), "branch_member")) == ["Link evidence"]


def test_the_giver_verifies_first(cast: Cast):
    goal = give(cast)
    report(cast, goal)
    assert titles(page(cast, goal, "sub_clerk")) == [
        "Verify the report",
        "Reword",
        "Withdraw",
    ]
    assert titles(page(cast, goal)) == []


@pytest.mark.parametrize("role", ["member", "organiser", "discipline_officer"])
def test_who_only_reads_has_no_button(cast: Cast, role: str):
    assert titles(page(cast, give(cast), role)) == []


def test_an_ended_goal_has_no_button(cast: Cast):
    goal = give(cast)
    operations.strike_off(report(cast, goal), actor=cast.actor("sub_clerk"), at=AT)
    for role in ("branch_secretary", "sub_clerk"):
        assert titles(page(cast, goal, role)) == []


def test_why_is_told(cast: Cast):
    goal = give(cast, deadline=clock.today() + timedelta(days=3))
    words = page(cast, goal).content.decode()
    assert "3 days are left." in words
    assert "Given by 北川公司党委" in words
    assert "No record has been linked as evidence yet." in words


def test_the_way_is_told_in_order(cast: Cast):
    goal = give(cast)
    first = report(cast, goal)
    clerk = cast.actor("sub_clerk")
    operations.return_report(first, opinion="缺记录", actor=clerk, at=AT)
    operations.strike_off(report(cast, goal), actor=clerk, at=AT)
    way = page(cast, goal).context["way"]
    assert [event.title for event in way] == [
        "Given by 北川公司党委",
        "Reported done",
        "Returned",
        "Reported done",
        "Verified and struck off",
    ]


def test_a_request_for_a_later_deadline_is_shown_to_those_who_see_it(cast: Cast):
    goal = give(cast)
    operations.ask_for_later_deadline(
        goal,
        deadline=goal.deadline + timedelta(days=9),
        reason="检修推迟",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    assert len(page(cast, goal).context["requests"]) == 1
    assert len(page(cast, goal, "sub_clerk").context["requests"]) == 1
    assert page(cast, goal, "member").context["requests"] == []


@pytest.mark.parametrize("role", ["outsider", "employee", "union_chair"])
def test_for_others_it_does_not_exist(cast: Cast, role: str):
    goal = give(cast)
    client = cast.client(role)
    for part in ("", "report/", "verify/", "evidence/", "extend/", "reword/"):
        assert client.get(f"/goals/{goal.pk}/{part}").status_code == 404


@pytest.mark.parametrize(
    ("role", "part"),
    [
        ("member", "report/"),
        ("member", "evidence/"),
        ("branch_member", "report/"),
        ("branch_secretary", "verify/"),
        ("branch_secretary", "reword/"),
        ("branch_secretary", "withdraw/"),
        ("sub_clerk", "report/"),
        ("sub_clerk", "extend/"),
        ("organiser", "verify/"),
    ],
)
def test_who_sees_it_but_may_not_is_told_why(cast: Cast, role: str, part: str):
    goal = give(cast)
    assert cast.client(role).get(f"/goals/{goal.pk}/{part}").status_code == 403


def test_it_takes_few_queries(cast: Cast, django_assert_max_num_queries):
    goal = give(cast)
    for _ in range(3):
        operations.link_evidence(
            goal,
            record=meet(cast),
            reason="专题研究",
            actor=cast.actor("branch_secretary"),
            at=AT,
        )
    report(cast, goal)
    client = cast.client("branch_secretary")
    with django_assert_max_num_queries(24):
        client.get(f"/goals/{goal.pk}/")
