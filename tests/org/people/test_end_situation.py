"""A member is back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.operations import Told, begin_situation, end_situation
from tests.cast import AT, TODAY, Cast

BEGAN = TODAY - timedelta(days=30)


@pytest.fixture
def situation(cast: Cast):
    return begin_situation(
        cast.people["member"],
        circumstance="mobile",
        valid_from=BEGAN,
        told=Told(place="江城市"),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )


def end(cast: Cast, situation, day=TODAY, by="sub_clerk"):
    end_situation(situation, ended_on=day, actor=cast.actor(by), at=AT)


def test_from_that_day_on(cast: Cast, situation):
    end(cast, situation)
    actor = cast.actor("sub_clerk")
    assert not queries.situations_visible_to(actor, today=TODAY).exists()
    assert queries.situations_visible_to(actor, today=BEGAN).exists()
    assert Entry.objects.filter(code="people.situation_ended").count() == 1
    with pytest.raises(ValidationError, match="already"):
        end(cast, situation)


def test_not_before_it_began_and_only_by_the_clerk(cast: Cast, situation):
    with pytest.raises(ValidationError) as refused:
        end(cast, situation, BEGAN)
    assert list(refused.value.message_dict) == ["ended_on"]
    with pytest.raises(Refused):
        end(cast, situation, by="branch_secretary")
