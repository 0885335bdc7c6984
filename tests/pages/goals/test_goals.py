"""The list of goals."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lianxin.base.ui import clock
from lianxin.kernel.actor import Ref
from lianxin.work.goals.models import Goal
from tests.cast import Cast
from tests.work.goals.given import give, report


@pytest.mark.parametrize("goals", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries, goals: int
):
    for _ in range(goals):
        give(cast)
    client = cast.client("branch_secretary")
    with django_assert_num_queries(8):
        answer = client.get("/goals/")
    assert answer.content.decode().count("党员身边无事故") == goals


def test_an_empty_list_says_what_to_do(cast: Cast):
    answer = cast.client("branch_secretary").get("/goals/")
    assert "No goal yet." in answer.content.decode()


def texts(cast: Cast, asked: str, role: str = "sub_clerk") -> list[str]:
    table = cast.client(role).get(f"/goals/?{asked}").context["table"]
    return [row[1].value for row in table.rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["早", "晚"]),
        ("status=reported", ["早"]),
        ("status=not_started", ["晚"]),
        ("status=late", []),
        ("status=nonsense", []),
        ("q=晚", ["晚"]),
        ("sort=-due", ["晚", "早"]),
        ("unit=检修一支部", ["早", "晚"]),
        ("unit=检修车间", []),
    ],
)
def test_filters_and_order(cast: Cast, asked: str, found: list[str]):
    early = give(cast, text="早", deadline=clock.today() + timedelta(days=10))
    report(cast, early)
    give(cast, text="晚", deadline=clock.today() + timedelta(days=20))
    assert texts(cast, asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("origin=given", ["直接"]),
        ("origin=passed_on", ["转下"]),
        ("origin=plan", ["计划"]),
        ("origin=elsewhere", ["建议"]),
        ("origin=annual_plan", ["年度"]),
        ("origin=secretary_project", []),
        ("trial=yes", ["计划"]),
        ("trial=no&origin=plan", []),
        ("giver=华岭集团党委", ["建议"]),
        ("giver=华岭集团党委&origin=plan", []),
    ],
)
def test_where_it_comes_from_and_who_gave_it(cast: Cast, asked: str, found: list[str]):
    sources = {
        "直接": None,
        "转下": Ref("goals.goal", 1),
        "计划": Ref("guidance.task", 7),
    }
    for text, source in sources.items():
        give(cast, text=text, source=source)
    give(cast, text="建议", source=Ref("voices.voice", 3), role="clerk")
    Goal.objects.filter(text="计划").update(on_trial=True)
    Goal.objects.filter(pk=give(cast, text="年度").pk).update(own_kind="annual_plan")
    assert texts(cast, asked) == found


def test_the_file_has_the_goals_of_the_filter_and_says_so(cast: Cast):
    give(cast, text="直接")
    give(cast, text="转下", source=Ref("goals.goal", 1))
    answer = cast.client("sub_clerk").get("/goals/?origin=passed_on&format=xlsx")
    book = load_workbook(BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["转下"]
    note = book.worksheets[1]["A2"].value
    assert note == "Where it comes from: Passed on by a unit between"


def test_due_until(cast: Cast):
    day = clock.today() + timedelta(days=10)
    give(cast, text="早", deadline=day)
    give(cast, text="晚", deadline=day + timedelta(days=1))
    assert texts(cast, f"due_until={day}") == ["早"]


def test_status_in_words(cast: Cast):
    give(cast, deadline=clock.today() + timedelta(days=3))
    answer = cast.client("branch_secretary").get("/goals/")
    assert "3 days left" in answer.content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_the_list_as_a_file(cast: Cast, kind: str):
    give(cast)
    answer = cast.client("branch_secretary").get(f"/goals/?format={kind}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", ["outsider", "employee", "union_chair"])
def test_others_see_nothing_of_it(cast: Cast, role: str):
    give(cast)
    assert texts(cast, "", role) == []
