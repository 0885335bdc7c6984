"""A file is thrown away with what waits; what was taken of it stays."""

import pytest

from lianxin.base.imports.models import Import, ImportContent, StagedRows
from lianxin.base.imports.operations import discard_stale
from lianxin.base.journal.models import Entry
from lianxin.desks.imports import queries
from lianxin.desks.imports.operations import discard_import, undo_import
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.org.people.models import Person
from tests.cast import AT, Cast
from tests.desks.imports.books import dropped, member, members_book, taken


def test_nothing_is_left_of_what_nobody_took(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    with pytest.raises(Refused):
        discard_import(made, actor=cast.actor("member"), at=AT)
    discard_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert not Import.objects.exists()
    entry = Entry.objects.get(code="imports.discarded")
    assert entry.before == {"file": "花名册.xlsx"}


def test_what_was_taken_stays_and_can_be_undone(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    taken(cast, made)
    discard_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert not StagedRows.objects.exists()
    assert not ImportContent.objects.exists()
    assert Person.objects.filter(name="赵明").exists()
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert not Person.objects.filter(name="赵明").exists()


def test_old_files_go_by_themselves(cast: Cast) -> None:
    dropped(cast, members_book(member(1, "赵明")))
    assert discard_stale(at=AT) == 0
    assert discard_stale(at=AT.replace(year=2027)) == 1
    assert not Import.objects.exists()


def test_whoever_takes_in_workbooks_no_more_sees_not_even_the_own_ones(
    cast: Cast,
) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    assert queries.import_visible_to(cast.actor("sub_clerk"), made.pk) == made
    Import.objects.filter(pk=made.pk).update(person=cast.people["member"].pk)
    with pytest.raises(NotVisible):
        queries.import_visible_to(cast.actor("member"), made.pk)
