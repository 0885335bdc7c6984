"""The list of records."""

from datetime import timedelta

import pytest

from tests.cast import TODAY, Cast
from tests.facts.records.meetings import DAY, meeting


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries, meetings: int
):
    for _ in range(meetings):
        meeting(cast)
    client = cast.client("branch_secretary")
    with django_assert_num_queries(9):
        answer = client.get("/records/")
    assert answer.content.decode().count("学习重要文件") == meetings


def test_an_empty_list_says_what_to_do(cast: Cast):
    answer = cast.client("branch_secretary").get("/records/")
    assert "No record yet." in answer.content.decode()


def topics(cast: Cast, address: str, role: str = "branch_secretary") -> list[str]:
    table = cast.client(role).get(address).context["table"]
    return [row[1].value for row in table.rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["总结", "学习"]),
        ("kind=party_lecture", ["总结"]),
        ("q=学习", ["学习"]),
        ("q=没有", []),
        (f"since={DAY}", ["总结"]),
        (f"until={DAY - timedelta(days=1)}", ["学习"]),
        ("unit=检修一支部", ["总结", "学习"]),
        ("unit=北川公司党委", []),
        ("sort=took_place_on", ["总结", "学习"]),
        ("sort=day", ["学习", "总结"]),
        ("since=nonsense", []),
        ("kind=nonsense", []),
        ("page=99", ["总结", "学习"]),
    ],
)
def test_filters_and_order(cast: Cast, asked: str, found: list[str]):
    meeting(cast, topic="学习", took_place_on=DAY - timedelta(days=5))
    meeting(cast, topic="总结", kind="party_lecture")
    assert topics(cast, f"/records/?{asked}") == found


def test_a_unit_with_all_below(cast: Cast):
    meeting(cast)
    assert topics(cast, "/records/?unit=北川公司党委", "clerk") == ["学习重要文件"]
    assert topics(cast, "/records/?unit=运行二支部", "clerk") == []


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_the_list_as_a_file(cast: Cast, kind: str):
    meeting(cast, took_place_on=TODAY)
    answer = cast.client("branch_secretary").get(f"/records/?format={kind}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")


def test_others_see_nothing_of_it(cast: Cast):
    meeting(cast)
    assert topics(cast, "/records/", "outsider") == []
    assert topics(cast, "/records/", "employee") == []
