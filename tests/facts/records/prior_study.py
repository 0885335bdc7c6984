"""The committee's list of what it studies before others decide."""

from datetime import date

from lianxin.facts.records.enums import Decider
from lianxin.facts.records.models import MatterList
from lianxin.facts.records.operations import Listed, list_matters
from tests.cast import AT, Cast

MATTERS = (
    ("发展规划", Decider.BOARD),
    ("重大投资项目", Decider.BOARD),
    ("涉及职工权益的措施", Decider.MANAGERS),
)


def a_list(
    cast: Cast, *, unit: str = "root", role: str = "clerk", **values
) -> MatterList:
    given = {
        "since": date(2026, 1, 1),
        "basis": "党委前置研究讨论事项清单（2026版）",
        "matters": MATTERS,
    }
    return list_matters(
        cast.units[unit],
        listed=Listed(**given | values),
        actor=cast.actor(role),
        at=AT,
    )
