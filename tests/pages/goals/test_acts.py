"""What is done with a goal on its pages, each act once."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries
from lianxin.work.goals.models import Evidence, ExtensionRequest, Goal
from lianxin.work.goals.operations import reword_goal
from tests.cast import AT, Cast
from tests.work.goals.given import give, meet, report

LATER = {"deadline": "2027-06-30", "reason": "检修推迟"}


def status(goal: Goal) -> Status:
    today = clock.today() + timedelta(days=1)
    return queries.judge([goal], as_of=today)[goal.pk].status


def send(cast: Cast, role: str, address: str, **values):
    return cast.client(role).post(address, values)


def test_a_goal_goes_from_giving_to_striking_off(cast: Cast):
    branch, workshop = cast.units["branch"], cast.units["workshop"]
    answer = send(
        cast,
        "sub_clerk",
        "/goals/give/",
        text="无事故",
        standard="有总结",
        deadline="2027-01-31",
        units=[branch.pk, workshop.pk],
    )
    assert answer["Location"] == "/goals/"
    goal = Goal.objects.get(unit=branch)
    record = meet(cast, on=goal.given_on)
    own = f"/goals/{goal.pk}/"
    answer = send(
        cast, "branch_secretary", f"{own}evidence/", record=record.pk, reason="研究"
    )
    assert answer["Location"] == own
    send(cast, "branch_secretary", f"{own}report/", result="完成")
    assert status(goal) is Status.REPORTED
    send(cast, "sub_clerk", f"{own}verify/", decision="return", opinion="缺总结")
    assert status(goal) is Status.RETURNED
    send(cast, "branch_secretary", f"{own}report/", result="已补")
    send(cast, "sub_clerk", f"{own}verify/", decision="strike_off", opinion="")
    assert status(goal) is Status.STRUCK_OFF


def test_giving_by_kind_reaches_each_unit_once(cast: Cast):
    answer = send(
        cast,
        "sub_clerk",
        "/goals/give/",
        text="无事故",
        deadline="2027-01-31",
        kinds=["branch", "workshop"],
        units=[cast.units["branch"].pk],
    )
    assert answer.status_code == 302
    assert sorted(Goal.objects.values_list("unit__kind", flat=True)) == [
        "branch",
        "workshop",
    ]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"text": ""}, ["text"]),
        ({"text": "长" * 301}, ["text"]),
        ({"deadline": "2001-01-01"}, ["deadline"]),
        ({"deadline": "32.13.2026"}, ["deadline"]),
        ({"units": []}, ["__all__"]),
        ({"units": ["999999"]}, ["units"]),
        ({"kinds": ["committee"]}, ["kinds"]),
    ],
)
def test_what_is_refused_when_giving(cast: Cast, values, fields: list[str]):
    given = {
        "text": "无事故",
        "deadline": "2027-01-31",
        "units": [cast.units["branch"].pk],
    }
    answer = send(cast, "sub_clerk", "/goals/give/", **given | values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == fields
    assert Goal.objects.count() == 0


def test_a_unit_that_is_not_below_is_not_offered(cast: Cast):
    answer = send(
        cast,
        "sub_clerk",
        "/goals/give/",
        text="无事故",
        deadline="2027-01-31",
        units=[cast.units["other"].pk],
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["member", "branch_secretary", "leader", "employee"])
def test_who_gives_nothing_is_told_why(cast: Cast, role: str):
    assert cast.client(role).get("/goals/give/").status_code == 403


def test_giving_from_a_units_page_has_it_ticked(cast: Cast):
    unit = cast.units["branch"].pk
    answer = cast.client("sub_clerk").get(f"/goals/give/?unit={unit}")
    assert f'value="{unit}"' in answer.content.decode()
    assert answer.context["form"].initial["units"] == [str(unit)]


def test_evidence_is_taken_back(cast: Cast):
    goal, record = give(cast), meet(cast)
    own = f"/goals/{goal.pk}/"
    send(cast, "branch_secretary", f"{own}evidence/", record=record.pk, reason="研究")
    linked = Evidence.objects.get()
    address = f"{own}evidence/{linked.pk}/"
    assert send(cast, "branch_secretary", address, reason="选错").status_code == 302
    assert cast.client("branch_secretary").get(address).status_code == 404


def test_from_the_record_to_a_goal(cast: Cast):
    goal, record = give(cast), meet(cast)
    address = f"/goals/records/{record.pk}/"
    answer = send(cast, "branch_member", address, goal=goal.pk, reason="研究")
    assert answer["Location"] == f"/goals/{goal.pk}/"
    shown = cast.client("member").get(f"/records/{record.pk}/").content.decode()
    assert "Serves these goals" in shown
    assert "党员身边无事故" in shown
    assert cast.client("member").get(address).status_code == 403
    assert cast.client("outsider").get(address).status_code == 404


def test_a_later_deadline_is_asked_for(cast: Cast):
    goal = give(cast)
    answer = send(cast, "branch_secretary", f"/goals/{goal.pk}/extend/", **LATER)
    assert answer["Location"] == f"/goals/{goal.pk}/"
    assert ExtensionRequest.objects.get().approval is not None
    again = send(cast, "branch_secretary", f"/goals/{goal.pk}/extend/", **LATER)
    assert again.status_code == 422
    assert "waits for its decision" in again.content.decode()


def test_two_who_reword_the_same_goal(cast: Cast):
    goal = give(cast)
    reword_goal(
        goal,
        text="他人的改动",
        standard="",
        reason="更准",
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    mine = {"text": "我的改动", "standard": "", "reason": "更短", "version": 1}
    answer = send(cast, "sub_clerk", f"/goals/{goal.pk}/reword/", **mine)
    assert answer.status_code == 422
    assert answer.context["form"].theirs == {"text": "他人的改动"}
    assert "我的改动" in answer.content.decode()
    mine["version"] = 2
    assert (
        send(cast, "sub_clerk", f"/goals/{goal.pk}/reword/", **mine).status_code == 302
    )


def test_withdrawing(cast: Cast):
    goal = give(cast)
    send(cast, "sub_clerk", f"/goals/{goal.pk}/withdraw/", reason="并入")
    assert status(goal) is Status.WITHDRAWN


def test_a_return_without_words_is_refused_beside_the_field(cast: Cast):
    goal = give(cast)
    report(cast, goal)
    answer = send(cast, "sub_clerk", f"/goals/{goal.pk}/verify/", decision="return")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["opinion"]


def test_nothing_is_verified_without_a_report(cast: Cast):
    goal = give(cast)
    address = f"/goals/{goal.pk}/verify/"
    answer = send(cast, "sub_clerk", address, decision="strike_off")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "\u202eevil", "𠮷🎉", "'; --"]
)
def test_hostile_words_are_shown_as_words(cast: Cast, text: str):
    answer = cast.client("sub_clerk").post(
        "/goals/give/",
        {"text": text, "deadline": "2027-01-31", "units": [cast.units["branch"].pk]},
        follow=True,
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert Goal.objects.count() == 1


def test_the_units_page_shows_its_open_goals(cast: Cast):
    give(cast)
    address = f"/org/units/{cast.units['branch'].pk}/"
    assert "党员身边无事故" in cast.client("sub_clerk").get(address).content.decode()
    assert "党员身边无事故" not in cast.client("outsider").get(address).content.decode()
