"""The card and the line of time: from facts alone, and only what the viewer may see."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.desks.cards import queries
from lianxin.org.people.operations import Told, begin_situation
from lianxin.org.posts.models import Appointment, Post
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.transfers.moving import ask, receive, release

QUERIES_OF_LINE = 18


def moments(cast: Cast, role: str) -> list[tuple[str, str]]:
    found = queries.line_of(cast.people["member"], actor=cast.actor(role), today=TODAY)
    return [(m.day.isoformat(), m.words) for m in found]


def rights(cast: Cast, role: str, by: str = "sub_clerk") -> list[tuple[str, str, str]]:
    card = queries.card_of(cast.people[role].pk, actor=cast.actor(by), today=TODAY)
    return [(right.title, right.pill.word, right.why) for right in card.rights]


def test_a_transfer_is_told_from_the_facts(cast: Cast) -> None:
    receive(cast, release(cast, ask(cast)))
    day, long_ago = TODAY.isoformat(), LONG_AGO.isoformat()
    assert moments(cast, "clerk") == [
        (day, "Transfer: Received"),
        (day, "Transfer asked for"),
        (day, "Belongs to 运行二支部"),
        (long_ago, "Standing in the Party: Full member"),
        (long_ago, "Belongs to 检修一支部"),
        (long_ago, "Belongs to 检修车间"),
    ]


def test_colleagues_learn_nothing_of_the_party_from_it(cast: Cast) -> None:
    receive(cast, release(cast, ask(cast)))
    assert moments(cast, "employee") == [(LONG_AGO.isoformat(), "Belongs to 检修车间")]


def test_rights_by_standing_with_article_and_reason(cast: Cast) -> None:
    assert [row[1:] for row in rights(cast, "member")] == [
        ("Has it", "Full member")
    ] * 4
    cast.people["member"].standings.update(standing="probationary")
    assert [row[1:] for row in rights(cast, "member")] == [
        ("Does not have it", "Only for: Full member"),
        ("Does not have it", "Only for: Full member"),
        ("Does not have it", "Only for: Full member"),
        ("Has it", "Probationary member"),
    ]
    card = queries.card_of(
        cast.people["member"].pk, actor=cast.actor("sub_clerk"), today=TODAY
    )
    assert card.rights[0].cited == (
        "Regulations on elections in grassroots Party organisations, Article 5"
    )
    assert rights(cast, "employee") == []
    assert rights(cast, "member", by="employee") == []


def test_whose_membership_is_suspended_has_none(cast: Cast) -> None:
    begin_situation(
        cast.people["member"],
        circumstance="suspended",
        valid_from=TODAY - timedelta(days=9),
        told=Told(basis="支部大会决议"),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    why = "The membership is suspended since 2026-11-14: 支部大会决议"
    assert {row[1:] for row in rights(cast, "member")} == {("Does not have it", why)}


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_as_a_file(kind: str, cast: Cast) -> None:
    path = reverse("cards:card", args=[cast.people["member"].pk])
    answer = cast.client("sub_clerk").get(path, {"format": kind})
    assert f".{kind}" in answer["Content-Disposition"]
    if kind == "docx":
        table = docx.Document(BytesIO(answer.content)).tables[0]
        cells = {row.cells[0].text: row.cells[1].text for row in table.rows}
        assert cells["Name"] == "何秋实"
        assert cells["May vote"].startswith("Has it · Full member · Regulations")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_line_asks_the_same_whatever_its_length(
    rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in ("youth_member", "women_member", "publicity_member")[:rows]:
        post = Post.objects.create(
            unit=cast.units["branch"], kind=kind, valid_from=LONG_AGO
        )
        Appointment.objects.create(
            post=post, person=cast.people["member"], valid_from=TODAY
        )
    client = cast.client("sub_clerk")
    path = reverse("cards:line", args=[cast.people["member"].pk])
    client.get(path)
    with django_assert_num_queries(QUERIES_OF_LINE):
        client.get(path)
