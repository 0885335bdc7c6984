"""An election put off or brought forward."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts import queries
from lianxin.org.posts.models import Term
from lianxin.org.posts.operations import put_off_election
from tests.cast import AT, Cast

ENDS = date(2027, 2, 1)


def term_of(cast: Cast, *, is_latest: bool = True) -> Term:
    return Term.objects.create(
        unit=cast.units["branch"],
        elected_on=date(2024, 2, 1),
        ends_on=ENDS,
        due_first=ENDS,
        is_latest=is_latest,
    )


def put_off(cast: Cast, term: Term, day: date, role: str = "clerk") -> Term:
    return put_off_election(
        term, ends_on=day, actor=cast.actor(role), at=AT, basis="批复"
    )


def test_the_day_decided_at_first_is_kept(cast: Cast):
    term = put_off(cast, term_of(cast), date(2027, 8, 1))
    assert (term.ends_on, term.due_first, term.put_off_basis) == (
        date(2027, 8, 1),
        ENDS,
        "批复",
    )
    assert queries.put_off_until(term) == date(2028, 2, 1)


@pytest.mark.parametrize("day", [ENDS, date(2024, 2, 1), date(2020, 1, 1)])
def test_it_is_another_day_after_the_election(cast: Cast, day):
    with pytest.raises(ValidationError):
        put_off(cast, term_of(cast), day)


def test_not_of_a_term_that_is_over(cast: Cast):
    with pytest.raises(ValidationError):
        put_off(cast, term_of(cast, is_latest=False), date(2027, 8, 1))


def test_others_may_not(cast: Cast):
    with pytest.raises(Refused):
        put_off(cast, term_of(cast), date(2027, 8, 1), "branch_secretary")
