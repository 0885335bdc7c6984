"""Making the ledger anew."""

import pytest

from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import rebuild_ledger
from tests.cast import Cast
from tests.work.goals.given import give


def test_on_an_empty_database(cast: Cast):
    assert rebuild_ledger() == 0


@pytest.mark.parametrize("goals", [1, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries, goals: int
):
    for _ in range(goals):
        give(cast)
    with django_assert_num_queries(13):
        assert rebuild_ledger() == goals
    assert GoalLedger.objects.count() == goals
