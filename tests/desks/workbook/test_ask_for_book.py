"""A workbook is asked for and made in the background, however long the year is."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection

from lianxin.base.documents.operations import Format
from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.desks.workbook import queries, tasks
from lianxin.desks.workbook.exports import fault_of, meetings, pill_of
from lianxin.desks.workbook.models import Book, BookContent
from lianxin.desks.workbook.operations import (
    ask_for_book,
    discard_stale,
    note_meetings,
    take_book,
)
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting


def asked(
    cast: Cast, role: str = "branch_secretary", form: Format = "docx", **later: int
) -> Book:
    actor = cast.actor(role)
    unit = queries.unit_visible_to(actor, cast.units["branch"].pk)
    year = queries.year_of(unit, 2026, actor=actor, today=TODAY)
    return ask_for_book(year, form=form, actor=actor, at=AT + timedelta(**later))


def made(book: Book) -> Book:
    tasks.make.func("workbook.book", book.pk)
    book.refresh_from_db()
    return book


def test_it_waits_until_the_worker_has_made_it(cast: Cast) -> None:
    book = asked(cast)
    assert pill_of(book, at=AT).word == "Being made"
    entry = Entry.objects.get(code="workbook.asked")
    assert (entry.subject_id, entry.after) == (
        book.pk,
        {"year": 2026, "file": "docx"},
    )
    assert pill_of(made(book), at=AT).word == "Made"


def test_all_meetings_of_a_long_year_stand_in_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "BATCH", 2)
    for day in range(5):
        meeting(cast, took_place_on=TODAY - timedelta(days=day), topic=f"第{day}次")
    book = made(asked(cast))
    assert (book.meetings_read, book.meetings) == (5, 5)
    content = take_book(book, actor=cast.actor("branch_secretary"), at=AT)
    assert len(content) == book.size
    said = [p.text for p in docx.Document(BytesIO(content)).paragraphs]
    assert [words for words in said if words.endswith("次")] == [
        f"{TODAY - timedelta(days=day)} 第{day}次" for day in (4, 3, 2, 1, 0)
    ]


def test_it_is_told_how_far_the_worker_is(cast: Cast) -> None:
    book = asked(cast)
    Book.objects.filter(pk=book.pk).update(asked_at=clock.now())
    note_meetings(book, read=100, of=340)
    page = cast.client("branch_secretary").get(f"/workbook/books/{book.pk}/")
    assert "100 of 340 meetings are read" in page.content.decode()


def test_whoever_asks_twice_waits_for_one(cast: Cast) -> None:
    first = asked(cast)
    assert asked(cast, minutes=29) == first
    assert asked(cast, form="pdf") != first
    assert asked(cast, minutes=31) != first  # the worker must have been stopped
    made(first)
    assert asked(cast) != first


def test_whoever_sees_the_unit_no_more_is_told_so(cast: Cast) -> None:
    book = asked(cast, "clerk")
    cast.appointments["clerk"].delete()
    made(book)
    assert pill_of(book, at=AT).word == "Could not be made"
    assert fault_of(book, at=AT) == "You may not see this unit any more."


def test_what_breaks_is_told_and_not_waited_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = asked(cast)
    monkeypatch.setattr(meetings, "BATCH", 0)  # a step of none is no step
    meeting(cast)
    with pytest.raises(ValueError, match="zero"):
        made(book)
    book.refresh_from_db()
    assert fault_of(book, at=AT).startswith("The workbook could not be made.")


def test_a_worker_that_was_stopped_is_not_waited_for_for_ever(cast: Cast) -> None:
    book = asked(cast)
    later = AT + timedelta(minutes=30)
    assert pill_of(book, at=later).word == "Could not be made"
    assert fault_of(book, at=later) == (
        "The making was interrupted. Ask for the workbook again."
    )


def test_the_file_lies_encrypted(cast: Cast) -> None:
    meeting(cast)
    made(asked(cast))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM workbook_bookcontent")
        [(kept,)] = cursor.fetchall()
    assert kept.startswith("gAAAA")


def test_it_is_kept_for_a_week(cast: Cast) -> None:
    made(asked(cast))
    assert discard_stale(at=AT + timedelta(days=7)) == 0
    assert discard_stale(at=AT + timedelta(days=7, seconds=1)) == 1
    assert not BookContent.objects.exists()
