"""The register of Party organisations: its columns, who sees what of them, its length."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.org.posts.models import Term
from lianxin.org.units.models import Unit
from tests.cast import LONG_AGO, TODAY, Cast

QUERIES = 12


def register(cast: Cast, role: str, **asked: object) -> dict[str, dict[str, object]]:
    answer = cast.client(role).get(
        reverse("posts:organisations"), {"format": "xlsx", **asked}
    )
    book = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    rows = [row for row in book.active.iter_rows(values_only=True) if any(row)]
    place = next(n for n, row in enumerate(rows) if "Name of the organisation" in row)
    heads = rows[place]
    lines = [dict(zip(heads, row, strict=True)) for row in rows[place + 1 :]]
    return {str(line["Name of the organisation"]): line for line in lines}


def test_the_branch_with_its_secretary_its_term_and_its_members(cast: Cast) -> None:
    branch = cast.units["branch"]
    Term.objects.create(
        unit=branch, elected_on=LONG_AGO, ends_on=TODAY, due_first=TODAY
    )
    line = register(cast, "branch_secretary")[branch.name]
    assert line["Organisation above"] == branch.parent.name
    assert line["Kind of organisation"] == "Party branch"
    assert line["Secretary or leader"] == cast.people["branch_secretary"].name
    assert line["Other committee members"] == cast.people["branch_member"].name
    assert str(line["Term ends on"])[:10] == TODAY.isoformat()
    assert line["Members of its own"] == 5


def test_how_many_members_there_are_is_told_only_to_those_who_may_see_standings(
    cast: Cast,
) -> None:
    name = cast.units["branch"].name
    told = {
        role: register(cast, role)[name]["Members of its own"]
        for role in ("sub_clerk", "employee", "outsider")
    }
    assert told == {"sub_clerk": 5, "employee": "", "outsider": ""}


def test_departments_and_unions_are_not_in_it(cast: Cast) -> None:
    party = Unit.objects.filter(
        kind__in=("committee", "discipline_commission", "branch", "group")
    )
    assert set(register(cast, "clerk")) == {unit.name for unit in party}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_whatever_its_length(
    rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, path = cast.client("clerk"), reverse("posts:organisations")
    group = Unit.objects.get(kind="group")
    asked = {"unit": f"#{group.pk if rows == 1 else cast.units['root'].pk}"}
    client.get(path, asked)
    with django_assert_num_queries(QUERIES):
        answer = client.get(path, asked)
    found = len(answer.context["table"].page.object_list)
    assert found == (1 if rows == 1 else 5)
