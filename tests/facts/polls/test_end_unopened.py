"""A secret vote with too few ballots ends unopened; the next one is on paper."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.sealed import HOLDER, MOTIONS, begun, closed
from tests.facts.polls.voting import DAY


def test_its_ballots_stay_sealed_and_paper_follows(cast: Cast) -> None:
    sealed = closed(cast, ballots=4)
    result = operations.end_unopened(sealed.poll, actor=cast.actor(HOLDER), at=AT)
    assert result.figures["votes"] == {}
    assert result.figures["turnout"]["returned"] == 4
    verdict = sealed.verdict()
    assert (verdict.ballots, verdict.result) == (4, None)
    assert result.figures["archive"] == verdict.archive
    shown = queries.poll_visible_to(cast.actor(HOLDER), sealed.poll.pk)
    view = queries.result_view(shown, actor=cast.actor(HOLDER))
    assert (view.pill.word, list(view.lines)) == ("Too few ballots, not opened", [])
    assert "on paper" in view.next_step.words
    again = operations.prepare_again(
        shown, held_on=DAY, actor=cast.actor(HOLDER), at=AT
    )
    assert (again.mode, [item.text for item in again.items.all()]) == (
        "paper",
        list(MOTIONS),
    )
    with pytest.raises(Refused, match="result is declared"):
        operations.end_unopened(shown, actor=cast.actor(HOLDER), at=AT)


def test_not_with_enough_ballots_not_before_the_end_and_not_by_others(
    cast: Cast,
) -> None:
    with pytest.raises(Refused, match="has not ended"):
        operations.end_unopened(begun(cast).poll, actor=cast.actor(HOLDER), at=AT)
    enough = closed(cast, ballots=5).poll
    with pytest.raises(ValidationError, match="Enough ballots came"):
        operations.end_unopened(enough, actor=cast.actor(HOLDER), at=AT)
    with pytest.raises(Refused):
        operations.end_unopened(enough, actor=cast.actor("member"), at=AT)
    assert not Poll.objects.filter(result__isnull=False).exists()
