"""Sealing in the background; the periods stand in site/wiring.py."""

from django_tasks import task

from lianxin.base.log import operations
from lianxin.base.ui import clock


@task()
def seal() -> int:
    """Seal what was committed since the last time."""
    return operations.seal(at=clock.now())


@task()
def seal_everywhere() -> int:
    """Seal also what committed very late, or was written before the log began."""
    return operations.seal(at=clock.now(), everywhere=True)
