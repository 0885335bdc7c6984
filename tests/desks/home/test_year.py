"""A unit's year at a glance."""

from datetime import timedelta

import pytest

from lianxin.desks.home.queries import year_of
from lianxin.kernel.rules import Tone
from tests.cast import TODAY, Cast
from tests.work.goals.given import give, meet


def test_each_month_says_what_is_due_and_what_was_held(cast: Cast):
    give(cast, deadline=TODAY + timedelta(days=2))
    give(cast, deadline=TODAY + timedelta(days=30))
    give(cast, deadline=None, due_kind="long_term")
    give(cast, deadline=TODAY + timedelta(days=100))
    meet(cast)
    year = year_of(cast.actor("branch_secretary"), today=TODAY)
    assert [(m.first.month, m.is_now) for m in year] == [
        (n, n == TODAY.month) for n in range(1, 13)
    ]
    shown = {m.first.month: (list(m.due), m.held) for m in year if m.due or m.held}
    assert shown == {
        11: ([(Tone.SOON, "Not started", 1)], 1),
        12: ([(Tone.OPEN, "Not started", 1)], 0),
    }


def test_who_has_no_unit_has_no_year(cast: Cast):
    assert year_of(cast.system, today=TODAY) == ()


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_however_many_goals(
    cast: Cast, django_assert_num_queries, number: int
):
    for _ in range(number):
        give(cast)
    actor = cast.actor("branch_secretary")
    with django_assert_num_queries(2):
        year_of(actor, today=TODAY)
