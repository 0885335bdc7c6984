"""Making workbooks, and deleting old ones, in the background."""

from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from lianxin.base.ui import clock
from lianxin.desks.workbook import exports, operations, queries
from lianxin.desks.workbook.models import Book
from lianxin.kernel.actor import NotVisible, Refused


@task()
def make(kind: str, id: int) -> int:  # noqa: A002 -- as `jobs.later` names them
    """Make the workbook that was asked for; how many bytes it has."""
    book = queries.all_to_make().filter(pk=id).first()
    if book is None:  # made or deleted before its turn came
        return 0
    with translation.override(book.language or None):
        try:
            content = _written(book)
        except NotVisible:
            operations.note_fault(book, _("You may not see this unit any more."))
            return 0
        except Refused as refusal:
            operations.note_fault(book, str(refusal))
            return 0
        except Exception:
            operations.note_fault(
                book,
                _("The workbook could not be made. Tell who looks after the site."),
            )
            raise
    operations.keep_file(book, content, at=clock.now())
    return len(content)


def _written(book: Book) -> bytes:
    today = clock.today()
    actor = queries.actor_asking(book, today=today)
    unit = queries.unit_visible_to(actor, book.unit_id)
    year = queries.year_of(unit, book.year, actor=actor, today=today)
    heard = partial(operations.note_meetings, book)
    return exports.file_of(book, year, actor=actor, today=today, heard=heard)


@task()
def prune() -> int:
    """Delete books that were kept long enough; how many."""
    return operations.discard_stale(at=clock.now())
