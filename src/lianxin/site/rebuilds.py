"""What `lianxin rebuild` makes anew, lower tiers first."""

from collections.abc import Callable, Mapping
from datetime import date

from lianxin.org.units.operations import rebuild_paths
from lianxin.work.goals.operations import rebuild_ledger

REBUILDS: Mapping[str, Callable[[date], object]] = {
    "units.paths": lambda today: rebuild_paths(today=today),
    "goals.ledger": lambda _today: rebuild_ledger(),
}
