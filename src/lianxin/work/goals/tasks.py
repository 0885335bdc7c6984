"""What the timer does for goals."""

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.work.goals import operations


@task()
def tally() -> None:
    """Every minute: count anew how the goals below each unit stand."""
    operations.follow_journal(at=clock.now())
