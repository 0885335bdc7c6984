"""The ledger for chasing, as clerks take it to the meeting."""

from io import BytesIO

from openpyxl import load_workbook

from lianxin.work.goals import operations as goals
from lianxin.work.goals.models import Goal
from lianxin.work.guidance import exports, queries
from tests.cast import AT, TODAY, Cast
from tests.work.guidance.plans import issued
from tests.work.guidance.plans import plan as plan_of


def cells_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return "\n".join(
        str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


def test_it_says_how_the_goals_of_a_task_stand(cast: Cast):
    plan = plan_of(cast)
    issued(cast, plan)
    given = Goal.objects.filter(source_kind="guidance.task").order_by("pk")
    assert given.exists()
    goal = given[0]
    goals.withdraw_goal(goal, reason="并入", actor=cast.actor("clerk"), at=AT)
    rows = queries.snapshot_of(plan, today=TODAY)
    told = cells_of(exports.ledger_file("xlsx", plan, rows, today=TODAY))
    assert "Withdrawn 1" in told
    assert rows[0]["text"] in told


def test_a_plan_without_goals_has_its_rows_all_the_same(cast: Cast):
    plan = plan_of(cast)
    rows = queries.snapshot_of(plan, today=TODAY)
    told = cells_of(exports.ledger_file("xlsx", plan, rows, today=TODAY))
    assert "0 of 0 struck off" in told
    assert rows[0]["text"] in told


def test_it_takes_few_queries(cast: Cast, django_assert_max_num_queries):
    plan = plan_of(cast)
    rows = queries.snapshot_of(plan, today=TODAY)
    with django_assert_max_num_queries(8):
        exports.ledger_file("docx", plan, rows, today=TODAY)
