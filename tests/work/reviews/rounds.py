"""A review of the fourth quarter by the sub-committee."""

from datetime import timedelta

from lianxin.work.reviews import operations
from lianxin.work.reviews.models import Round
from lianxin.work.reviews.operations import Words
from tests.cast import AT, TODAY, Cast

UNTIL = TODAY + timedelta(days=10)
SAID = Words("完成过半", "缺少备件", "下月补齐")


def opened(
    cast: Cast, *, role: str = "sub_clerk", unit: str = "sub", **values
) -> Round:
    usual = {"year": 2026, "quarter": 4, "until": UNTIL}
    return operations.open_round(
        cast.units[unit], **usual | values, actor=cast.actor(role), at=AT
    )


def say(cast: Cast, found: Round, words, *, role: str = "branch_secretary") -> int:
    return operations.enter_lines(
        found, unit=cast.units["branch"], words=words, actor=cast.actor(role), at=AT
    )
