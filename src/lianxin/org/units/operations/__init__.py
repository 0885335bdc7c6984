"""The only writers of the tree of units, each with its day and basis.

Rows say what holds from which day on; name, parent and path on the unit itself are
caches of the rows in force today, so a change with a future day leaves them alone
until `follow_dates` finds that the day has come.
"""

from lianxin.org.units.operations.caches import follow_dates, rebuild_paths
from lianxin.org.units.operations.checks import both_locked, check_unchanged
from lianxin.org.units.operations.dissolving import dissolve_unit
from lianxin.org.units.operations.founding import found_unit
from lianxin.org.units.operations.founding_many import (
    NewUnit,
    found_units,
    withdraw_units,
)
from lianxin.org.units.operations.keys import rebuild_keys
from lianxin.org.units.operations.moving import move_unit, reorder_units
from lianxin.org.units.operations.naming import rename_unit
from lianxin.org.units.operations.reinstating import reinstate_unit
from lianxin.org.units.operations.restricting import restrict_unit
from lianxin.org.units.operations.splitting import found_split_off

__all__ = [
    "NewUnit",
    "both_locked",
    "check_unchanged",
    "dissolve_unit",
    "follow_dates",
    "found_split_off",
    "found_unit",
    "found_units",
    "move_unit",
    "rebuild_keys",
    "rebuild_paths",
    "reinstate_unit",
    "rename_unit",
    "reorder_units",
    "restrict_unit",
    "withdraw_units",
]
