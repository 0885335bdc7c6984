"""An inspection of the branch by the committee above it."""

from datetime import date, timedelta

from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.programmes.inspections.operations import (
    Plan,
    Seen,
    ask_to_rectify,
    begin_inspection,
    write_finding,
)
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import Undertaking
from tests.cast import AT, TODAY, Cast

PLAN = Plan(
    title="三会一课检查",
    basis="年度检查通知",
    since=date(2026, 1, 1),
    until=TODAY,
)


def begun(cast: Cast, *, plan: Plan = PLAN, role: str = "sub_clerk") -> Inspection:
    return begin_inspection(
        plan, units=[cast.units["branch"]], actor=cast.actor(role), at=AT
    )


def found(
    cast: Cast, inspection: Inspection, text: str = "会议记录不全", **rests_on
) -> Finding:
    return write_finding(
        inspection,
        unit=cast.units["branch"],
        seen=Seen(text=text, **rests_on),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )


def asked(cast: Cast, finding: Finding) -> Goal:
    return ask_to_rectify(
        finding,
        asked=Undertaking(
            text="补全会议记录",
            standard="逐次核对",
            deadline=TODAY + timedelta(days=30),
        ),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
