"""What is looked after in the background; the periods stand in site/wiring.py."""

from uuid import uuid4

from django_tasks import task

from lianxin.base.accounts import operations as accounts
from lianxin.base.ui import clock
from lianxin.desks.administration import queries
from lianxin.kernel.actor import system_actor


@task()
def close_accounts_of_leavers() -> int:
    """Close the accounts of those whose last day is over; how many."""
    actor = system_actor("administration.close_accounts_of_leavers", uuid4())
    leavers = queries.all_leavers_with_account(today=clock.today())
    ids = list(leavers.values_list("account__pk", flat=True))
    for account_id in ids:
        accounts.close_for_leaver(account_id, unit=None, actor=actor, at=clock.now())
    return len(ids)
