"""The list of a month, on one page and to take along."""

from datetime import timedelta
from io import BytesIO

import docx
import pypdf

from lianxin.base.ui import clock
from tests.cast import TODAY, Cast
from tests.work.goals.given import give


def address(cast: Cast, asked: str = "?month=2026-11") -> str:
    return f"/duties/{cast.units['branch'].pk}/month/{asked}"


def test_it_has_the_duties_and_the_goals_of_the_month(cast: Cast):
    give(cast, deadline=TODAY + timedelta(days=3), text="月内的任务")
    give(cast, deadline=TODAY + timedelta(days=30), text="下月的任务")
    page = cast.client("branch_secretary").get(address(cast))
    titles = [line.title for line in page.context["lines"]]
    assert titles == [
        "Branch committee meeting",
        "Theme party day",
        "Organisational-life meeting",
    ]
    assert [goal.text for goal in page.context["goals"]] == ["月内的任务"]


def test_it_is_taken_along_as_word_and_pdf(cast: Cast):
    give(cast, deadline=TODAY + timedelta(days=3), text="月内的任务")
    client = cast.client("branch_secretary")
    word = client.get(address(cast, "?month=2026-11&format=docx"))
    [table] = docx.Document(BytesIO(word.getvalue())).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[:2] for row in rows] == [
        ["By when", "What is asked for"],
        ["2026-11-30", "Branch committee meeting"],
        ["2026-11-30", "Theme party day"],
        ["", "Organisational-life meeting"],
        ["2026-11-26", "月内的任务"],
    ]
    pdf = client.get(address(cast, "?month=2026-11&format=pdf"))
    assert len(pypdf.PdfReader(BytesIO(pdf.getvalue())).pages) == 1


def test_a_form_that_no_file_has_is_the_page(cast: Cast):
    page = cast.client("branch_secretary").get(address(cast, "?format=exe"))
    assert page.context["first"] == clock.today().replace(day=1)
