"""Letting a field of responsibility go with a post."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts import queries
from lianxin.org.posts.operations import add_charge
from tests.cast import AT, LONG_AGO, TODAY, Cast


def add(cast: Cast, role: str = "clerk", **values):
    given = {
        "post": cast.appointments["leader"].post,
        "field": "安全生产",
        "unit": cast.units["department"],
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return add_charge(**given | values)


def test_the_unit_knows_who_is_in_charge(cast: Cast):
    made = add(cast)
    unit = cast.units["department"]
    assert list(queries.in_charge_of(unit, today=TODAY)) == [made]
    before = TODAY - timedelta(days=1)
    assert list(queries.in_charge_of(unit, today=before)) == []


def test_not_before_the_post(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        add(cast, valid_from=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]


@pytest.mark.parametrize("role", ["secretary", "leader", "sub_clerk", "employee"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        add(cast, role)
