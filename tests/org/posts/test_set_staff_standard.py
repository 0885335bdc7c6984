"""How many people a unit is to have for the Party's office work."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.posts import queries
from lianxin.org.posts.models import StaffStandard
from lianxin.org.posts.operations import set_staff_standard
from tests.cast import AT, TODAY, Cast


def put(cast: Cast, role: str = "clerk", **values) -> StaffStandard:
    given = {
        "unit": cast.units["root"],
        "least": 5,
        "basis": "华党〔2026〕7号",
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return set_staff_standard(**given | values)


def test_it_is_held_against_those_of_the_unit_and_below(cast: Cast):
    actor, root = cast.actor("clerk"), cast.units["root"]
    assert queries.staffing_of(root, actor=actor, today=TODAY).missing == 0
    put(cast, valid_from=TODAY - timedelta(days=9), least=9)
    put(cast)
    put(cast, valid_from=TODAY + timedelta(days=9), least=7)
    found = queries.staffing_of(root, actor=actor, today=TODAY)
    assert (found.people, found.standard.least, found.missing) == (3, 5, 2)
    below = queries.staffing_of(cast.units["sub"], actor=actor, today=TODAY)
    assert (below.people, below.standard) == (1, None)
    entry = Entry.objects.order_by("pk").first()
    assert entry.after["least"] == 9


def test_a_number_of_the_same_day_takes_the_place_of_the_first(cast: Cast):
    put(cast)
    put(cast, least=4)
    assert [row.least for row in StaffStandard.objects.all()] == [4]


@pytest.mark.parametrize(
    "wrong", [{"basis": " "}, {"least": 0}, {"least": 10_000}], ids=str
)
def test_it_needs_a_basis_and_a_number(cast: Cast, wrong):
    with pytest.raises(ValidationError) as error:
        put(cast, **wrong)
    assert list(error.value.message_dict) == list(wrong)


def test_only_by_whoever_may_change_posts_there(cast: Cast):
    for role in ("sub_clerk", "secretary"):
        with pytest.raises(Refused):
            put(cast, role)
