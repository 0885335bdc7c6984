"""A business target of the department, and the people who set it."""

from datetime import date
from decimal import Decimal

from lianxin.work.targets import operations
from lianxin.work.targets.models import Target
from lianxin.work.targets.operations import Aim
from tests.cast import AT, Cast

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def aim(**values) -> Aim:
    usual = {
        "name": "检修返工率",
        "measured_in": "%",
        "begins_on": YEAR[0],
        "ends_on": YEAR[1],
        "value": Decimal(2),
        "more_is_better": False,
    }
    return Aim(**usual | values)


def set_one(cast: Cast, *, role: str = "department_head", **values) -> Target:
    return operations.set_target(
        cast.units["department"], aim=aim(**values), actor=cast.actor(role), at=AT
    )
