"""Keeping somebody in reserve for a post."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Person
from lianxin.org.posts import queries
from lianxin.org.posts.models import Reserve
from lianxin.org.posts.operations import add_reserve
from tests.cast import AT, LONG_AGO, TODAY, Cast


def add(cast: Cast, role: str = "clerk", **values):
    given = {
        "post": cast.appointments["branch_secretary"].post,
        "person": cast.people["member"],
        "valid_from": TODAY,
        "basis": "支委会2026年第9次会议",
        "actor": cast.actor(role),
        "at": AT,
    }
    return add_reserve(**given | values)


def test_the_post_has_somebody_in_reserve(cast: Cast) -> None:
    made = add(cast)
    assert list(queries.reserve_of(made.post)) == [made]
    entry = Entry.objects.get(code="posts.reserve_added")
    assert entry.subject_id == made.post_id


def test_nobody_is_in_reserve_twice(cast: Cast) -> None:
    add(cast)
    with pytest.raises(ValidationError) as refused:
        add(cast)
    assert list(refused.value.message_dict) == ["person"]


def test_nor_while_an_end_is_noted_that_is_still_to_come(cast: Cast) -> None:
    Reserve.objects.filter(pk=add(cast).pk).update(valid_to=TODAY + timedelta(days=9))
    with pytest.raises(ValidationError, match="in reserve for the post already"):
        add(cast)
    add(cast, valid_from=TODAY + timedelta(days=9))


def test_not_before_the_post_nor_after_leaving(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        add(cast, valid_from=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    Person.objects.filter(pk=cast.people["member"].pk).update(
        left_on=TODAY - timedelta(days=1)
    )
    with pytest.raises(ValidationError) as refused:
        add(cast, person=Person.objects.get(pk=cast.people["member"].pk))
    assert list(refused.value.message_dict) == ["person"]


@pytest.mark.parametrize("role", ["secretary", "leader", "branch_secretary", "member"])
def test_others_may_not(cast: Cast, role: str) -> None:
    with pytest.raises(Refused):
        add(cast, role)
