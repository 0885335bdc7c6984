"""Two clerks at once, a leader who left, odd tables, long documents, days long past."""

from datetime import timedelta
from io import BytesIO
from time import perf_counter

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.base.ui import clock
from lianxin.kernel.rules import Status
from lianxin.org.approvals.models import Approval
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import appoint
from lianxin.org.units.models import Unit
from lianxin.work.goals.models import Goal
from lianxin.work.goals.queries import with_standing
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.models import Clause, Plan, Task
from lianxin.work.guidance.operations import give_issue
from lianxin.work.guidance.queries import stage_of
from tests.cast import AT, TODAY, Cast
from tests.pages.guidance.test_plans import text_of
from tests.work.guidance.plans import agree, issued, plan, submit, target
from tests.work.guidance.taken_in import take_in, task

SECONDS_FOR_A_LONG_PAGE = 20
HAN, ITEMS = "一二三四五六七八九十", range(1, 301)
LONG = len(HAN) * len(ITEMS)


def test_two_clerks_at_one_row_lose_nothing(cast: Cast):
    """The second is shown what the first wrote, keeps the own words, and may go on."""
    row = task(cast, take_in(cast), standard="有记录")
    address = f"/plans/{row.plan_id}/tasks/{row.pk}/"
    first, second = cast.client("clerk"), cast.client("clerk")
    seen = [one.get(address).context["form"].initial for one in (first, second)]
    assert first.post(address, {**seen[0], "standard": "有方案"}).status_code == 302
    answer = second.post(
        address, {**seen[1], "standard": "有总结", "actions": "逐级落实"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].theirs["standard"] == "有方案"
    assert "逐级落实" in answer.text
    row.refresh_from_db()
    assert (row.standard, row.actions) == ("有方案", "")
    again = {field.html_name: field.value() for field in answer.context["form"]}
    assert second.post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.standard, row.actions) == ("有总结", "逐级落实")


def test_a_leader_who_left_while_the_plan_waits(cast: Cast):
    """The page says that nobody can decide, and what helps; the successor decides."""
    of = plan(cast)
    submit(cast, of)
    clerk = cast.client("clerk")
    assert "vacant" not in text_of(clerk.get(f"/plans/{of.pk}/"))
    held = cast.appointments["leader"]
    Appointment.objects.filter(pk=held.pk).update(
        valid_to=TODAY - timedelta(days=1), valid_from=TODAY - timedelta(days=90)
    )
    page = text_of(clerk.get(f"/plans/{of.pk}/"))
    assert "Nobody holds the post that decides." in page
    approval = Approval.objects.get()
    assert cast.client("leader").get(
        f"/approvals/{approval.pk}/agree/"
    ).status_code in {
        403,
        404,
    }
    successor = cast.people["organiser"]
    Appointment.objects.filter(person=successor).delete()
    appoint(
        post=held.post,
        person=successor,
        valid_from=TODAY,
        basis="党委会",
        actor=cast.actor("clerk"),
        at=AT,
    )
    decided = cast.client("organiser").post(
        f"/approvals/{approval.pk}/agree/", {"reason": "同意", "basis": "党委会"}
    )
    assert decided.status_code == 302
    assert stage_of(of) is Stage.AGREED


def test_the_clerk_takes_the_request_back_and_sends_it_elsewhere(cast: Cast):
    of = plan(cast)
    submit(cast, of)
    clerk, approval = cast.client("clerk"), Approval.objects.get()
    back = f"/approvals/{approval.pk}/withdraw/"
    assert back in text_of(clerk.get(f"/plans/{of.pk}/"))
    assert clerk.post(back, {"reason": "领导已离任"}).status_code == 302
    assert stage_of(of) is Stage.DRAFT
    sent = {"step_1": cast.appointments["secretary"].post_id}
    assert clerk.post(f"/plans/{of.pk}/submit/", sent).status_code == 302
    assert stage_of(of) is Stage.WAITING


def workbook() -> bytes:
    """Two header lines, a title across, key tasks and a lead unit merged downwards."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        page.merge_range("A1:H1", "2026年党建工作任务分解表")
        for place, title in enumerate(["序号", "重点任务", "具体任务", "具体措施"]):
            page.merge_range(1, place, 2, place, title)
        page.merge_range(1, 4, 1, 6, "责任分工")
        for place, title in enumerate(["责任领导", "牵头部门", "配合部门"], start=4):
            page.write(2, place, title)
        page.merge_range(1, 7, 2, 7, "完成时限")
        page.merge_range("B4:B6", "组织建设")
        page.merge_range("F4:F5", "安全生产部")
        rows = [("党务公开", "建立目录"), ("换届选举", "按期换届"), ("主题党日", "")]
        for number, (text, actions) in enumerate(rows):
            page.write(3 + number, 0, number + 1)
            page.write(3 + number, 2, text)
            page.write(3 + number, 3, actions)
            page.write(3 + number, 7, "12月底前")
        page.write("F6", "集团工会")
    return made.getvalue()


def test_a_workbook_with_merged_cells_and_two_header_lines(cast: Cast):
    file = SimpleUploadedFile("分解表.xlsx", workbook())
    client = cast.client("clerk")
    answer = client.post("/plans/take-in/", {"openness": "internal", "file": file})
    assert answer.status_code == 302, answer.text
    rows = Task.objects.order_by("order")
    assert [
        (row.key_task, row.text, row.actions, row.lead_unit and row.lead_unit.name)
        for row in rows
    ] == [
        ("组织建设", "党务公开", "建立目录", "安全生产部"),
        ("组织建设", "换届选举", "按期换届", "安全生产部"),
        ("组织建设", "主题党日", "", "集团工会"),
    ]
    page = client.get(answer["Location"]).text
    assert "Line 5 names nobody" in page
    assert {str(row.due_on) for row in rows} == {"2026-12-31"}


def test_three_thousand_clauses(cast: Cast):
    """Taken in, and each page of the plan answers; the review shows them page by page."""
    parts = [
        f"{HAN[part]}、第{HAN[part]}批整改\n"
        + "".join(f"{n}. 各党支部要在12月底前完成第{part}-{n}项整改。\n" for n in ITEMS)
        for part in range(10)
    ]
    client = cast.client("clerk")
    text = "关于整改工作的通知\n" + "".join(parts)
    answer = client.post("/plans/take-in/", {"openness": "public", "text": text})
    assert answer.status_code == 302, answer.text
    of = Plan.objects.get()
    assert Clause.objects.filter(document__plans__plan=of).count() == LONG + 10
    for what in ("review/", "review/?page=2", "", "coverage/", "way/", "goals/"):
        began = perf_counter()
        page = client.get(f"/plans/{of.pk}/{what}")
        assert page.status_code == 200
        assert perf_counter() - began < SECONDS_FOR_A_LONG_PAGE, what
    assert f"{LONG} clauses, 0 handled" in client.get(f"/plans/{of.pk}/").text


def test_a_deadline_that_is_past_is_said_before_and_late_at_once(cast: Cast):
    of = plan(cast)
    past = clock.today() - timedelta(days=5)
    of.tasks.update(due_on=past)
    page = text_of(cast.client("clerk").get(f"/plans/{of.pk}/submit/"))
    assert "In 1 row the deadline has passed already." in page
    issued(cast, of)
    standings = with_standing(Goal.objects.all(), today=clock.today())
    assert set(standings.values_list("standing", flat=True)) == {Status.LATE}
    page = text_of(cast.client("clerk").get(f"/plans/{of.pk}/coverage/"))
    assert f"Overdue {Goal.objects.count()}" in page


def test_a_unit_dissolved_between_approval_and_issue(cast: Cast):
    """Whoever issues is told which unit gets no goal and why; the others get theirs."""
    of = plan(cast)
    union = cast.units["union"]
    target(of.tasks.get(), union)
    agree(cast, of)
    Unit.objects.filter(pk=union.pk).update(path=None, dissolved_on=TODAY)
    clerk = cast.client("clerk")
    page = text_of(clerk.get(f"/plans/{of.pk}/issue/"))
    assert union.name in page
    assert "It does not exist any more." in page
    sent = {"number": "华党发〔2026〕9号", "issued_on": str(TODAY), "meeting": "党委会"}
    assert clerk.post(f"/plans/{of.pk}/issue/", sent).status_code == 302
    give_issue(of.issues.get(), actor=cast.actor("clerk"), at=AT)
    assert not Goal.objects.filter(unit=union).exists()
    assert Goal.objects.filter(unit=cast.units["branch"]).count() == 1
    page = text_of(clerk.get(f"/plans/{of.pk}/progress/"))
    assert union.name in page
