"""Settling a difference in another way."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.personnel.enums import Outcome
from lianxin.org.personnel.operations import settle_difference
from tests.cast import AT, Cast
from tests.org.personnel.feeds import only, take, told


def settle(cast: Cast, words: str = "已办理组织关系转出", role="branch_secretary"):
    return settle_difference(only(), words=words, actor=cast.actor(role), at=AT)


def test_the_branch_says_what_was_done(cast: Cast):
    take(cast, told(cast, "member", "何秋石"))
    settled = settle(cast)
    assert (settled.outcome, settled.settled_by) == (Outcome.SETTLED, "周明远")
    cast.people["member"].refresh_from_db()
    assert cast.people["member"].name == "何秋实"
    assert Entry.objects.get(code="personnel.settled").after == {
        "employee_number": cast.people["member"].employee_number,
        "words": "已办理组织关系转出",
    }


def test_words_are_needed(cast: Cast):
    take(cast, told(cast, "member", "何秋石"))
    with pytest.raises(ValidationError) as refused:
        settle(cast, words=" ")
    assert list(refused.value.message_dict) == ["words"]


@pytest.mark.parametrize("role", ["member", "outsider", "leader"])
def test_only_those_of_the_unit(cast: Cast, role: str):
    take(cast, told(cast, "member", "何秋石"))
    with pytest.raises(Refused):
        settle(cast, role=role)
