"""Goals that a plan's rows bring."""

from lianxin.kernel.actor import Ref
from lianxin.work.goals import operations
from lianxin.work.goals.operations import IssuedTask
from tests.cast import AT, Cast
from tests.work.goals.given import undertaking

ROW = Ref("guidance.task", 7)


def issue(cast: Cast, *units: str, on_trial: bool = False, **values) -> int:
    task = IssuedTask(
        source=ROW,
        asked=undertaking(**values),
        unit_ids=[cast.units[unit].pk for unit in units],
    )
    return operations.give_issued(
        tasks=[task],
        giver=cast.units["root"],
        actor=cast.actor("clerk"),
        at=AT,
        on_trial=on_trial,
    )
