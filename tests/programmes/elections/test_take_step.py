"""The steps follow each other; each has its day and its paper."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.programmes.elections import operations, queries
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import BEFORE, begun, take


def test_only_the_next_one_is_taken(cast: Cast) -> None:
    election = begun(cast)
    for code in ("reply", "report", "vote"):
        with pytest.raises(ValidationError, match="Request to hold the election"):
            take(cast, election, code)
    take(cast, election, *BEFORE)
    assert queries.next_step(election, ()) == "vote"
    with pytest.raises(ValidationError, match="Vote in the members' meeting"):
        take(cast, election, "report")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"taken_on": TODAY + timedelta(days=1)}, "taken_on"), ({"words": " "}, "words")],
)
def test_it_has_taken_place_and_has_a_paper(cast: Cast, values, field) -> None:
    given = {"code": "request", "taken_on": TODAY, "words": "请示", **values}
    with pytest.raises(ValidationError) as error:
        operations.take_step(begun(cast), actor=cast.actor(HOLDER), at=AT, **given)
    assert set(error.value.message_dict) == {field}
