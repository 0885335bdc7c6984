"""What `lianxin rebuild` makes anew, lower tiers first."""

from collections.abc import Callable, Mapping

from lianxin.org.units.operations import rebuild_paths
from lianxin.work.goals.operations import rebuild_ledger

REBUILDS: Mapping[str, Callable[[], object]] = {
    "units.paths": rebuild_paths,
    "goals.ledger": rebuild_ledger,
}
