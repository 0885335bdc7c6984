"""Looking up phone and identity number."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.operations import ContactValues, reveal_contact, set_contact
from tests.cast import AT, Cast


def store(cast: Cast) -> None:
    set_contact(
        cast.people["member"],
        phone="13800138000",
        identity_number="",
        actor=cast.actor("clerk"),
        at=AT,
    )


@pytest.mark.parametrize("role", ["clerk", "sub_clerk", "branch_secretary", "member"])
def test_the_look_up_is_journaled(cast: Cast, role):
    store(cast)
    person = cast.people["member"]
    values = reveal_contact(person, actor=cast.actor(role), at=AT)
    assert values == ContactValues("13800138000", "")
    entry = Entry.objects.get(code="people.contact_looked_up")
    assert (entry.person_id, entry.subject_id) == (cast.people[role].pk, person.pk)
    assert entry.after == {}


def test_a_look_at_nothing_is_journaled_too(cast: Cast):
    person = cast.people["member"]
    values = reveal_contact(person, actor=cast.actor("clerk"), at=AT)
    assert values == ContactValues("", "")
    assert Entry.objects.filter(code="people.contact_looked_up").count() == 1


@pytest.mark.parametrize(
    "role",
    ["administrator", "secretary", "leader", "branch_member", "employee", "outsider"],
)
def test_others_may_not(cast: Cast, role):
    store(cast)
    with pytest.raises(Refused):
        reveal_contact(cast.people["member"], actor=cast.actor(role), at=AT)
    assert not Entry.objects.filter(code="people.contact_looked_up").exists()
