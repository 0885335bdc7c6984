"""What a review asks of whom, how its goals are counted, what its paper is told."""

from datetime import timedelta

import pytest

from lianxin.kernel.rules import Status
from lianxin.work.goals.operations import link_evidence
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Round
from tests.cast import TODAY, Cast
from tests.work.goals.given import give, meet, report
from tests.work.reviews.rounds import SAID, opened, say

LATER = TODAY + timedelta(days=60)


def asked_one_by_one(cast: Cast, found: Round, *, today) -> int:
    """As the page on which the unit answers has it."""
    own = list(queries.goals_in(found, today=today).filter(unit=cast.units["branch"]))
    rows = queries.reviewed(found, own, today=today)
    return sum(row.is_asked and row.line is None for row in rows)


@pytest.mark.parametrize("today", [TODAY, LATER])
def test_the_number_asked_for_is_that_of_the_page(cast: Cast, today):
    shown, silent, said, done = (give(cast, text=f"任务{n}") for n in range(4))
    link_evidence(
        shown,
        record=meet(cast),
        reason="学习",
        actor=cast.actor("branch_secretary"),
        at=shown.given_at,
    )
    report(cast, done)
    found = opened(cast)
    say(cast, found, {said.pk: SAID})
    numbers = dict(queries.rounds_asking(cast.actor("branch_secretary"), today=today))
    expected = {TODAY: 1, LATER: 2}[today]  # later, `shown` is late and asked for too
    assert silent in queries.goals_in(found, today=today)
    assert numbers == {found: expected}
    assert asked_one_by_one(cast, found, today=today) == expected


@pytest.mark.parametrize("rounds", [1, 3])
def test_two_questions_whatever_the_number_of_rounds(
    cast: Cast, django_assert_num_queries, rounds: int
):
    give(cast)
    found = opened(cast)
    for _ in range(rounds - 1):
        found.pk, found.quarter = None, found.quarter - 1
        found.save(force_insert=True)
    actor = cast.actor("branch_secretary")
    with django_assert_num_queries(2):
        queries.rounds_asking(actor, today=TODAY)


def test_goals_are_counted_by_the_database(cast: Cast, django_assert_num_queries):
    give(cast)
    report(cast, give(cast, text="另一项"))
    found = opened(cast)
    with django_assert_num_queries(1):
        counted = queries.counts_of(found, today=TODAY)
    assert counted == {Status.NOT_STARTED: 1, Status.REPORTED: 1}


@pytest.mark.parametrize("goals", [1, 4])
def test_the_paper_asks_the_same_number_of_questions(
    cast: Cast, django_assert_max_num_queries, goals: int
):
    given = [give(cast, text=f"任务{n}") for n in range(goals)]
    found = opened(cast)
    say(cast, found, {given[0].pk: SAID})
    with django_assert_max_num_queries(16):
        told = queries.told_in(found, today=LATER)
    assert [one.goal for one in told.late] == given
    assert [one.line and one.line.problem for one in told.late] == [
        SAID.problem,
        *[None] * (goals - 1),
    ]
    assert all(one.reasons for one in told.late)
