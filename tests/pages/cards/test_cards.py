"""The card and the line of time: from facts alone, and only what the viewer may see."""

from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.desks.cards import queries
from lianxin.org.people.models import Affiliation, PartyStanding
from lianxin.org.people.operations import Told, begin_situation, set_contact
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


QUERIES_OF_ROSTER = 15


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_asks_the_same_whatever_its_length(
    rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, path = cast.client("sub_clerk"), reverse("cards:roster")
    roles = ("member", "branch_member", "discipline_officer")
    wanted = [cast.people[role].pk for role in roles]
    PartyStanding.objects.exclude(person__in=wanted[:rows]).delete()
    client.get(path, {"standing": "full"})
    with django_assert_num_queries(QUERIES_OF_ROSTER):
        answer = client.get(path, {"standing": "full"})
    assert len(answer.context["table"].page.object_list) == rows


def test_the_register_has_its_columns_and_only_people_in_reach(cast: Cast) -> None:
    member = cast.people["member"]
    member.nation, member.gender = "汉族", "f"
    member.save()
    PartyStanding.objects.filter(person=member).update(valid_from=TODAY)
    PartyStanding.objects.create(
        person=member, standing="probationary", valid_from=LONG_AGO, valid_to=TODAY
    )
    set_contact(
        member,
        phone="13812345678",
        identity_number="",
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    for unit, way in (("group", "union"), ("branch", "league"), ("sub", "mass")):
        Affiliation.objects.create(
            person=member, unit=cast.units[unit], belonging=way, valid_from=LONG_AGO
        )
    answer = cast.client("sub_clerk").get(reverse("cards:roster"), {"format": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[0]]
    heads = next(row for row in rows if row[0] == "Name")
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert {
        name for name in found if name in {p.name for p in cast.people.values()}
    } == {
        cast.people[role].name
        for role in (
            *("sub_clerk", "branch_secretary", "branch_member", "member"),
            *("employee", "discipline_officer"),
        )
    }
    line = found["何秋实"]
    assert line["Phone"] == "138******78"
    bodies = "检修一支部第一党小组, 检修一支部, 北川公司党委"
    assert line["Union and youth league"] == bodies
    assert (line["Gender"], line["Ethnic group"]) == ("Female", "汉族")
    assert str(line["Admitted to the Party on"])[:10] == LONG_AGO.isoformat()
    assert str(line["Full member since"])[:10] == TODAY.isoformat()


def alike(cast: Cast, by: str = "sub_clerk") -> list[tuple[set[str], list[str]]]:
    found = queries.alike_entries(cast.actor(by), today=TODAY)
    return [({p.name for p in a.people}, list(map(str, a.reasons))) for a in found]


def test_entries_that_may_be_of_one_person(cast: Cast) -> None:
    member, other = cast.people["member"], cast.people["branch_member"]
    assert alike(cast) == []
    for person, born in ((member, "1990-07-01"), (other, "1990-07-30")):
        person.name, person.birth_on = "何秋实", born
        person.save()
    for person in (member, cast.people["employee"]):
        set_contact(
            person,
            phone="13812345678",
            identity_number="",
            actor=cast.actor("sub_clerk"),
            at=AT,
        )
    assert alike(cast) == [
        ({"何秋实", "曾晓"}, ["Same phone"]),
        ({"何秋实"}, ["Same name and month of birth"]),
    ]
    other.birth_on = "1990-08-01"
    other.save()
    assert alike(cast) == [({"何秋实", "曾晓"}, ["Same phone"])]
    assert alike(cast, by="outsider") == []
    page = cast.client("sub_clerk").get(reverse("cards:alike")).content.decode()
    assert "Same phone" in page
    assert "13812345678" not in page
