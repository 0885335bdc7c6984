"""Having a workbook made in the background, and taking it along."""

import base64
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from lianxin.base.documents.operations import Format
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.desks.workbook import policy, queries
from lianxin.desks.workbook.events import BookAsked, BookTaken
from lianxin.desks.workbook.models import Book, BookContent
from lianxin.desks.workbook.queries import Year
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.people.queries import person_of
from lianxin.org.units import queries as units


@transaction.atomic
def ask_for_book(year: Year, *, form: Format, actor: Actor, at: datetime) -> Book:
    """Have the workbook of a year made, as the actor may read it.

    Whoever has asked for the same and still waits is given that one.
    """
    policy.may_ask(actor=actor).or_raise()
    waiting = queries.still_being_made(year, form=form, actor=actor, at=at)
    if waiting is not None:
        return waiting
    book = Book.objects.create(
        unit=year.unit,
        year=year.number,
        form=form,
        asked_by=person_of(actor),
        post=actor.post.id if actor.post else None,
        language=get_language() or "",
        asked_at=at,
    )
    jobs.later("workbook.make", queries.ref(book))
    journal.write(
        BookAsked(
            subject=queries.ref(book),
            unit=units.ref(year.unit),
            actor=actor,
            at=at,
            after={"year": book.year, "file": form},
        )
    )
    return book


def note_meetings(book: Book, *, read: int, of: int) -> None:
    """Say how many of the year's meetings the worker has read."""
    Book.objects.filter(pk=book.pk).update(meetings_read=read, meetings=of)


@transaction.atomic
def keep_file(book: Book, content: bytes, *, at: datetime) -> None:
    """Keep the file that was made."""
    text = base64.b64encode(content).decode("ascii")
    BookContent.objects.create(book=book, text=text)
    Book.objects.filter(pk=book.pk).update(made_at=at, size=len(content))


def note_fault(book: Book, fault: str) -> None:
    """Say why no file could be made."""
    Book.objects.filter(pk=book.pk).update(fault=fault[:300])


@transaction.atomic
def take_book(book: Book, *, actor: Actor, at: datetime) -> bytes:
    """The file, to be taken away; that enters the journal.

    NotVisible where it is not made yet, or somebody else asked for it.
    """
    if not queries.visible_to(actor).filter(pk=book.pk).exists():
        raise NotVisible
    content = queries.content_of(book)
    if content is None:
        raise NotVisible
    journal.write(
        BookTaken(
            subject=queries.ref(book),
            unit=units.ref(book.unit),
            actor=actor,
            at=at,
            after={"year": book.year, "file": book.form},
        )
    )
    return content


@transaction.atomic
def discard_stale(*, at: datetime) -> int:
    """Delete the books that were kept as long as they are to be kept; how many."""
    stale = [book.pk for book in queries.all_stale(at=at)]
    BookContent.objects.filter(book__in=stale).delete()
    Book.objects.filter(pk__in=stale).delete()
    return len(stale)
