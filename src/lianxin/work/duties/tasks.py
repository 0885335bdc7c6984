"""What the timer and the operations hand over for duties."""

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.work.duties import operations


@task()
def tally() -> None:
    """Every minute: count what has changed by each unit above."""
    operations.follow_ledger(at=clock.now())


@task()
def renew() -> None:
    """Every day: bring all duties up to date, and open a new year."""
    operations.renew_all(today=clock.today())


@task()
def renew_below(kind: str, id: int) -> None:  # noqa: A002 -- the names that `later` hands over
    """After a unit asked for more, or moved: bring the units below it up to date."""
    assert kind == "units.unit"  # noqa: S101 -- who hands over names a unit
    operations.renew_below(id, today=clock.today())
