"""A unit says how its goals go on."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Line
from lianxin.work.reviews.operations import Words, close_round
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give
from tests.work.reviews.rounds import SAID, opened, say


def test_the_committee_reads_it_at_once(cast: Cast):
    goal = give(cast)
    found = opened(cast)
    assert say(cast, found, {goal.pk: SAID}) == 1
    assert [(line.goal, line.problem) for line in queries.problems_in(found)] == [
        (goal, "缺少备件")
    ]
    assert queries.rounds_asking(cast.actor("branch_secretary"), today=TODAY) == []


def test_it_can_be_said_anew_and_taken_back(cast: Cast):
    goal = give(cast)
    found = opened(cast)
    say(cast, found, {goal.pk: SAID})
    say(cast, found, {goal.pk: Words("完成", "", "")})
    assert Line.objects.get().account == "完成"
    say(cast, found, {goal.pk: Words()})
    assert Line.objects.count() == 0


def test_not_for_goals_of_others(cast: Cast):
    give(cast)
    other = give(cast, role="clerk", unit="other")
    with pytest.raises(ValidationError):
        say(cast, opened(cast), {other.pk: SAID})


def test_not_once_it_is_closed(cast: Cast):
    goal = give(cast)
    found = opened(cast)
    close_round(found, actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(Refused):
        say(cast, found, {goal.pk: SAID})


@pytest.mark.parametrize("role", ["branch_member", "member", "sub_clerk"])
def test_only_whoever_leads_the_unit(cast: Cast, role: str):
    goal = give(cast)
    with pytest.raises(Refused):
        say(cast, opened(cast), {goal.pk: SAID}, role=role)
