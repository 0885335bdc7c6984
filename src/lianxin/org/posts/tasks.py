"""What the timer does for posts."""

from uuid import uuid4

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.kernel.actor import system_actor
from lianxin.org.posts import operations


@task()
def close_accounts() -> int:
    """Every hour: close the accounts of those who have left; how many.

    The sessions of those whose post ends today, as was noted earlier, end as well.
    """
    actor = system_actor("posts.close_accounts", uuid4())
    today, at = clock.today(), clock.now()
    closed = operations.close_accounts_of_leavers(today=today, actor=actor, at=at)
    return closed + operations.end_sessions_of_the_day(today=today, actor=actor, at=at)
