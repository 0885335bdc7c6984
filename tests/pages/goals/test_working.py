"""What a unit says of its work on a goal, and goals that it drafts: page by page."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lianxin.base.ui import clock
from lianxin.org.approvals import operations as approvals
from lianxin.org.approvals.models import Approval
from lianxin.work.goals import operations, queries
from lianxin.work.goals.models import Goal, GoalTarget, Milestone
from lianxin.work.goals.operations import link_evidence
from lianxin.work.targets.models import Target
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import DEADLINE, give, meet
from tests.work.goals.own import drafted
from tests.work.targets.aims import set_one

STEP = TODAY + timedelta(days=10)


def send(cast: Cast, role: str, address: str, **values):
    return cast.client(role).post(address, values)


def words(cast: Cast, goal: Goal, role: str = "branch_secretary") -> str:
    answer = cast.client(role).get(f"/goals/{goal.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_number_is_entered_and_shown(cast: Cast):
    goal = give(cast, measure="number", measure_target=Decimal(40), measure_unit="人次")
    assert "No number has been entered yet." in words(cast, goal)
    address = f"/goals/{goal.pk}/figures/"
    answer = send(
        cast, "branch_secretary", address, on=TODAY, value="12.5", words="两次"
    )
    assert answer["Location"] == f"/goals/{goal.pk}/"
    figure = goal.figures.get()
    assert (figure.on, figure.value, figure.words) == (TODAY, Decimal("12.50"), "两次")
    assert "No number has been entered yet." not in words(cast, goal)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"value": ""}, ["value"]),
        ({"value": "many"}, ["value"]),
        ({"value": "1" * 15}, ["value"]),
        ({"on": TODAY - timedelta(days=1)}, ["on"]),
        ({"on": clock.today() + timedelta(days=1)}, ["on"]),
    ],
)
def test_numbers_that_cannot_be(cast: Cast, values, fields: list[str]):
    goal = give(cast, measure="number", measure_target=Decimal(40))
    given = {"on": TODAY, "value": "3", "words": ""} | values
    answer = send(cast, "branch_secretary", f"/goals/{goal.pk}/figures/", **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == fields
    assert goal.figures.count() == 0


def test_a_goal_without_a_number_takes_none_and_says_why(cast: Cast):
    goal = give(cast)
    answer = cast.client("branch_secretary").get(f"/goals/{goal.pk}/figures/")
    assert answer.status_code == 403
    assert "This goal is not measured by a number." in answer.content.decode()


def test_a_milestone_is_reached_and_then_told(cast: Cast):
    goal = give(cast, measure="milestones", milestones=[(STEP, "完成方案")])
    milestone = Milestone.objects.get(goal=goal)
    address = f"/goals/{goal.pk}/milestones/{milestone.pk}/"
    assert address in words(cast, goal)
    send(cast, "branch_secretary", address, on=TODAY, words="方案已印发")
    assert "方案已印发" in words(cast, goal)
    assert address not in words(cast, goal)
    again = send(cast, "branch_secretary", address, on=TODAY, words="又一次")
    assert again.status_code == 422


def test_the_milestone_of_another_goal_does_not_exist_here(cast: Cast):
    steps = {"measure": "milestones", "milestones": [(STEP, "完成方案")]}
    one, other = give(cast, **steps), give(cast, **steps)
    milestone = Milestone.objects.get(goal=other)
    answer = send(
        cast,
        "branch_secretary",
        f"/goals/{one.pk}/milestones/{milestone.pk}/",
        on=TODAY,
        words="已完成",
    )
    assert answer.status_code == 404


def test_a_unit_words_its_goal_and_the_latest_wording_is_shown(cast: Cast):
    goal = give(cast)
    for version, text in enumerate(("检修现场无违章", "检修现场无违章、无返工")):
        send(
            cast,
            "branch_secretary",
            f"/goals/{goal.pk}/refine/",
            text=text,
            actions="设党员责任区",
            version=version,
        )
    answer = cast.client("sub_clerk").get(f"/goals/{goal.pk}/")
    assert answer.context["own_words"].text == "检修现场无违章、无返工"
    told = [event.words for event in answer.context["way"]]
    assert told == ["", "检修现场无违章", "检修现场无违章、无返工"]
    first = cast.client("branch_secretary").get(f"/goals/{goal.pk}/refine/")
    assert first.context["form"].initial["text"] == "检修现场无违章、无返工"


def test_a_business_target_is_linked_and_taken_off(cast: Cast):
    goal, target = give(cast, role="clerk", unit="department"), set_one(cast)
    own = f"/goals/{goal.pk}/targets/"
    send(cast, "department_head", own, target=target.pk)
    assert GoalTarget.objects.get().target == target
    assert target.name in words(cast, goal, "department_head")
    page = cast.client("department_head").get(f"/targets/{target.pk}/")
    assert goal.text in page.content.decode()
    send(cast, "department_head", f"{own}{target.pk}/")
    assert GoalTarget.objects.count() == 0


def test_what_was_given_is_passed_on_below(cast: Cast):
    goal = give(cast, role="clerk", unit="sub")
    answer = send(
        cast,
        "sub_clerk",
        f"/goals/{goal.pk}/pass-on/",
        text="本支部无事故",
        deadline=DEADLINE,
        units=[cast.units["branch"].pk],
    )
    assert answer.status_code == 302
    below = Goal.objects.get(unit=cast.units["branch"])
    assert (below.text, below.giver) == ("本支部无事故", cast.units["sub"])
    assert (below.source_kind, below.source_id) == ("goals.goal", goal.pk)
    shown = cast.client("sub_clerk").get(f"/goals/{goal.pk}/")
    assert list(shown.context["passed_on"]) == [below]


def test_a_draft_is_sent_agreed_to_and_then_asked_for(cast: Cast):
    values = {
        "own_kind": "secretary_project",
        "text": "创建无违章班组",
        "deadline": DEADLINE,
    }
    send(cast, "branch_secretary", "/goals/own/", **values)
    goal = Goal.objects.get()
    own = f"/goals/{goal.pk}/"
    send(
        cast,
        "branch_secretary",
        f"{own}draft/",
        **values | {"text": "新", "version": 1},
    )
    send(cast, "branch_secretary", f"{own}propose/")
    approval = Approval.objects.get()
    html = words(cast, goal)
    assert "Asked to agree to the goal" in html
    assert "Request for a later deadline" not in html
    approvals.agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    goal.refresh_from_db()
    assert goal.text == "新"
    today = clock.today()
    assert queries.judge([goal], as_of=today)[goal.pk].status == "not_started"


def test_two_people_on_one_draft(cast: Cast):
    goal = drafted(cast)
    values = {"text": "一", "deadline": DEADLINE, "version": goal.version}
    address = f"/goals/{goal.pk}/draft/"
    assert send(cast, "branch_secretary", address, **values).status_code == 302
    second = send(cast, "branch_secretary", address, **values | {"text": "二"})
    assert second.status_code == 422
    assert "一" in second.content.decode()
    goal.refresh_from_db()
    assert goal.text == "一"


@pytest.mark.parametrize("goals", [1, 3])
def test_passed_on_goals_cost_no_more_queries(
    cast: Cast, django_assert_num_queries, goals: int
):
    goal = give(cast, role="clerk", unit="sub")
    client = cast.client("sub_clerk")
    for _ in range(goals):
        operations.pass_on(
            goal,
            units=[cast.units["branch"]],
            asked=operations.Undertaking(text="无事故", deadline=DEADLINE),
            actor=cast.actor("sub_clerk"),
            at=AT,
        )
    with django_assert_num_queries(20):
        client.get(f"/goals/{goal.pk}/")


@pytest.mark.parametrize("role", ["sub_clerk", "clerk", "branch_secretary"])
def test_a_list_has_the_goals_that_one_sees_in_the_same_order(cast: Cast, role: str):
    for days in (20, 10, 30):
        give(cast, deadline=TODAY + timedelta(days=days))
    operations.withdraw_goal(
        Goal.objects.first(), reason="并入", actor=cast.actor("sub_clerk"), at=AT
    )
    give(cast, deadline=None, due_kind="long_term")
    actor = cast.actor(role)
    seen = list(queries.visible_to(actor))
    assert [goal.deadline and (goal.deadline - TODAY).days for goal in seen] == [
        10,
        30,
        None,
        20,
    ]
    assert list(queries.listed_for(actor)) == seen


def test_a_goal_is_linked_from_the_page_of_its_target_too(cast: Cast):
    """Many goals serve one target and one goal many; each page shows the other."""
    first, second = (give(cast, text=text) for text in ("任务甲", "任务乙"))
    targets = [
        Target.objects.create(
            unit=cast.units["branch"],
            name=name,
            measured_in="次",
            begins_on=TODAY,
            ends_on=TODAY,
            value=3,
            set_by=cast.people["clerk"],
            set_at=AT,
        )
        for name in ("指标甲", "指标乙")
    ]
    client = cast.client("branch_secretary")
    pages = [f"/targets/{target.pk}/" for target in targets]
    link = f"/goals/targets/{targets[0].pk}/"
    assert link in client.get(pages[0]).text
    for goal in (first, second):
        assert client.post(link, {"goal": goal.pk})["Location"] == pages[0]
    assert "no open goal that is not linked" in client.get(link).text
    client.post(f"/goals/{first.pk}/targets/", {"target": targets[1].pk})
    record = meet(cast)
    link_evidence(
        first, record=record, reason="学", actor=cast.actor("branch_secretary"), at=AT
    )
    shown = [client.get(page).text for page in pages]
    assert [[text in page for text in ("任务甲", "任务乙")] for page in shown] == [
        [True, True],
        [True, False],
    ]
    assert f"{record.took_place_on.isoformat()} {record.topic}" in shown[0]
    page = client.get(f"/goals/{first.pk}/").text
    assert [name in page for name in ("指标甲", "指标乙")] == [True, True]
