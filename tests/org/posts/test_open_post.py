"""Giving a unit a post more."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.operations import open_post
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast


def put(cast: Cast, role: str = "clerk", **values):
    given = {
        "unit": cast.units["branch"],
        "kind": "branch_secretary",
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return open_post(**given | values)


def test_a_second_one_of_a_kind_has_the_next_number(cast: Cast):
    assert [put(cast).number, put(cast).number] == [2, 3]
    assert put(cast, kind="branch_deputy").number == 1


@pytest.mark.parametrize("kind", ["office_clerk", "member", "employee", "nonsense"])
def test_only_kinds_that_such_units_have(cast: Cast, kind):
    with pytest.raises(ValidationError) as refused:
        put(cast, kind=kind)
    assert list(refused.value.message_dict) == ["kind"]


def test_not_before_the_unit_was_founded(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        put(cast, valid_from=date(2019, 12, 31))
    assert list(refused.value.message_dict) == ["valid_from"]


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        put(cast, role)


def test_not_in_a_unit_whose_end_is_decided(cast: Cast):
    """The clerk's form may be older than the decision."""
    as_read = cast.units["branch"]
    Unit.objects.filter(pk=as_read.pk).update(dissolved_on=date(2026, 12, 31))
    with pytest.raises(ValidationError, match="This unit ends on 2026-12-31"):
        put(cast, unit=as_read)
