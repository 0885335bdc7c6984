"""What the worker does for plans."""

from uuid import uuid4

from django_tasks import task

from lianxin.base.ui import clock
from lianxin.work.guidance import operations, queries


@task()
def give(kind: str, id: int) -> int:  # noqa: A002 -- the names that jobs hand over
    """Give the goals of an issue to the units, going on where an earlier run stopped."""
    if kind != "guidance.issue":
        raise ValueError(kind)
    issue = queries.issue_of(id)
    actor = queries.issuer_of(issue, job="guidance.give", action=uuid4())
    return operations.give_issue(issue, actor=actor, at=clock.now())
