"""Pages of quarterly reviews."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from lianxin.base.ui import clock
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import rebuild_ledger
from lianxin.work.reviews.models import Line, Round
from tests.cast import Cast
from tests.pages.world import World


@pytest.fixture
def asked(world: World) -> Goal:
    """A goal of the branch that no record answers for."""
    return Goal.objects.get(pk=world.numbers["asked"])


def test_the_unit_answers_on_one_page(world: World, asked: Goal) -> None:
    client = world.cast.client("branch_secretary")
    path = reverse("reviews:answer", args=[world.numbers["round"]])
    page = client.get(path).content.decode()
    assert asked.text in page
    answer = client.post(
        path,
        {f"account-{asked.pk}": "过半", f"problem-{asked.pk}": "缺备件"},
    )
    assert answer.status_code == 302
    line = Line.objects.get(goal=asked)
    assert (line.account, line.problem) == ("过半", "缺备件")


def test_what_is_too_long_is_told_and_nothing_is_lost(
    world: World, asked: Goal
) -> None:
    client = world.cast.client("branch_secretary")
    path = reverse("reviews:answer", args=[world.numbers["round"]])
    answer = client.post(path, {f"problem-{asked.pk}": "长" * 301})
    assert answer.status_code == 422
    assert "长" * 301 in answer.content.decode()


def test_the_committee_sees_words_beside_facts(world: World, asked: Goal) -> None:
    Line.objects.create(
        round_id=world.numbers["round"],
        goal=asked,
        problem="缺备件",
        entered_by=world.cast.people["branch_secretary"],
        entered_at=asked.given_at,
    )
    client = world.cast.client("sub_clerk")
    path = reverse("reviews:round", args=[world.numbers["round"]])
    page = client.get(path).content.decode()
    assert "缺备件" in page
    only = client.get(path, {"problem": "yes"})
    assert [row.pk for row in only.context["table"].page.object_list] == [asked.pk]


def words_of(answer) -> list[str]:
    return [p.text for p in Document(BytesIO(answer.content)).paragraphs if p.text]


def test_the_draft_paper_has_what_is_known_and_leaves_the_rest(world: World) -> None:
    client = world.cast.client("sub_clerk")
    address = reverse("reviews:paper", args=[world.numbers["round"]])
    lines = words_of(client.get(address))
    assert lines[0] == "Review of goals: Quarter 4 of 2026"
    assert lines[3] == "1. How the goals stand"
    assert "Reported, to be verified: 1" in lines[5]
    assert lines[-4:] == ["6. For the meeting to decide", "1. ", "2. ", "3. "]


def test_what_is_late_stands_in_the_paper_with_its_reason(
    world: World, asked: Goal
) -> None:
    Goal.objects.filter(pk=asked.pk).update(deadline=clock.today() - timedelta(days=3))
    rebuild_ledger()
    Line.objects.create(
        round_id=world.numbers["round"],
        goal=asked,
        problem="缺备件",
        next_step="下月补齐",
        entered_by=world.cast.people["branch_secretary"],
        entered_at=asked.given_at,
    )
    client = world.cast.client("sub_clerk")
    address = reverse("reviews:paper", args=[world.numbers["round"]])
    lines = words_of(client.get(address))
    place = lines.index("3. What is overdue, and why")
    assert lines[place + 1].startswith(f"1. {asked.unit.name}: {asked.text} (due ")
    assert "It is 3 days late." in lines[place + 2]
    assert lines[place + 3 : place + 5] == ["Reason: 缺备件", "Next step: 下月补齐"]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_table_is_taken_along(world: World, asked: Goal, kind: str) -> None:
    client = world.cast.client("sub_clerk")
    address = reverse("reviews:table", args=[world.numbers["round"]])
    content = BytesIO(client.get(address, {"format": kind}).content)
    if kind == "docx":
        table = Document(content).tables[0]
        cells = [[cell.text for cell in row.cells] for row in table.rows]
    else:
        page = load_workbook(content).active
        cells = [
            [str(cell) for cell in row] for row in page.iter_rows(values_only=True)
        ]
    assert [row[1] for row in cells if row[1] == asked.text] == [asked.text]


def test_a_review_is_opened_by_the_clerk(world: World, cast: Cast) -> None:
    Round.objects.all().delete()
    client = world.cast.client("sub_clerk")
    page = client.get(reverse("reviews:open"))
    quarter = page.context["form"].fields["quarter"].choices[0][0]
    answer = client.post(
        reverse("reviews:open"), {"quarter": quarter, "until": "2099-12-31"}
    )
    assert answer.status_code == 302
    assert Round.objects.get().unit == cast.units["sub"]
