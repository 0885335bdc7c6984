"""The right rows are entered, all of them or none."""

from datetime import date

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import, Made
from lianxin.base.journal.models import Entry
from lianxin.desks.imports import operations, tasks
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.desks.imports.books import (
    dropped,
    identity,
    member,
    members_book,
    read,
    staff,
    staff_book,
    taken,
)


def test_members_are_entered_with_all_that_the_register_says(cast: Cast) -> None:
    wrong = member(2, "孙强", "无此支部")
    sheet = taken(cast, dropped(cast, members_book(member(1, "赵明"), wrong)))
    person = Person.objects.get(name="赵明")
    assert (sheet.rows_taken, sheet.taken_by) == (1, "唐小满")
    assert (person.gender, person.birth_on) == ("m", date(1990, 3, 7))
    place = Affiliation.objects.get(person=person)
    assert (place.unit, place.belonging, place.valid_from) == (
        cast.units["branch"],
        "party",
        TODAY,
    )
    held = PartyStanding.objects.filter(person=person).order_by("valid_from")
    assert list(held.values_list("standing", "valid_from", "valid_to")) == [
        ("probationary", date(2015, 7, 1), date(2016, 7, 1)),
        ("full", date(2016, 7, 1), None),
    ]
    contact = Contact.objects.get(person=person)
    assert (contact.phone, contact.identity_number) == ("13900000001", identity(1))
    assert not Person.objects.filter(name="孙强").exists()
    entry = Entry.objects.get(code="imports.taken")
    assert entry.after == {"file": "花名册.xlsx", "sheet": "表", "entered_rows": 1}


def test_staff_who_are_members_are_one_person(cast: Cast) -> None:
    taken(cast, dropped(cast, staff_book(staff(1, "赵明"), staff(2, "孙强"))))
    before = Person.objects.count()
    taken(cast, dropped(cast, members_book(member(1, "赵明"))))
    assert Person.objects.count() == before
    person = Person.objects.get(name="赵明")
    belongs = Affiliation.objects.filter(person=person).order_by("pk")
    assert [(b.unit.name, b.belonging) for b in belongs] == [
        ("检修车间", "staff"),
        ("检修一支部", "party"),
    ]
    assert Contact.objects.get(person=person).phone == "13800000001"
    assert PartyStanding.objects.filter(person=person).count() == 2


def test_the_same_rows_in_another_file_change_nothing(cast: Cast) -> None:
    taken(cast, dropped(cast, members_book(member(1, "赵明"))))
    again = dropped(cast, members_book(member(1, "赵明"), title="党员花名册（新）"))
    sheet = again.sheets.get()
    counts = staged.counts_of([sheet])[sheet.pk]
    assert (counts.same, counts.to_take) == (1, 0)


def test_rows_that_became_wrong_meanwhile_stay(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明"), member(2, "孙强")))
    other = dropped(cast, members_book(member(1, "赵朋"), title="另一册"))
    taken(cast, other)
    sheet = taken(cast, made)
    assert sheet.rows_taken == 1
    counts = staged.counts_of([sheet])[sheet.pk]
    assert (counts.wrong, counts.new) == (1, 1)
    assert not Person.objects.filter(name="赵明").exists()


def test_nothing_is_taken_twice(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    sheet = taken(cast, made)
    operations.take_sheet(sheet, actor=cast.actor("sub_clerk"), at=AT)
    assert Person.objects.filter(name="赵明").count() == 1
    assert Made.objects.count() == 1
    read(cast, Import.objects.get())
    assert Import.objects.get().sheets.get().taken_at is not None


def test_rights_that_ended_before_its_turn_came(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    sheet = made.sheets.get()
    actor = cast.actor("sub_clerk")
    operations.ask_to_take(sheet, since=LONG_AGO, actor=actor, at=AT)
    sheet.refresh_from_db()
    operations.take_sheet(sheet, actor=cast.actor("member"), at=AT)
    sheet.refresh_from_db()
    assert (sheet.rows_taken, Person.objects.filter(name="赵明").count()) == (0, 0)


def test_whoever_asked_enters_them_and_not_whoever_dropped_the_file(cast: Cast) -> None:
    made = dropped(cast, members_book(member(1, "赵明")))
    sheet = made.sheets.get()
    operations.ask_to_take(sheet, since=TODAY, actor=cast.actor("clerk"), at=AT)
    assert made.person == cast.people["sub_clerk"].pk
    assert tasks.take.func("staging.importsheet", sheet.pk) == 1
    sheet.refresh_from_db()
    assert sheet.taken_by == cast.people["clerk"].name
    entry = Entry.objects.get(code="imports.taken")
    assert entry.actor_name == cast.people["clerk"].name
