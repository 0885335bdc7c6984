"""What `lianxin rebuild` makes anew, lower tiers first."""

from collections.abc import Callable, Mapping
from datetime import date

from lianxin.base.ui import clock
from lianxin.org.people import operations as people
from lianxin.org.units import operations as units
from lianxin.work.duties import operations as duties
from lianxin.work.goals.operations import rebuild_ledger, rebuild_tally

REBUILDS: Mapping[str, Callable[[date], object]] = {
    "units.paths": lambda today: units.rebuild_paths(today=today),
    "units.keys": lambda _today: units.rebuild_keys(),
    "people.keys": lambda _today: people.rebuild_keys(),
    "goals.ledger": lambda _today: rebuild_ledger(),
    "goals.tally": lambda _today: rebuild_tally(at=clock.now()),
    "duties.ledger": lambda today: duties.rebuild_ledger(today=today),
    "duties.tally": lambda _today: duties.rebuild_tally(at=clock.now()),
}
