"""Two of three trustees make the result; two programs confirm it."""

import hashlib
from itertools import combinations
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Poll
from tests.cast import AT, Cast
from tests.facts.polls.sealed import BALLOTS, HOLDER, Sealed, closed
from tests.kernel.ballots.test_foreign_tool import tool

COUNTED = [[sum(b[q][a] for b in BALLOTS) for a in range(3)] for q in range(2)]


def publish(cast: Cast, sealed: Sealed, *places: int):
    for place in places:
        operations.add_decryption(
            sealed.poll, shown=sealed.shown(place), actor=cast.actor(HOLDER), at=AT
        )
    return operations.publish_result(sealed.poll, actor=cast.actor(HOLDER), at=AT)


def test_one_trustee_is_not_enough(cast: Cast) -> None:
    sealed = closed(cast)
    with pytest.raises(ValidationError):
        publish(cast, sealed, 1)
    assert not hasattr(Poll.objects.get(pk=sealed.poll.pk), "result")


@pytest.mark.parametrize("places", list(combinations((1, 2, 3), 2)))
def test_any_two_of_three_come_to_what_was_voted(
    cast: Cast, tmp_path: Path, places: tuple[int, int]
) -> None:
    sealed = closed(cast)
    result = publish(cast, sealed, *places)
    verdict = sealed.verdict()
    assert [list(row) for row in verdict.result or ()] == COUNTED
    items = [str(item.pk) for item in sealed.poll.items.all()]
    assert [list(result.figures["votes"][pk].values()) for pk in items] == COUNTED
    archive = b"".join(queries.archive_of(sealed.board))
    assert result.figures["archive"] == hashlib.sha256(archive).hexdigest()
    assert [one["ending"] for one in result.figures["decisions"]] == ["counted"]
    tmp_path.joinpath(f"{sealed.uuid}.bel").write_bytes(archive)
    code, _, words = tool("election", "verify", "--dir", str(tmp_path))
    assert (code, "all checks passed" in words, "W:" in words) == (0, True, False)
