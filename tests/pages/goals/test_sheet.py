"""The sheet of a unit's goals, on the page, in Excel and in Word."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from lianxin.base.ui import clock
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import link_evidence, rebuild_ledger
from tests.cast import AT, Cast
from tests.work.goals.given import give, meet
from tests.work.guidance.plans import NUMBER, issued, plan

QUERIES = 10


def lines(cast: Cast, asked: str = "", role: str = "branch_secretary"):
    answer = cast.client(role).get(f"/goals/sheet/{asked}")
    return [
        (line.source, line.goal.text, line.measure, list(line.evidence))
        for line in answer.context["lines"]
    ]


def test_it_says_whence_by_what_and_what_shows_it(cast: Cast):
    issued(cast, plan(cast))
    goal = give(
        cast,
        text="党课",
        standard="",
        measure="number",
        measure_target=4,
        measure_unit="次",
    )
    record = meet(cast)
    link_evidence(
        goal, record=record, reason="党课", actor=cast.actor("branch_secretary"), at=AT
    )
    day = record.took_place_on.isoformat()
    giver = cast.units["sub"].short_name
    assert sorted(lines(cast), key=str) == [
        (f"{giver} · Given by itself", "党课", "4 次", [f"{day} 安全学习"]),
        (NUMBER, "开展安全学习之1", "有方案、有记录", []),
    ]


def test_what_ended_in_another_year_is_not_on_it(cast: Cast):
    kept, gone, withdrawn = (give(cast, text=f"任务{n}") for n in range(3))
    past = {"is_ended": True, "struck_off_on": clock.today().replace(year=2020)}
    type(gone.ledger).objects.filter(goal=gone).update(**past)
    type(gone.ledger).objects.filter(goal=withdrawn).update(
        is_ended=True, withdrawn_on=clock.today()
    )
    assert [text for _source, text, *_rest in lines(cast)] == [kept.text]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_it_is_taken_along(cast: Cast, kind: str):
    give(cast, text="任务")
    answer = cast.client("branch_secretary").get(f"/goals/sheet/?format={kind}")
    if kind == "docx":
        cells = [
            c.text for c in Document(BytesIO(answer.content)).tables[0].rows[1].cells
        ]
    else:
        page = load_workbook(BytesIO(answer.content)).active
        cells = [
            cell or "" for cell in next(page.iter_rows(min_row=4, values_only=True))
        ]
    assert (cells[0], cells[2], cells[3]) == ("1", "任务", "有方案、有记录、有总结")
    assert cells[6] == "Not started"


@pytest.mark.parametrize("goals", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries, goals: int
):
    issued(cast, plan(cast, rows=goals))
    client = cast.client("branch_secretary")
    client.get("/goals/sheet/")
    with django_assert_num_queries(QUERIES):
        answer = client.get("/goals/sheet/")
    assert len(answer.context["lines"]) == goals


def test_the_clerk_above_reads_that_of_a_branch(cast: Cast):
    give(cast, text="任务")
    rebuild_ledger()
    asked = f"?unit={cast.units['branch'].pk}"
    assert [line[1] for line in lines(cast, asked, role="sub_clerk")] == ["任务"]


@pytest.mark.parametrize("number", ["0", "x", "９", "-1", "99999999999999999999"])
def test_nonsense_and_other_units_are_not_there(cast: Cast, number: str):
    client = cast.client("branch_secretary")
    assert client.get("/goals/sheet/", {"unit": number}).status_code == 404
    other = cast.units["other"].pk
    assert client.get("/goals/sheet/", {"unit": other}).status_code == 404


def test_an_empty_sheet_says_whence_goals_come(cast: Cast):
    assert not Goal.objects.exists()
    answer = cast.client("branch_secretary").get("/goals/sheet/")
    assert "Goals come from the unit above" in answer.text
