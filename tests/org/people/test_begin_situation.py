"""A member is elsewhere or suspended."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.models import Situation
from lianxin.org.people.operations import Told, begin_situation
from tests.cast import AT, LONG_AGO, TODAY, Cast

MOBILE = Told(place="江城市", basis="外出务工报告")


def begin(cast: Cast, role="member", by="sub_clerk", told=MOBILE, **changes):
    given = {"circumstance": "mobile", "valid_from": TODAY, "told": told}
    return begin_situation(
        cast.people[role], **given | changes, actor=cast.actor(by), at=AT
    )


def test_it_is_shown_counted_and_told(cast: Cast):
    made = begin(cast)
    actor = cast.actor("branch_secretary")
    assert list(queries.situations_visible_to(actor, today=TODAY)) == [made]
    everybody = queries.all_people()
    found = queries.situated(everybody, "mobile", actor=actor, today=TODAY)
    assert list(found) == [cast.people["member"]]
    entry = Entry.objects.get(code="people.situation_begun")
    assert entry.subject_id == cast.people["member"].pk
    assert "江城市" not in str(entry.after)


def test_only_for_those_who_see_the_standing(cast: Cast):
    begin(cast)
    seen = {
        role
        for role in (
            "secretary",
            "branch_member",
            "member",
            "employee",
            "administrator",
        )
        if queries.past_situations_of(
            cast.people["member"], actor=cast.actor(role), today=TODAY
        ).exists()
    }
    assert seen == {"secretary", "branch_member", "member"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"circumstance": "on the moon"}, "circumstance"),
        ({"circumstance": "in_detention", "told": Told()}, "basis"),
        ({"circumstance": "serving_probation_in_party", "told": Told()}, "basis"),
        ({"valid_from": TODAY + timedelta(days=1)}, "valid_from"),
        ({"valid_from": LONG_AGO - timedelta(days=1)}, "valid_from"),
        ({"told": Told()}, "place"),
        ({"circumstance": "suspended", "told": Told()}, "basis"),
        ({"role": "employee"}, "valid_from"),
    ],
)
def test_what_cannot_be(cast: Cast, changes, field):
    with pytest.raises(ValidationError) as refused:
        begin(cast, **changes)
    assert list(refused.value.message_dict) == [field]
    assert not Situation.objects.exists()


def test_not_twice(cast: Cast):
    begin(cast)
    with pytest.raises(ValidationError, match="already"):
        begin(cast)


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        begin(cast, by="branch_secretary")
