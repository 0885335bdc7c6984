"""Entering phone and identity number."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.models import Contact
from lianxin.org.people.operations import set_contact
from tests.cast import AT, TODAY, Cast

PHONE, IDENTITY = "13800138000", "110101199001019968"


def put(cast: Cast, role: str = "clerk", person: str = "member", **values):
    given = {"phone": PHONE, "identity_number": IDENTITY}
    return set_contact(
        cast.people[person], actor=cast.actor(role), at=AT, **given | values
    )


def test_the_database_holds_no_number_in_clear(cast: Cast):
    put(cast, phone="１３８ 0013-8000", identity_number=" 110101 19900101 9968 ")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_contact")
        stored = " ".join(map(str, cursor.fetchone()))
        cursor.execute("SELECT before, after FROM journal_entry")
        stored += str(cursor.fetchall())
    assert PHONE not in stored
    assert IDENTITY not in stored
    held = Contact.objects.get(person=cast.people["member"])
    assert (held.phone, held.identity_number) == (PHONE, IDENTITY)
    assert Entry.objects.get(code="people.contact_set").after == {
        "phone": "•",
        "identity_number": "•",
    }


def test_only_what_changed_enters_the_journal(cast: Cast):
    put(cast)
    put(cast, phone="010-66001234")
    entry = Entry.objects.filter(code="people.contact_set").latest("pk")
    assert entry.after == {"phone": "•"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phone": "12345"}, "phone"),
        ({"phone": "=cmd()"}, "phone"),
        ({"identity_number": "11010119900101996"}, "identity_number"),
        ({"identity_number": "110101199001019969"}, "identity_number"),
        ({"identity_number": "110101199002309968"}, "identity_number"),
    ],
)
def test_numbers_that_cannot_be(cast: Cast, values, field):
    with pytest.raises(ValidationError) as refused:
        put(cast, **values)
    assert list(refused.value.message_dict) == [field]
    assert not Contact.objects.exists()


def test_not_at_odds_with_the_birth_date(cast: Cast):
    person = cast.people["member"]
    person.birth_on = date(1990, 1, 2)
    person.save()
    with pytest.raises(ValidationError) as refused:
        put(cast)
    assert list(refused.value.message_dict) == ["identity_number"]


def test_an_identity_number_is_one_persons(cast: Cast):
    put(cast)
    with pytest.raises(ValidationError):
        put(cast, person="employee", phone="")


def test_it_is_found_again_by_the_whole_number(cast: Cast):
    put(cast)
    actor = cast.actor("branch_secretary")
    found = queries.found_by_number(PHONE, actor=actor, today=TODAY)
    assert list(found) == [cast.people["member"]]
    for role in ("outsider", "administrator", "secretary"):
        rows = queries.found_by_number(PHONE, actor=cast.actor(role), today=TODAY)
        assert list(rows) == []


def test_a_number_that_was_changed_finds_nobody(cast: Cast):
    put(cast)
    put(cast, phone="13800138001")
    actor = cast.actor("branch_secretary")
    assert not queries.found_by_number(PHONE, actor=actor, today=TODAY)
    found = queries.found_by_number("13800138001", actor=actor, today=TODAY)
    assert list(found) == [cast.people["member"]]


def test_the_key_of_a_phone_is_found_by_no_words(cast: Cast):
    put(cast)
    actor = cast.actor("branch_secretary")
    seen = queries.visible_to(actor, today=TODAY)
    for beginning in (queries.phone_key(keyed_hash(PHONE)), keyed_hash(PHONE)[:2]):
        assert not queries.named(seen, beginning).exists()


@pytest.mark.parametrize(
    "role", ["administrator", "secretary", "branch_secretary", "member", "outsider"]
)
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        put(cast, role)
