"""One election at a time, of a unit with a term, begun by who keeps its records."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.programmes.elections import operations
from tests.cast import AT, TODAY, Cast
from tests.programmes.elections.changing import begun


def test_one_at_a_time(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(ValidationError, match="under way already"):
        begun(cast)


@pytest.mark.parametrize(
    ("unit", "role"),
    [("branch", "member"), ("workshop", "sub_clerk"), ("sub", "leader")],
)
def test_who_may_not(cast: Cast, unit: str, role: str) -> None:
    with pytest.raises(Refused):
        operations.begin_election(
            unit=cast.units[unit],
            seats=3,
            meeting_on=TODAY,
            actor=cast.actor(role),
            at=AT,
        )
