"""Registers of who is on the way to the Party and of members elsewhere."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.org.people.models import PartyStanding, Situation, Touch
from tests.cast import LONG_AGO, TODAY, Cast

QUERIES = {"cards:coming": 15, "cards:elsewhere": 16}
ROLES = ("member", "branch_member", "discipline_officer")


def lines(cast: Cast, name: str, by: str = "sub_clerk") -> list[dict[str, str]]:
    answer = cast.client(by).get(reverse(name), {"format": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[0]]
    start = next(i for i, row in enumerate(rows) if row[0] == "Name")
    heads = rows[start]
    told = [
        {h: str(v or "")[:10] for h, v in zip(heads, row, strict=True)}
        for row in rows[start + 1 :]
    ]
    return [row for row in told if row["Party unit"] or row["Gender"] or row["Phone"]]


def activist(cast: Cast, role: str) -> None:
    person = cast.people[role]
    person.gender = "f"
    person.save()
    PartyStanding.objects.filter(person=person).delete()
    steps = (
        ("applicant", LONG_AGO, date(2021, 3, 1)),
        ("activist", date(2021, 3, 1), date(2023, 5, 4)),
        ("development_target", date(2023, 5, 4), None),
    )
    for standing, since, until in steps:
        PartyStanding.objects.create(
            person=person, standing=standing, valid_from=since, valid_to=until
        )


def elsewhere(cast: Cast, role: str, since: date = date(2026, 3, 1)) -> None:
    Situation.objects.create(
        person=cast.people[role],
        circumstance="abroad",
        valid_from=since,
        place="某国某城",
        basis="出国留学",
        contact_unit=cast.units["branch"],
    )


def test_each_step_stands_in_the_register_with_its_day(cast: Cast) -> None:
    activist(cast, "employee")
    (line,) = [row for row in lines(cast, "cards:coming") if row["Name"] == "曾晓"]
    told = {k: line[k] for k in ("Gender", "Standing", "Applied on")}
    assert told == {
        "Gender": "Female",
        "Standing": "Developmen",
        "Applied on": "2020-01-01",
    }
    assert line["Activist since"] == "2021-03-01"
    assert line["Development target since"] == "2023-05-04"


def test_who_is_elsewhere_and_when_to_be_in_touch_again(cast: Cast) -> None:
    elsewhere(cast, "member")
    (line,) = lines(cast, "cards:elsewhere")
    assert (line["Name"], line["Situation"], line["Where to"]) == (
        "何秋实",
        "Abroad",
        "某国某城",
    )
    assert (line["Last in touch"], line["In touch again by"]) == ("", "2026-09-01")
    Touch.objects.create(person=cast.people["member"], touched_on=date(2026, 10, 31))
    (line,) = lines(cast, "cards:elsewhere")
    assert line["Last in touch"] == "2026-10-31"
    assert line["In touch again by"] == "2027-04-30"
    assert line["Unit that keeps in touch"] == "检修一支部"


@pytest.mark.parametrize("name", QUERIES)
def test_nobody_out_of_reach(cast: Cast, name: str) -> None:
    activist(cast, "employee")
    elsewhere(cast, "member", TODAY - timedelta(days=1))
    assert lines(cast, name, by="outsider") == []
    assert cast.client("member").get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_whatever_its_length(
    name: str, rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, path = cast.client("sub_clerk"), reverse(name)
    PartyStanding.objects.filter(standing="applicant").delete()
    for role in ROLES[:rows]:
        (activist if name == "cards:coming" else elsewhere)(cast, role)
    client.get(path)
    with django_assert_num_queries(QUERIES[name]):
        answer = client.get(path)
    assert len(answer.context["table"].page.object_list) == rows
