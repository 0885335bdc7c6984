"""People who go over because their unit is merged or split."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import affiliate, hand_over_people
from lianxin.org.units.models import Unit
from tests.cast import AT, LONG_AGO, TODAY, Cast, found

SOON, LATER = TODAY + timedelta(days=10), TODAY + timedelta(days=20)


def hand_over(cast: Cast, into: Unit, role: str = "clerk", **values) -> None:
    given = {"valid_from": SOON, "actor": cast.actor(role), "at": AT}
    hand_over_people(cast.units["branch"], into=into, **given | values)


def beside(cast: Cast) -> Unit:
    return found("branch", "检修三支部", cast.units["sub"])


def rows(cast: Cast, name: str = "member"):
    found_rows = Affiliation.objects.filter(person=cast.people[name], belonging="party")
    return list(
        found_rows.order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    )


def move(cast: Cast, unit: Unit, day, name: str = "member") -> None:
    affiliate(
        cast.people[name],
        unit=unit,
        belonging="party",
        valid_from=day,
        actor=cast.actor("clerk"),
        at=AT,
    )


def test_everybody_goes_over_that_day(cast: Cast):
    into, branch = beside(cast), cast.units["branch"].pk
    hand_over(cast, into)
    assert rows(cast) == [(branch, LONG_AGO, SOON), (into.pk, SOON, None)]


def test_only_those_named(cast: Cast):
    into = beside(cast)
    hand_over(cast, into, only=[cast.people["branch_member"].pk])
    assert [row[0] for row in rows(cast)] == [cast.units["branch"].pk]
    assert [row[0] for row in rows(cast, "branch_member")][-1] == into.pk


def test_who_is_going_elsewhere_later_goes_there_then(cast: Cast):
    into, other = beside(cast), cast.units["other"]
    move(cast, other, LATER)
    hand_over(cast, into)
    assert rows(cast) == [
        (cast.units["branch"].pk, LONG_AGO, SOON),
        (into.pk, SOON, LATER),
        (other.pk, LATER, None),
    ]


def test_who_was_to_arrive_later_arrives_in_the_other(cast: Cast):
    into, other = beside(cast), cast.units["other"].pk
    move(cast, cast.units["branch"], LATER, "outsider")
    hand_over(cast, into)
    assert rows(cast, "outsider") == [
        (other, LONG_AGO, LATER),
        (into.pk, LATER, None),
    ]


def test_not_into_a_unit_that_ends(cast: Cast):
    into = beside(cast)
    Unit.objects.filter(pk=into.pk).update(dissolved_on=LATER)
    with pytest.raises(ValidationError) as refused:
        hand_over(cast, into)
    assert list(refused.value.message_dict) == ["unit"]


def test_one_needs_the_right_over_both(cast: Cast):
    with pytest.raises(Refused):
        hand_over(cast, cast.units["other"], "sub_clerk")
