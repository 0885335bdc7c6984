"""What the timer does for posts."""

from uuid import uuid4

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.kernel.actor import system_actor
from lianxin.org.posts import operations


@task()
def close_accounts() -> int:
    """Every hour: end the sessions and close the accounts of those who have left."""
    return operations.close_accounts_of_leavers(
        today=clock.today(),
        actor=system_actor("posts.close_accounts", uuid4()),
        at=clock.now(),
    )
