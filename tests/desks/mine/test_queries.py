"""One's rights in words, and everything that is held about somebody."""

import pytest
from django.utils import translation

from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.mine import queries
from lianxin.desks.mine.enums import PARTS, POWERS
from lianxin.desks.mine.queries import Right
from lianxin.facts.records.models import Leave, Participation, Record
from lianxin.org.people.models import Contact
from tests.cast import AT, TODAY


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_every_power_of_the_policy_table_has_words():
    held = {p for kind in rulebook.post_kinds().values() for p, _reach in kind.powers}
    assert set(POWERS) == held


def test_every_table_that_names_a_person_is_a_part_of_ones_data():
    tables = {m._meta.label_lower for m, _way in queries.tables_naming_people()}
    others = {"person", "account", "journal_by_me", "journal_about_me"}
    assert tables | others == set(PARTS)


def test_rights_are_told_with_their_reach(cast):
    assert queries.rights_of(cast.actor("member")) == [
        Right("See the organisation's units", ["everywhere"]),
        Right("See people and where they work", ["of 检修车间", "of 检修一支部"]),
        Right("See goals", ["of 检修一支部"]),
        Right("See records", ["of 检修一支部"]),
    ]
    rights = queries.rights_of(cast.actor("sub_clerk"))
    assert rights[1:3] == [
        Right(told, ["of 北川公司党委 and all units below"])
        for told in (
            "See restricted units (abroad, classified)",
            "Found, rename, move and dissolve units",
        )
    ]


def test_places_and_standing(cast):
    member = cast.people["member"]
    places = [p.unit.name for p in queries.places_of(member, today=TODAY)]
    assert places == ["检修一支部", "检修车间"]
    assert queries.standing_of(member, today=TODAY) == "Full member"
    administrator = cast.people["administrator"]
    assert queries.standing_of(administrator, today=TODAY) == ""


def test_whom_to_ask_is_the_nearest_clerk_first(cast):
    found = queries.in_charge_of_entries(cast.actor("member"), today=TODAY)
    assert [a.person.name for a in found] == ["唐小满", "林若溪"]


def test_kinds_of_post_with_a_power_are_listed():
    assert queries.posts_with("people.contact") == (
        "Branch secretary, Party-affairs office clerk"
    )
    assert queries.posts_with("nothing") == "nobody"


def test_all_that_is_held_about_somebody_is_found(cast):
    member, secretary = cast.people["member"], cast.people["branch_secretary"]
    Contact.objects.create(person=member, phone="13900000000")
    record = Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY,
        topic="学习研讨",
        recorded_by=secretary,
        recorded_at=AT,
    )
    mine = Participation.objects.create(record=record, person=member, presence="leave")
    Leave.objects.create(participation=mine, reason="sick")
    Participation.objects.create(record=record, person=secretary, presence="present")
    data = queries.own_data(member, member.account)
    assert data["person"][0]["name"] == "何秋实"
    assert data["account"][0]["username"] == "member"
    assert "password" not in data["account"][0]
    assert [c["phone"] for c in data["people.contact"]] == ["13900000000"]
    assert [
        (p["record"], p["person"], p["presence"]) for p in data["records.participation"]
    ] == [("学习研讨", "何秋实", "leave")]
    assert [leave["reason"] for leave in data["records.leave"]] == ["sick"]
    assert data["records.record"] == []
    assert [a["unit"] for a in data["people.affiliation"]] == ["检修车间", "检修一支部"]
    other = queries.own_data(secretary, secretary.account)
    assert [r["topic"] for r in other["records.record"]] == ["学习研讨"]
    assert other["records.leave"] == []
    assert other["people.contact"] == []


def test_former_values_of_records_are_not_ones_own_data(cast):
    data = queries.own_data(cast.people["member"], None)
    assert "account" not in data
    record = queries._plain(cast.people["member"])
    assert set(record) == {f.name for f in cast.people["member"]._meta.fields}
