"""Coverage of a plan, and the way down to single goals."""

from urllib.parse import unquote

import pytest

from lianxin.kernel.rules import Status
from lianxin.org.units.models import Unit
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.models import Clause, Plan
from lianxin.work.guidance.queries import unit_lines
from tests.cast import TODAY, Cast
from tests.pages.guidance.test_plans import text_of
from tests.work.goals.given import report
from tests.work.guidance.plans import issued, plan

COVERAGE_QUERIES = 16
GOALS_QUERIES = 12


def address(of: Plan, what: str = "coverage", asked: str = "") -> str:
    return f"/plans/{of.pk}/{what}/{asked}"


def texts(cast: Cast, of: Plan, asked: str = "", role: str = "clerk") -> list[str]:
    table = cast.client(role).get(address(of, "goals", f"?{asked}")).context["table"]
    return [(row[1].value, row[2].value) for row in table.rows]


@pytest.mark.parametrize("rows", [1, 5])
def test_coverage_asks_the_same_number_of_questions(
    cast: Cast, django_assert_num_queries, rows: int
):
    of = plan(cast, rows=rows)
    issued(cast, of)
    client = cast.client("clerk")
    client.get(address(of))
    with django_assert_num_queries(COVERAGE_QUERIES):
        answer = client.get(address(of))
    total = answer.context["total"]
    assert (
        total.goals
        == Goal.objects.count()
        == rows * Goal.objects.filter(text="开展安全学习之1").count()
    )


@pytest.mark.parametrize("rows", [1, 5])
def test_its_goals_ask_the_same_number_of_questions(
    cast: Cast, django_assert_num_queries, rows: int
):
    of = plan(cast, rows=rows)
    issued(cast, of)
    client = cast.client("clerk")
    client.get(address(of, "goals"))
    with django_assert_num_queries(GOALS_QUERIES):
        client.get(address(of, "goals"))


def test_each_number_leads_to_the_goals_it_counts(cast: Cast):
    """Every link of the page is followed: as many goals as it says."""
    of = plan(cast, rows=2)
    issued(cast, of)
    report(cast, Goal.objects.get(unit=cast.units["branch"], text="开展安全学习之1"))
    client = cast.client("clerk")
    page = client.get(address(of))
    lines = [
        *page.context["tasks"],
        *page.context["units"],
        *(line for line in page.context["lines"] if line.tasks),
    ]
    assert len(lines) > 4
    for line in lines:
        for status, _title, _tone, number in line.tally.parts:
            asked = f"?{line.where}status={status}"
            assert asked.replace("&", "&amp;") in page.text
            table = client.get(address(of, "goals", asked)).context["table"]
            assert table.count == number, unquote(asked)


def test_goals_are_filtered_by_row_clause_unit_and_status(cast: Cast):
    of = plan(cast, rows=2)
    issued(cast, of)
    one = Goal.objects.get(unit=cast.units["branch"], text="开展安全学习之2")
    report(cast, one)
    branch = cast.units["branch"]
    row = of.tasks.get(order=2).pk
    clause, other = Clause.objects.order_by("order")
    assert texts(cast, of, f"task={row}&unit=%23{branch.pk}") == [
        (one.text, branch.short_name)
    ]
    assert texts(cast, of, "status=reported") == [(one.text, branch.short_name)]
    assert len(texts(cast, of, f"clause={clause.pk}")) == Goal.objects.count()
    assert texts(cast, of, f"clause={other.pk}") == []


def test_the_way_down_the_tree_is_level_by_level(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    root, sub, branch = (cast.units[name] for name in ("root", "sub", "branch"))
    top = {line.pk: line for line in unit_lines(of, under=root, today=TODAY)}
    assert branch.pk not in top
    assert top[sub.pk].has_below
    below = Goal.objects.filter(unit__path__startswith=sub.path).count()
    assert top[sub.pk].tally.by_status == {Status.NOT_STARTED: below}
    assert not top[cast.units["department"].pk].has_below
    inner = {line.pk: line for line in unit_lines(of, under=sub, today=TODAY)}
    assert branch.pk in inner
    assert not inner[branch.pk].has_below
    assert sum(line.tally.goals for line in top.values()) == Goal.objects.count()


def test_the_page_of_a_level_says_where_it_is(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    sub = cast.units["sub"]
    page = text_of(cast.client("clerk").get(address(of, asked=f"?under={sub.pk}")))
    assert f"<strong>{sub.short_name}</strong>" in page
    assert cast.units["branch"].name in page


@pytest.mark.parametrize("under", ["0", "x", "９", "999999999999999999", "-1"])
def test_nonsense_shows_the_whole(cast: Cast, under: str):
    of = plan(cast)
    answer = cast.client("clerk").get(address(of), {"under": under})
    assert answer.context["under"] == cast.units["root"]


def test_a_unit_elsewhere_is_no_level_of_the_plan(cast: Cast):
    of = plan(cast)
    Plan.objects.update(unit=cast.units["sub"])
    other = Unit.objects.exclude(path__startswith=cast.units["sub"].path)[0]
    answer = cast.client("clerk").get(address(of), {"under": other.pk})
    assert answer.context["under"] == cast.units["sub"]
