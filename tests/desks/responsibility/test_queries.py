"""Who answers for what: derived from rules, goals, plans and the division of work."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from lianxin.desks.responsibility.queries import Line, list_of
from lianxin.org.posts.models import Charge
from tests.cast import LONG_AGO, TODAY, Cast
from tests.work.goals.given import give
from tests.work.guidance.plans import DEADLINE, agree, issue, plan, row

QUERIES_OF_LIST = 13


def parts(cast: Cast, unit: str, role: str = "clerk") -> dict[str, tuple[Line, ...]]:
    found = list_of(cast.units[unit], actor=cast.actor(role), today=TODAY)
    return {part.who: tuple(part.lines) for part in found}


def test_a_post_answers_for_its_fields_and_the_rows_it_leads(cast: Cast) -> None:
    leader = cast.appointments["leader"].post
    Charge.objects.create(
        post=leader,
        field="安全生产",
        unit=cast.units["department"],
        valid_from=LONG_AGO,
    )
    issued = plan(cast)
    row(cast, issued, order=2, leader=None)
    agree(cast, issued)
    assert parts(cast, "root")["Leader in charge"] == (
        Line(
            f"安全生产 · {cast.units['department'].short_name}",
            "Division of work",
            f"since {LONG_AGO}",
        ),
    )
    issue(cast, issued)
    [_field, led] = parts(cast, "root")["Leader in charge"]
    assert (led.what, led.basis, led.when) == (
        "开展安全学习之1",
        "党建工作计划",
        date_format(DEADLINE),
    )


def test_who_sees_no_plans_is_not_told_of_their_rows(cast: Cast) -> None:
    issued = plan(cast)
    agree(cast, issued)
    issue(cast, issued)
    assert parts(cast, "root", "discipline_officer")["Leader in charge"] == ()


def test_the_unit_answers_for_duties_with_their_article_and_for_goals(
    cast: Cast,
) -> None:
    goal = give(cast, deadline=TODAY + timedelta(days=9))
    lines = {line.what: line for line in parts(cast, "branch")["The whole unit"]}
    meeting = lines["Branch general meeting"]
    assert (meeting.when, meeting.url) == (
        "Each quarter",
        f"/duties/{cast.units['branch'].pk}/",
    )
    assert "Article" in meeting.basis
    told = lines[goal.text]
    assert (told.when, told.url) == (
        str(TODAY + timedelta(days=9)),
        f"/goals/{goal.pk}/",
    )


def test_each_duty_stands_there_once(cast: Cast) -> None:
    whole = [line.what for line in parts(cast, "branch")["The whole unit"]]
    assert sorted(set(whole)) == sorted(whole)


@pytest.mark.parametrize("goals", [1, 3])
def test_as_many_queries_for_any_number_of_goals(
    cast: Cast, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(goals):
        give(cast)
    actor = cast.actor("clerk")
    with django_assert_num_queries(QUERIES_OF_LIST):
        list_of(cast.units["branch"], actor=actor, today=TODAY)


def test_the_list_as_a_workbook(cast: Cast) -> None:
    unit = cast.units["branch"]
    answer = cast.client("clerk").get(f"/org/responsibility/{unit.pk}/?format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    texts = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert ["Who", "Held by", "Answers for", "Basis", "By when, how often"] in texts
    held = cast.people["branch_secretary"].name
    assert ["Branch secretary", held, None, None, None] in [
        [value or None for value in line] for line in texts
    ]
