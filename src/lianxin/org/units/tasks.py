"""What the timer does for the tree of units."""

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.org.units import operations


@task()
def follow_dates() -> int:
    """Once a day, soon after midnight: apply what comes into force that day."""
    return operations.follow_dates(today=clock.today())
