"""The list of accounts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.accounts.models import User
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations import renew_keys
from tests.cast import LONG_AGO, Cast

PAGE = "/administration/accounts/"


def staff(cast: Cast, number: str, *, unit: str = "workshop") -> Person:
    """Somebody of the staff without account."""
    person = Person.objects.create(
        name=f"新人{number}",
        pinyin=f"xinren{number} xr{number}",
        employee_number=number,
    )
    Affiliation.objects.create(
        person=person, unit=cast.units[unit], belonging="staff", valid_from=LONG_AGO
    )
    renew_keys(person)
    return person


def names(cast: Cast, role: str, query: str = "") -> str:
    answer = cast.client(role).get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clerk_sees_the_people_of_the_own_units(cast: Cast) -> None:
    page = names(cast, "sub_clerk")
    assert [n in page for n in ("何秋实", "唐小满", "钱卫东")] == [True, True, False]


@pytest.mark.parametrize("role", ["branch_secretary", "member", "leader"])
def test_others_are_told_why_not(cast: Cast, role) -> None:
    assert cast.client(role).get(PAGE).status_code == 403


def test_who_is_not_signed_in_is_asked_to(cast: Cast, client) -> None:
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?account=none", [True, False]),
        ("?account=open", [False, True]),
        ("?account=code", [False, False]),
        ("?account=closed", [False, False]),
        ("?words=xinren", [True, False]),
        ("?unit=检修车间", [True, True]),
        ("?unit=运行", [False, False]),
    ],
)
def test_the_filters(cast: Cast, query, shown) -> None:
    staff(cast, "N01")
    page = names(cast, "sub_clerk", query)
    assert ["新人N01" in page, "曾晓" in page] == shown


@pytest.mark.parametrize(
    "query",
    [
        "?account=<script>",
        "?words=%00",
        "?words=%27%3B--",
        "?unit=%E2%80%AE",
        "?page=x",
    ],
)
def test_hostile_filters_do_no_harm(cast: Cast, query) -> None:
    assert "<script>alert" not in names(cast, "clerk", query)


def test_it_opens_on_an_empty_list(cast: Cast) -> None:
    assert "Nothing fits these filters." in names(cast, "clerk", "?words=nobody")


def test_it_exports_what_is_shown(cast: Cast) -> None:
    answer = cast.client("clerk").get(f"{PAGE}?format=xlsx")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def queries_of(cast: Cast, query: str) -> int:
    client = cast.client("clerk")
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(f"{PAGE}{query}")
    return len(seen)


def test_three_rows_need_no_more_queries_than_one(cast: Cast) -> None:
    staff(cast, "N01")
    one = queries_of(cast, "?words=xinren")
    for number in ("N02", "N03"):
        person = staff(cast, number)
        user = User.objects.create(
            username=number.lower(), created_at="2026-01-01T00:00Z"
        )
        Person.objects.filter(pk=person.pk).update(account=user)
    assert queries_of(cast, "?words=xinren") == one


def test_of_those_who_left_only_holders_of_posts_are_there(cast: Cast) -> None:
    """A pensioner who leads a branch of pensioners needs an account."""
    for role in ("member", "branch_secretary"):
        Person.objects.filter(pk=cast.people[role].pk).update(left_on=LONG_AGO)
    page = names(cast, "sub_clerk")
    assert [n in page for n in ("何秋实", "周明远")] == [False, True]
