"""A whole import is taken back as long as nothing depends on it."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.desks.imports.operations import undo_import
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations import edit_person
from tests.cast import AT, Cast
from tests.desks.imports.books import (
    dropped,
    member,
    members_book,
    staff,
    staff_book,
    taken,
)

TABLES = (Person, Affiliation, PartyStanding, Contact)


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_everything_is_as_it_was_before(cast: Cast) -> None:
    taken(cast, dropped(cast, staff_book(staff(1, "赵明"), staff(2, "孙强"))))
    before = counts(), list(Person.objects.order_by("pk").values("name", "nation"))
    made = dropped(cast, members_book(member(1, "赵明"), member(5, "周涛")))
    taken(cast, made)
    assert counts() != before[0]
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    after = counts(), list(Person.objects.order_by("pk").values("name", "nation"))
    assert after == before
    made.refresh_from_db()
    assert (made.undone_at, made.undone_by) == (AT, "唐小满")
    assert Entry.objects.filter(code="imports.undone").count() == 1
    with pytest.raises(ValidationError):
        undo_import(made, actor=cast.actor("sub_clerk"), at=AT)


def test_not_where_somebody_was_changed_since(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明"), member(2, "孙强")))
    taken(cast, made)
    person = Person.objects.get(name="赵明")
    edit_person(
        person,
        name="赵明",
        employee_number=person.employee_number,
        version=1,
        actor=cast.actor("sub_clerk"),
        at=AT,
        gender="f",
    )
    before = counts()
    with pytest.raises(ValidationError):
        undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert counts() == before
