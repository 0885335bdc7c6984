"""The newest records of a desk, however many others were entered since."""

from datetime import timedelta

import pytest

from lianxin.desks.home.queries import desk
from tests.cast import Cast
from tests.facts.records.meetings import DAY, meeting


@pytest.mark.parametrize("lately", [1, 3, 400])
def test_the_newest_are_told_wherever_they_are_looked_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, lately: int
) -> None:
    monkeypatch.setattr(desk, "LATELY", lately)
    held = [
        meeting(cast, took_place_on=DAY - timedelta(days=n), topic=f"第{n}次")
        for n in range(desk.MOST_BELOW + 2)
    ]
    told = desk._records(cast.actor("branch_secretary"))
    assert list(told) == held[: desk.MOST_BELOW]
    assert list(desk._records(cast.actor("outsider"))) == []
