"""Saying what somebody is to the Party."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding
from lianxin.org.people.operations import end_standing, set_standing
from tests.cast import AT, LONG_AGO, TODAY, Cast


def put(cast: Cast, role: str = "clerk", **values):
    given = {
        "standing": "activist",
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return set_standing(cast.people["employee"], **given | values)


def test_the_last_one_ends_that_day(cast: Cast):
    put(cast)
    rows = PartyStanding.objects.filter(person=cast.people["employee"])
    assert list(rows.order_by("valid_from").values_list("standing", "valid_to")) == [
        ("applicant", TODAY),
        ("activist", None),
    ]
    entry = Entry.objects.get(code="people.standing_set")
    assert entry.before == {"standing": "•"}
    assert entry.after == {"standing": "•", "valid_from": "2026-11-23"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"standing": "applicant"}, "standing"),
        ({"standing": "saint"}, "standing"),
        ({"valid_from": LONG_AGO - timedelta(days=1)}, "valid_from"),
        ({"valid_from": date(1900, 1, 1)}, "valid_from"),
    ],
)
def test_what_cannot_be(cast: Cast, values, field):
    with pytest.raises(ValidationError) as refused:
        put(cast, **values)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "role", ["administrator", "secretary", "branch_secretary", "employee", "outsider"]
)
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        put(cast, role)


def test_not_from_a_day_on_which_a_former_one_held(cast: Cast):
    member = cast.people["employee"]
    end_standing(member, ended_on=TODAY, actor=cast.actor("clerk"), at=AT)
    with pytest.raises(ValidationError) as refused:
        put(cast, valid_from=TODAY - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    put(cast)
    rows = PartyStanding.objects.filter(person=member).order_by("valid_from")
    assert list(rows.values_list("standing", "valid_from", "valid_to")) == [
        ("applicant", LONG_AGO, TODAY),
        ("activist", TODAY, None),
    ]
