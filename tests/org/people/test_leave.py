"""Leaving the enterprise."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.models import Affiliation, PartyStanding
from lianxin.org.people.operations import leave
from tests.cast import AT, LONG_AGO, TODAY, Cast


def go(cast: Cast, role: str = "clerk", *, left_on=TODAY, version=1):
    return leave(
        cast.people["member"],
        left_on=left_on,
        version=version,
        actor=cast.actor(role),
        at=AT,
    )


def ends(cast: Cast) -> dict[str, date | None]:
    rows = Affiliation.objects.filter(person=cast.people["member"])
    return dict(rows.values_list("belonging", "valid_to"))


def test_a_member_stays_in_the_branch_until_transferred(cast: Cast):
    """Whoever leaves the enterprise is not out of the Party's ranks for that."""
    person = go(cast)
    assert (person.left_on, person.version) == (TODAY, 2)
    assert ends(cast) == {"staff": TODAY + timedelta(days=1), "party": None}


def test_of_whoever_is_no_member_every_belonging_ends(cast: Cast):
    PartyStanding.objects.filter(person=cast.people["member"]).delete()
    go(cast)
    after = TODAY + timedelta(days=1)
    assert ends(cast) == {"staff": after, "party": after}


def test_an_end_that_was_to_come_later_comes_earlier(cast: Cast):
    rows = Affiliation.objects.filter(person=cast.people["member"], belonging="staff")
    rows.update(valid_to=TODAY + timedelta(days=40))
    go(cast)
    assert ends(cast)["staff"] == TODAY + timedelta(days=1)


def test_nobody_leaves_twice_or_before_coming(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        go(cast, left_on=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["left_on"]
    go(cast)
    with pytest.raises(Conflict):
        go(cast, "administrator")
    with pytest.raises(ValidationError):
        go(cast, "administrator", version=2)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        go(cast, role)


@pytest.mark.parametrize("days", [0, 8, 9, 30])
def test_a_move_that_is_noted_to_come_gives_way(cast: Cast, days):
    """The department is to be merged: who leaves before does not come to the other."""
    held = Affiliation.objects.get(person=cast.people["member"], belonging="staff")
    then = TODAY + timedelta(days=9)
    Affiliation.objects.filter(pk=held.pk).update(valid_to=then)
    Affiliation.objects.create(
        person=held.person,
        unit=cast.units["department"],
        belonging="staff",
        valid_from=then,
    )
    go(cast, left_on=TODAY + timedelta(days=days))
    rows = Affiliation.objects.filter(person=held.person, belonging="staff")
    after = TODAY + timedelta(days=days + 1)
    periods = list(rows.order_by("pk").values_list("valid_from", "valid_to"))
    if after > then:
        assert periods == [(LONG_AGO, then), (then, after)]
    else:
        assert periods == [(LONG_AGO, after)]


def test_not_before_somebody_came_at_all(cast: Cast):
    rows = Affiliation.objects.filter(person=cast.people["member"], belonging="staff")
    rows.update(valid_from=TODAY + timedelta(days=9))
    with pytest.raises(ValidationError, match="came to a unit later"):
        go(cast)
