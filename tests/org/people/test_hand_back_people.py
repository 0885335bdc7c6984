"""People who had gone over with their unit and come back to it."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import affiliate, hand_back_people, hand_over_people
from lianxin.org.units.models import Unit
from tests.cast import AT, LONG_AGO, TODAY, Cast, found

SINCE = TODAY - timedelta(days=10)


def gone_over(cast: Cast) -> Unit:
    into = found("branch", "检修三支部", cast.units["sub"])
    hand_over_people(
        cast.units["branch"],
        into=into,
        valid_from=SINCE,
        actor=cast.actor("clerk"),
        at=AT,
    )
    return into


def hand_back(cast: Cast, out_of: Unit, role: str = "clerk") -> None:
    hand_back_people(
        cast.units["branch"],
        out_of=out_of,
        since=SINCE,
        actor=cast.actor(role),
        at=AT,
    )


def rows(cast: Cast, name: str = "member"):
    found_rows = Affiliation.objects.filter(person=cast.people[name], belonging="party")
    return list(
        found_rows.order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    )


def test_they_are_where_they_were_from_that_day_on(cast: Cast):
    hand_back(cast, gone_over(cast))
    branch = cast.units["branch"].pk
    assert rows(cast) == [(branch, LONG_AGO, SINCE), (branch, SINCE, None)]


def test_who_moved_on_since_until_then(cast: Cast):
    into, other = gone_over(cast), cast.units["other"]
    affiliate(
        cast.people["member"],
        unit=other,
        belonging="party",
        valid_from=TODAY,
        actor=cast.actor("clerk"),
        at=AT,
    )
    hand_back(cast, into)
    branch = cast.units["branch"].pk
    assert rows(cast) == [
        (branch, LONG_AGO, SINCE),
        (branch, SINCE, TODAY),
        (other.pk, TODAY, None),
    ]


def test_who_was_there_already_stays(cast: Cast):
    into = gone_over(cast)
    affiliate(
        cast.people["outsider"],
        unit=into,
        belonging="party",
        valid_from=SINCE,
        actor=cast.actor("clerk"),
        at=AT,
    )
    hand_back(cast, into)
    assert rows(cast, "outsider")[-1] == (into.pk, SINCE, None)


def test_one_needs_the_right_over_both(cast: Cast):
    into = gone_over(cast)
    with pytest.raises(Refused):
        hand_back(cast, into, "branch_secretary")
