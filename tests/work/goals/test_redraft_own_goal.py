"""Changing a draft."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict
from lianxin.work.goals.operations import propose_own_goal, redraft_own_goal
from tests.cast import AT, Cast
from tests.work.goals.given import undertaking
from tests.work.goals.own import drafted


def redraft(cast: Cast, goal, *, version: int = 1, **values):
    return redraft_own_goal(
        goal,
        asked=undertaking(**values),
        version=version,
        actor=cast.actor("branch_secretary"),
        at=AT,
    )


def test_the_new_words_count(cast: Cast):
    goal = redraft(cast, drafted(cast), text="师徒结对")
    assert (goal.text, goal.version) == ("师徒结对", 2)


def test_the_second_of_two_is_shown_the_first_ones_change(cast: Cast):
    goal = drafted(cast)
    redraft(cast, goal, text="师徒结对")
    with pytest.raises(Conflict) as conflict:
        redraft(cast, goal, text="另一种")
    assert (conflict.value.current["text"], conflict.value.expected) == ("师徒结对", 2)


def test_what_was_sent_waits_for_its_answer(cast: Cast):
    goal = drafted(cast)
    propose_own_goal(goal, actor=cast.actor("branch_secretary"), at=AT)
    with pytest.raises(ValidationError):
        redraft(cast, goal)
