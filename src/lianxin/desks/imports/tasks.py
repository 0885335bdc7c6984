"""Reading files and taking their rows, in the background."""

from django.db import IntegrityError
from django.utils import translation
from django_tasks import task

from lianxin.base.imports import operations as staging
from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.ui import clock
from lianxin.desks.imports import operations, queries
from lianxin.kernel.actor import Actor


@task()
def read(kind: str, id: int) -> int:  # noqa: A002 -- as `jobs.later` names them
    """Read a file that was dropped in; how many rows it has."""
    dropped = Import.objects.filter(pk=id).first()
    if dropped is None:  # thrown away before its turn came
        return 0
    with translation.override(dropped.language or None):
        actor = queries.actor_behind(dropped, today=clock.today())
        _read(dropped, actor)
    dropped.refresh_from_db()
    return dropped.rows_read


def _read(dropped: Import, actor: Actor) -> None:
    """Read it; a file on which the reading itself breaks is refused, not waited for."""
    try:
        operations.read_import(dropped, actor=actor, at=clock.now())
    except IntegrityError:
        return  # another worker reads the same file, and goes on
    except Exception:
        staging.refuse_file(dropped, "broken_reader", {"name": dropped.name})
        raise


@task()
def take(kind: str, id: int) -> int:  # noqa: A002 -- as `jobs.later` names them
    """Enter the right rows of a sheet; how many."""
    sheet = ImportSheet.objects.select_related("dropped").filter(pk=id).first()
    if sheet is None:
        return 0
    with translation.override(sheet.dropped.language or None):
        actor = queries.actor_asking(sheet, today=clock.today())
        operations.take_sheet(sheet, actor=actor, at=clock.now())
    sheet.refresh_from_db()
    return sheet.rows_taken


@task()
def prune() -> int:
    """Throw away files that waited too long; how many."""
    return staging.discard_stale(at=clock.now())
