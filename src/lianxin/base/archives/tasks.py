"""Making archives, and deleting old ones, in the background."""

from django_tasks import task

from lianxin.base.archives import operations
from lianxin.base.archives.models import Archive
from lianxin.base.ui import clock


@task()
def make(kind: str, id: int) -> int:  # noqa: A002 -- as `jobs.later` names them
    """Write the archive that was asked for; how many rows it has."""
    archive = Archive.objects.filter(pk=id).first()
    if archive is None:  # deleted before its turn came
        return 0
    return operations.make_archive(archive, at=clock.now()).rows


@task()
def prune() -> int:
    """Delete archives that have been kept long enough; how many."""
    return operations.discard_stale(at=clock.now())
