"""The roll-up of goals by upper unit."""

from collections import Counter
from datetime import timedelta

import pytest

from lianxin.work.goals import queries
from lianxin.work.goals.models import Goal, GoalTallyRunLedger
from lianxin.work.goals.operations import follow_journal, rebuild_tally, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, report
from tests.work.goals.histories import History


def counted_anew(path: str, day) -> Counter[str]:
    """How the goals below a unit stand, each judged from the facts."""
    below = [
        goal
        for goal in Goal.objects.select_related("unit")
        if goal.unit.path.startswith(path) and goal.unit.path != path
    ]
    return Counter(v.status for v in queries.judge(below, as_of=day).values())


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_the_judge_over_all_facts_on_any_later_day(cast: Cast, seed: int):
    for day in History(cast, seed).live(40):
        last = day
    rebuild_tally(at=AT)
    for unit in ("root", "sub"):
        for days in (0, 5, 40, 300):
            on = last + timedelta(days=days)
            tally = queries.tally_below(cast.units[unit].pk, today=on)
            assert tally.numbers == counted_anew(cast.units[unit].path, on)


def test_a_unit_s_own_goals_are_not_below_it(cast: Cast):
    give(cast)
    rebuild_tally(at=AT)
    assert queries.tally_below(cast.units["branch"].pk, today=TODAY).numbers == {}
    assert queries.tally_below(cast.units["sub"].pk, today=TODAY).numbers == {
        "not_started": 1
    }


def test_before_the_first_run_it_says_so(cast: Cast):
    assert queries.tally_below(cast.units["root"].pk, today=TODAY).at is None


def test_it_follows_the_journal_and_rests_where_nothing_happened(cast: Cast):
    goal = give(cast)
    assert follow_journal(at=AT) is True
    later = AT + timedelta(minutes=1)
    assert follow_journal(at=later) is False
    assert GoalTallyRunLedger.objects.get().at == later
    report(cast, goal)
    assert follow_journal(at=later) is True
    assert queries.tally_below(cast.units["root"].pk, today=TODAY).numbers == {
        "reported": 1
    }


@pytest.mark.parametrize("number", [1, 3])
def test_reading_takes_two_queries(cast: Cast, django_assert_num_queries, number: int):
    for _ in range(number):
        give(cast)
    rebuild_tally(at=AT)
    with django_assert_num_queries(2):
        queries.tally_below(cast.units["root"].pk, today=TODAY)


def test_withdrawn_ones_are_counted_as_such(cast: Cast):
    withdraw_goal(give(cast), reason="并入", actor=cast.actor("sub_clerk"), at=AT)
    rebuild_tally(at=AT)
    assert queries.tally_below(cast.units["root"].pk, today=TODAY).numbers == {
        "withdrawn": 1
    }
