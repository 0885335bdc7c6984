"""What the journal keeps of an event, and what it does not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest

from lianxin.base.journal import operations, queries
from lianxin.base.journal.events import Event
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Actor, Ref
from lianxin.site import wiring
from tests.cast import ACTION, AT, TODAY

pytestmark = pytest.mark.django_db

ACTOR = Actor(
    name="周明远",
    action=ACTION,
    account=Ref("accounts.user", 3),
    person=Ref("people.person", 5),
    post=Ref("posts.appointment", 7),
    post_title="检修一支部 · 党支部书记",
)


@dataclass(frozen=True, kw_only=True)
class PhoneChanged(Event):
    """Somebody has a new phone number."""

    code = "tests.phone_changed"
    personal: ClassVar[tuple[str, ...]] = ("phone",)


def write(**values):
    operations.write(
        PhoneChanged(
            **{"subject": Ref("people.person", 9), "actor": ACTOR, "at": AT, **values}
        )
    )
    return Entry.objects.latest("pk")


def test_an_entry_says_who_did_what_for_which_post_when_and_to_what():
    entry = write(unit=Ref("units.unit", 4), before={"day": TODAY}, after={"day": None})
    entry.refresh_from_db()
    kept = {
        f.name: getattr(entry, f.name) for f in Entry._meta.fields if f.name != "id"
    }
    assert kept == {
        "code": "tests.phone_changed",
        "at": AT,
        "action": ACTION,
        "actor_name": "周明远",
        "account_id": 3,
        "person_id": 5,
        "post_id": 7,
        "post_title": "检修一支部 · 党支部书记",
        "job": "",
        "unit_id": 4,
        "subject_kind": "people.person",
        "subject_id": 9,
        "before": {"day": "2026-11-23"},
        "after": {"day": None},
    }


def test_of_personal_fields_only_the_name_is_kept():
    entry = write(before={"phone": "13900000000", "day": 1}, after={"phone": "x"})
    assert entry.before == {"phone": "•", "day": 1}
    assert entry.after == {"phone": "•"}


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_that_a_personal_field_was_empty_is_kept(nothing):
    entry = write(before={"phone": nothing}, after={"phone": "x"})
    assert (entry.before, entry.after) == ({"phone": nothing}, {"phone": "•"})


@pytest.mark.parametrize("value", [False, 0, [""]])
def test_a_no_and_a_nought_of_a_personal_field_are_not_kept(value):
    assert write(after={"phone": value}).after == {"phone": "•"}


def test_readers_follow_in_the_same_call(monkeypatch):
    heard = []
    operations._readers.cache_clear()
    monkeypatch.setattr(wiring, "READERS", {PhoneChanged: [heard.append]})
    try:
        write()
    finally:
        operations._readers.cache_clear()
    assert [type(event) for event in heard] == [PhoneChanged]


def test_the_canonical_line_is_the_same_for_ever():
    entry = write(after={"b": "支部", "a": 1})
    entry.refresh_from_db()
    line = queries.canonical(entry).decode()
    assert line.replace(f'"id":{entry.pk}', '"id":ID') == (
        '{"account_id":3,"action":"00000000-0000-4000-8000-000000000001",'
        '"actor_name":"周明远","after":{"a":1,"b":"支部"},'
        '"at":"2026-11-23T01:30:00.000000+00:00","before":{},'
        '"code":"tests.phone_changed","id":ID,"job":"","person_id":5,"post_id":7,'
        '"post_title":"检修一支部 · 党支部书记","subject_id":9,'
        '"subject_kind":"people.person","unit_id":null}'
    )
    entry.at += timedelta(microseconds=1)
    assert queries.canonical(entry).decode() != line


def test_entries_are_found_by_unit_person_and_subject():
    first = write(unit=Ref("units.unit", 4))
    second = write(unit=Ref("units.unit", 5), subject=Ref("units.unit", 5))
    assert list(queries.entries_of_units([4])) == [first]
    assert list(queries.entries_by_person(Ref("people.person", 5))) == [second, first]
    about = [Ref("people.person", 9), Ref("units.unit", 5)]
    assert list(queries.entries_about(about)) == [first, second]
    assert list(queries.entries_about([])) == []
