"""The register of elections: terms, and the steps to the next committee."""

from datetime import timedelta

import pytest

from lianxin.org.posts.models import Term
from lianxin.programmes.elections import exports, queries
from tests.cast import TODAY, Cast
from tests.programmes.elections.changing import ready


def table(cast: Cast, role: str, **filters: str) -> list[list[object]]:
    client = cast.client(role)
    shown = client.get("/elections/register/", filters).context["table"]
    return [[cell.value for cell in row] for row in shown.rows]


def test_a_unit_stands_there_with_its_term_and_the_days_of_the_steps(
    cast: Cast,
) -> None:
    ends = TODAY + timedelta(days=60)
    Term.objects.create(
        unit=cast.units["branch"],
        elected_on=TODAY - timedelta(days=1000),
        ends_on=ends,
        due_first=ends,
        basis="北川党〔2024〕2号",
    )
    election = ready(cast)
    taken = {step.code: step.taken_on for step in election.steps.all()}
    [row] = [r for r in table(cast, "branch_secretary") if r[0] == "检修一支部"]
    assert row[1:3] == [TODAY - timedelta(days=1000), ends]
    assert row[4] == "北川党〔2024〕2号"
    codes = ("request", "reply", "delegates", "consultation", "candidates", "notice")
    assert row[5:11] == [taken.get(code, "") for code in codes]
    assert row[11:14] == ["", "", election.meeting_on]
    assert (row[14].word, row[15]) == ("Under way", "")


def test_who_does_not_see_the_election_sees_the_term_only(cast: Cast) -> None:
    ready(cast)
    [row] = [r for r in table(cast, "outsider") if r[0] == "检修一支部"]
    assert row[5:] == [""] * 11


@pytest.mark.parametrize("number", [1, 3])
def test_as_many_queries_for_one_unit_as_for_three(
    cast: Cast, django_assert_num_queries, number: int
) -> None:
    ready(cast)
    units = [cast.units[key] for key in ("branch", "sub", "other")][:number]
    with django_assert_num_queries(4):
        queries.attach_elections(units, actor=cast.actor("clerk"))
        for column in exports.register_columns(TODAY)[5:]:
            [column.value(unit) for unit in units]
