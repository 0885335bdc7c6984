"""Pages of plans."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from lianxin.base.ui import clock
from lianxin.org.approvals.models import Approval
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.models import Consultation, Plan
from lianxin.work.guidance.operations import give_issue
from tests.cast import AT, TODAY, Cast
from tests.work.guidance.plans import (
    NUMBER,
    agree,
    consult,
    issue,
    issued,
    plan,
    row,
    submit,
)

LIST_QUERIES = 18


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, django_assert_num_queries, plans: int
):
    for _ in range(plans):
        issued(cast, plan(cast))
    client = cast.client("clerk")
    client.get("/plans/")
    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get("/plans/")
    assert text_of(answer).count("党建工作计划") == plans


def test_an_empty_list_says_what_to_do(cast: Cast):
    assert "No plan yet." in text_of(cast.client("clerk").get("/plans/"))


def test_a_plan_says_who_is_to_act(cast: Cast):
    of = plan(cast)
    page = text_of(cast.client("clerk").get(f"/plans/{of.pk}/"))
    assert "2 clauses, 1 handled" in page
    assert "the office clerk of 华岭集团党委" in page
    submit(cast, of)
    page = text_of(cast.client("leader").get(f"/plans/{of.pk}/"))
    assert "华岭集团党委 · Leader in charge" in page


@pytest.mark.parametrize("role", ["branch_secretary", "member", "sub_clerk"])
def test_a_plan_is_not_for_everybody(cast: Cast, role: str):
    of = plan(cast)
    assert cast.client(role).get(f"/plans/{of.pk}/").status_code == 404


def test_consulting_on_pages(cast: Cast):
    of = plan(cast)
    clerk, branch = cast.client("clerk"), cast.client("branch_secretary")
    asked = {
        "until": TODAY.replace(year=TODAY.year + 1).isoformat(),
        "units": [cast.units["branch"].pk],
    }
    assert clerk.post(f"/plans/{of.pk}/consult/", asked).status_code == 302
    consulted = Consultation.objects.get().consulted.get()
    page = text_of(branch.get("/plans/"))
    assert f"/plans/asked/{consulted.pk}/" in page
    reply = f"/plans/asked/{consulted.pk}/"
    assert "开展安全学习之1" in text_of(branch.get(reply))
    task = of.tasks.get().pk
    assert branch.post(reply, {f"row_{task}": "时限偏紧"}).status_code == 302
    page = text_of(clerk.get(f"/plans/{of.pk}/consultation/"))
    assert "时限偏紧" in page
    comment = Consultation.objects.get().comments.get().pk
    answer = {f"adoption_{comment}": "not_adopted", f"reason_{comment}": ""}
    address = f"/plans/{of.pk}/consultation/"
    assert clerk.post(address, answer).status_code == 422
    answer[f"reason_{comment}"] = "上级要求"
    assert clerk.post(address, answer).status_code == 302
    assert "上级要求" in text_of(clerk.get(f"/plans/{of.pk}/consultation/adopted/"))
    assert "上级要求" in text_of(branch.get(reply))
    own = branch.get(f"/plans/asked/{consulted.pk}/draft/")
    assert slip_of(own) == cast.units["branch"].name
    for_all = clerk.get(f"/plans/{of.pk}/consultation/draft/")
    assert slip_of(for_all) == ""


def slip_of(answer) -> str:
    """The unit on the slip of a draft; its table has the row."""
    table, head, _comments = Document(BytesIO(answer.content)).tables
    assert table.rows[1].cells[2].text.startswith("开展安全学习之1")
    return head.rows[0].cells[1].text


def test_another_units_draft_is_not_there(cast: Cast):
    consulted = consult(cast, plan(cast)).consulted.get(unit=cast.units["branch"])
    answer = cast.client("outsider").get(f"/plans/asked/{consulted.pk}/")
    assert answer.status_code == 404


def test_what_is_worth_a_look_is_said_and_nothing_forbidden(cast: Cast):
    of = plan(cast)
    of.tasks.update(standard="", due_on="2020-01-01")
    clerk = cast.client("clerk")
    page = text_of(clerk.get(f"/plans/{of.pk}/submit/"))
    assert "1 clause is not handled yet." in page
    assert "1 row has no standard" in page
    assert "In 1 row the deadline has passed already." in page
    sent = {"step_1": cast.appointments["leader"].post_id}
    assert clerk.post(f"/plans/{of.pk}/submit/", sent).status_code == 302


def test_the_leader_reads_the_table_where_it_is_agreed(cast: Cast):
    submit(cast, plan(cast))
    approval = Approval.objects.get()
    page = text_of(cast.client("leader").get(f"/approvals/{approval.pk}/"))
    assert "开展安全学习之1" in page
    assert "/plans/" in page


def test_issuing_says_how_many_goals(cast: Cast):
    of = plan(cast)
    agree(cast, of)
    clerk = cast.client("clerk")
    page = text_of(clerk.get(f"/plans/{of.pk}/issue/"))
    assert "The units will have 3 goals from it." in page
    sent = {"number": NUMBER, "issued_on": TODAY.isoformat(), "meeting": "党委会"}
    answer = clerk.post(f"/plans/{of.pk}/issue/", sent)
    assert answer["Location"] == f"/plans/{of.pk}/progress/"
    assert "rows are through" in text_of(clerk.get(answer["Location"]))


def test_issuing_says_how_many_entries_a_month_it_asks_for(cast: Cast):
    of = plan(cast)
    agree(cast, of)
    address = f"/plans/{of.pk}/issue/"
    assert "entries a month" not in text_of(cast.client("clerk").get(address))
    other = plan(cast)
    row(cast, other, order=2, due_kind="every_month")
    row(cast, other, order=3, due_kind="every_quarter", lead_unit=None)
    agree(cast, other)
    address = f"/plans/{other.pk}/issue/"
    told = (
        "This asks 3 units for 3.7 entries a month altogether, at most 1.3 of one unit;"
    )
    assert f"{told} 0 of them are" in text_of(cast.client("clerk").get(address))
    given = issue(cast, other)
    give_issue(given, actor=cast.actor("clerk"), at=AT)
    other.tasks.filter(due_kind="every_month").update(text="每月到现场一次")
    agree(cast, other)
    assert f"{told} 3.7 of them are" in text_of(cast.client("clerk").get(address))


def test_versions_and_what_is_different(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    of.tasks.update(standard="新标准")
    clerk = cast.client("clerk")
    assert "有方案、有记录" in text_of(clerk.get(f"/plans/{of.pk}/versions/1/"))
    page = text_of(clerk.get(f"/plans/{of.pk}/changes/"))
    assert "新标准" in page
    assert clerk.get(f"/plans/{of.pk}/versions/2/").status_code == 404


def test_coverage_and_the_clauses_way(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    clerk = cast.client("clerk")
    page = text_of(clerk.get(f"/plans/{of.pk}/coverage/"))
    assert page.count("Not started 3") == 3  # by status, by clause, by task
    page = text_of(clerk.get(f"/plans/{of.pk}/way/"))
    assert page.count("Not handled yet") == 1
    assert "各支部每季度开展一次安全学习。" in page


@pytest.mark.parametrize("what", ["table", "ledger"])
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_files(cast: Cast, what: str, kind: str):
    of = plan(cast)
    address = f"/plans/{of.pk}/export/?what={what}&format={kind}"
    assert cast.client("clerk").get(address).content[:2] == b"PK"


def test_a_goal_says_where_it_comes_from(cast: Cast):
    issued(cast, plan(cast))
    goal = Goal.objects.get(unit=cast.units["branch"])
    page = text_of(cast.client("branch_secretary").get(f"/goals/{goal.pk}/"))
    assert "各支部每季度开展一次安全学习。" in page
    assert NUMBER in page
    assert f'href="/plans/{Plan.objects.get().pk}/' not in page


def test_what_is_likely_is_filled_in(cast: Cast):
    """Comments within a week; the leader of the rows agrees, later whoever did before."""
    client, first = cast.client("clerk"), plan(cast)
    form = client.get(f"/plans/{first.pk}/consult/").context["form"]
    assert form.initial["until"] == clock.today() + timedelta(days=7)
    leader, secretary = (
        cast.appointments[role].post for role in ("leader", "secretary")
    )

    def steps(of: Plan) -> list[int]:
        shown = client.get(f"/plans/{of.pk}/submit/").context["form"].initial
        return [shown.get(f"step_{number}") for number in (1, 2)]

    assert steps(first) == [leader.pk, None]
    submit(cast, first, steps=[secretary, leader])
    assert steps(plan(cast)) == [secretary.pk, leader.pk]
