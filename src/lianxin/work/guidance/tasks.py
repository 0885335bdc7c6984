"""What the worker does for plans."""

from uuid import uuid4

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.kernel.actor import system_actor
from lianxin.work.guidance import operations, queries


@task()
def give(kind: str, id: int) -> int:  # noqa: A002 -- the name that jobs hand over
    """Give the goals of an issue to the units, going on where an earlier run stopped."""
    return operations.give_issue(
        queries.issue_of(id),
        actor=system_actor(f"guidance.give {kind}", uuid4()),
        at=clock.now(),
    )
