"""Taking a workbook along: whoever asked for it, for the post they asked for."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.desks.workbook.models import Book
from lianxin.desks.workbook.operations import take_book
from lianxin.kernel.actor import NotVisible
from tests.cast import AT, Cast
from tests.desks.workbook.test_ask_for_book import asked, made


def test_who_took_it_is_in_the_journal(cast: Cast) -> None:
    book = made(asked(cast))
    take_book(book, actor=cast.actor("branch_secretary"), at=AT)
    entry = Entry.objects.get(code="workbook.taken")
    assert (entry.subject_id, entry.unit_id, entry.after) == (
        book.pk,
        cast.units["branch"].pk,
        {"year": 2026, "file": "docx"},
    )


def test_one_that_is_not_made_yet_is_no_file(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        take_book(asked(cast), actor=cast.actor("branch_secretary"), at=AT)


def test_nobody_else_is_given_it(cast: Cast) -> None:
    book = made(asked(cast))
    for role in ("member", "sub_clerk", "clerk", "administrator"):
        with pytest.raises(NotVisible):
            take_book(book, actor=cast.actor(role), at=AT)
    assert not Entry.objects.filter(code="workbook.taken").exists()


def test_who_left_the_post_is_not_given_what_was_made_for_it(cast: Cast) -> None:
    book = made(asked(cast))
    Book.objects.filter(pk=book.pk).update(post=0)
    with pytest.raises(NotVisible):
        take_book(book, actor=cast.actor("branch_secretary"), at=AT)
