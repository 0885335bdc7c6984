"""Deleting what half-stored files left behind, in the background."""

from django_tasks import task

from lianxin.base.files import operations
from lianxin.base.ui import clock


@task()
def prune() -> int:
    """Delete what was left where storing a file was broken off; how many."""
    return operations.discard_unfinished(at=clock.now())
