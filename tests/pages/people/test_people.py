"""The list of people."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.posts.models import Appointment
from tests.cast import LONG_AGO, Cast

EVERYBODY = 14
WORKSHOP = 6  # four officers and members of the branch, the sub clerk, the employee


def names(response) -> list[str]:
    return [row[0].value for row in response.context["table"].rows]


@pytest.mark.parametrize(
    ("role", "number"),
    [
        ("administrator", EVERYBODY),
        ("clerk", EVERYBODY),
        ("secretary", EVERYBODY),
        ("leader", EVERYBODY),
        ("organiser", EVERYBODY),
        ("sub_clerk", WORKSHOP),
        ("discipline_officer", WORKSHOP),
        ("branch_secretary", WORKSHOP),
        ("branch_member", WORKSHOP),
        ("member", WORKSHOP),
        ("employee", WORKSHOP),
        ("department_head", 8),
        ("union_chair", 8),
        ("outsider", 8),
    ],
)
def test_each_sees_the_people_in_reach(cast: Cast, role, number):
    response = cast.client(role).get("/org/people/")
    assert response.context["table"].count == number


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("clerk", True),
        ("secretary", True),
        ("sub_clerk", True),
        ("branch_secretary", True),
        ("organiser", True),
        ("administrator", False),
        ("discipline_officer", False),
        ("department_head", False),
        ("union_chair", False),
        ("member", False),
        ("employee", False),
    ],
)
def test_standings_are_for_those_who_need_them(cast: Cast, role, seen):
    response = cast.client(role).get("/org/people/", {"standing": "applicant"})
    page = response.content.decode()
    assert ("standing" in response.context["table"].filters.fields) is seen
    assert ("Standing" in page) is seen
    assert ("Full member" in page) is seen


@pytest.mark.parametrize("role", ["administrator", "employee", "department_head"])
def test_nobody_learns_of_membership_by_filtering(cast: Cast, role):
    """Filtering by a branch would tell who its members are."""
    response = cast.client(role).get("/org/people/", {"unit": "检修一支部"})
    assert names(response) == []


def test_those_who_know_filter_by_the_branch(cast: Cast):
    response = cast.client("clerk").get("/org/people/", {"unit": "检修一支部"})
    assert set(names(response)) == {"唐小满", "周明远", "单雪", "何秋实", "韩正阳"}


def test_a_standing_filter_finds_only_what_one_may_see(cast: Cast):
    """The applicant works in the workshop and belongs to no branch yet."""
    asked = {"standing": "applicant"}
    assert names(cast.client("sub_clerk").get("/org/people/", asked)) == ["曾晓"]
    assert names(cast.client("branch_secretary").get("/org/people/", asked)) == []
    Affiliation.objects.create(
        person=cast.people["employee"],
        unit=cast.units["branch"],
        belonging="party",
        valid_from=LONG_AGO,
    )
    assert names(cast.client("branch_secretary").get("/org/people/", asked)) == ["曾晓"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("明远", ["周明远"]),
        ("zhoum", ["周明远"]),
        ("ZMY", ["周明远"]),
        ("zhou ming", ["周明远"]),
        ("t007", ["周明远"]),
        ("shanx", ["单雪"]),
        ("%", []),
        ("_", []),
        ("'; --", []),
    ],
)
def test_people_are_found_by_parts(cast: Cast, words, found):
    assert names(cast.client("clerk").get("/org/people/", {"q": words})) == found


def test_the_file_has_what_the_list_has(cast: Cast):
    asked = {"unit": "检修一支部", "format": "xlsx", "sort": "number"}
    response = cast.client("clerk").get("/org/people/", asked)
    content = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    sheet = load_workbook(BytesIO(content)).active
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"周明远", "T007", "检修车间", "检修一支部", "Full member"} <= cells
    assert "高远山" not in cells


def test_it_opens_without_anybody_else(cast: Cast):
    Appointment.objects.all().delete()
    PartyStanding.objects.all().delete()
    Affiliation.objects.all().delete()
    response = cast.client("employee").get("/org/people/")
    assert names(response) == ["曾晓"]  # oneself always


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_whatever_the_number(
    cast: Cast, more, django_assert_num_queries
):
    for number in range(more):
        person = Person.objects.create(name=f"新{number}", employee_number=f"N{number}")
        Affiliation.objects.create(
            person=person,
            unit=cast.units["workshop"],
            belonging="staff",
            valid_from=LONG_AGO,
        )
    client = cast.client("clerk")
    client.get("/org/people/")
    with django_assert_num_queries(QUERIES):
        client.get("/org/people/", headers={"hx-request": "true"})


QUERIES = 12
