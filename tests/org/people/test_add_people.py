"""Entering very many people at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.jobs.operations import task_named
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Contact, Person, PersonKeyLedger
from lianxin.org.people.operations import (
    NewPerson,
    Particulars,
    Place,
    Since,
    add_people,
    add_person,
    bulk,
    faults_of_rows,
)
from tests.cast import AT, TODAY, Cast

SINCE = date(2026, 3, 1)
IDENTITY, OTHER = "110101199003079972", "110101199003079980"
PHONE = "13900000011"


def row(cast: Cast, **values) -> NewPerson:
    place = Place(cast.units["workshop"], Belonging.STAFF, SINCE)
    given = {"name": "单雪芹", "employee_number": "N1", "places": (place,)}
    return NewPerson(**given | values)


def member_row(cast: Cast, **values) -> NewPerson:
    branch = Place(cast.units["branch"], Belonging.PARTY, SINCE)
    workshop = Place(cast.units["workshop"], Belonging.STAFF, SINCE)
    return row(cast, places=(workshop, branch), **values)


def test_all_that_a_register_says_is_entered(cast: Cast) -> None:
    given = member_row(
        cast,
        birth_on=date(1990, 3, 7),
        particulars=Particulars(nation="汉族", education="大学本科", job="值班员"),
        standings=(
            Since(standing=Standing.PROBATIONARY, valid_from=date(2018, 5, 1)),
            Since(standing=Standing.FULL, valid_from=date(2019, 5, 1)),
        ),
        phone="139 0000 0011",
        identity_number=IDENTITY,
    )
    numbers = add_people([given], actor=cast.actor("clerk"), at=AT)
    person = Person.objects.get(pk=numbers[0])
    assert (person.name, person.pinyin, person.version) == (
        "单雪芹",
        "shanxueqin sxq",
        1,
    )
    assert (person.nation, person.education, person.job) == (
        "汉族",
        "大学本科",
        "值班员",
    )
    places = person.affiliations.order_by("pk")
    assert [(p.unit, p.belonging, p.valid_from, p.valid_to) for p in places] == [
        (cast.units["workshop"], "staff", SINCE, None),
        (cast.units["branch"], "party", SINCE, None),
    ]
    held = person.standings.order_by("valid_from")
    assert [(s.standing, s.valid_from, s.valid_to) for s in held] == [
        ("probationary", date(2018, 5, 1), date(2019, 5, 1)),
        ("full", date(2019, 5, 1), None),
    ]
    contact = Contact.objects.get(person=person)
    assert (contact.phone, contact.identity_number) == (PHONE, IDENTITY)
    assert contact.identity_hash == keyed_hash(IDENTITY)


def test_the_same_as_entered_one_by_one(cast: Cast) -> None:
    """Whichever way somebody is entered, the tables hold the same."""
    one = add_person(
        name="欧阳晓",
        employee_number="N1",
        places=[Place(cast.units["workshop"], Belonging.STAFF, SINCE)],
        actor=cast.actor("clerk"),
        at=AT,
    )
    [pk] = add_people(
        [row(cast, name="欧阳晓", employee_number="N2")],
        actor=cast.actor("clerk"),
        at=AT,
    )
    other = Person.objects.get(pk=pk)
    names = [f.attname for f in Person._meta.concrete_fields]
    differ = [n for n in names if getattr(one, n) != getattr(other, n)]
    assert differ == ["id", "employee_number"]
    keys = [set(p.keys.values_list("key", flat=True)) for p in (one, other)]
    assert keys[0] - keys[1] == {"n1"}
    assert keys[1] - keys[0] == {"n2"}


def test_nothing_is_stored_or_journaled_in_clear(cast: Cast) -> None:
    given = member_row(cast, phone=PHONE, identity_number=IDENTITY)
    add_people([given], actor=cast.actor("clerk"), at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_contact")
        stored = str(cursor.fetchall())
    entry = Entry.objects.get(code="people.many_added")
    assert entry.after == {"people": 1}
    assert [n for n in (PHONE, IDENTITY) if n in stored + str(entry.after)] == []


def test_numbers_go_on_where_they_stood(cast: Cast) -> None:
    rows = [row(cast, employee_number=f"N{n}") for n in range(3)]
    first = list(add_people(rows[:2], actor=cast.actor("clerk"), at=AT))
    single = Person.objects.create(name="后来", employee_number="Z")
    later = list(add_people(rows[2:], actor=cast.actor("clerk"), at=AT))
    assert first[1] < single.pk < later[0]


def test_whoever_has_no_number_gets_one_of_ours(cast: Cast) -> None:
    [pk] = add_people([row(cast, employee_number="")], actor=cast.actor("clerk"), at=AT)
    assert Person.objects.get(pk=pk).employee_number == f"L{pk:07}"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"employee_number": "T001"}, "employee_number"),
        ({"identity_number": "110101199003079970"}, "identity_number"),
        (
            {"identity_number": IDENTITY, "birth_on": date(1990, 3, 8)},
            "identity_number",
        ),
        ({"phone": "12"}, "phone"),
        ({"birth_on": date(2000, 1, 1), "joined_on": date(1999, 1, 1)}, "joined_on"),
        ({"places": ()}, "unit"),
        (
            {
                "standings": (
                    Since(standing=Standing.FULL, valid_from=SINCE),
                    Since(standing=Standing.PROBATIONARY, valid_from=SINCE),
                )
            },
            "standing",
        ),
    ],
)
def test_a_row_at_fault_is_named(cast: Cast, values, field) -> None:
    rows = [row(cast, employee_number="N0"), row(cast, **values)]
    assert [(f.row, f.field) for f in faults_of_rows(rows)] == [(1, field)]
    with pytest.raises(ValidationError) as refused:
        add_people(rows, actor=cast.actor("clerk"), at=AT)
    assert [m.startswith("Row 2: ") for m in refused.value.messages] == [True]
    assert not Person.objects.filter(employee_number__startswith="N").exists()


def test_numbers_that_stand_twice_are_told_at_the_later_row(cast: Cast) -> None:
    rows = [
        member_row(cast, identity_number=IDENTITY),
        member_row(cast, employee_number="N2", identity_number=OTHER),
        member_row(cast, employee_number="N1", identity_number=OTHER),
    ]
    assert [(f.row, f.field) for f in faults_of_rows(rows)] == [
        (2, "employee_number"),
        (2, "identity_number"),
    ]


@pytest.mark.parametrize("role", ["branch_secretary", "member", "sub_clerk"])
def test_only_clerks_of_all_the_units(cast: Cast, role) -> None:
    far = Place(cast.units["department"], Belonging.STAFF, SINCE)
    rows = [row(cast), row(cast, employee_number="N2", places=(far,))]
    with pytest.raises(Refused):
        add_people(rows, actor=cast.actor(role), at=AT)


def test_administrators_enter_neither_standings_nor_numbers(cast: Cast) -> None:
    full = (Since(standing=Standing.FULL, valid_from=SINCE),)
    for values in ({"standings": full}, {"identity_number": IDENTITY}):
        with pytest.raises(Refused):
            add_people(
                [member_row(cast, **values)], actor=cast.actor("administrator"), at=AT
            )
    assert add_people([row(cast)], actor=cast.actor("administrator"), at=AT)


def test_of_very_many_a_job_makes_the_keys(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "KEYS_AT_ONCE", 1)
    phone = "13900000012"
    rows = [
        row(cast, name="钱学军", employee_number=f"N{n}", phone=phone) for n in range(2)
    ]
    clerk = cast.actor("clerk")
    numbers = add_people(rows, actor=clerk, at=AT)
    seen = queries.visible_to(clerk, today=TODAY)
    assert not PersonKeyLedger.objects.filter(person__in=numbers).exists()
    task_named("people.fill_keys").call(kind="people.person", id=min(numbers))
    assert [p.pk for p in queries.named(seen, "qxj")] == list(numbers)
    found = queries.found_by_number(phone, actor=clerk, today=TODAY)
    assert {person.pk for person in found} == set(numbers)


def test_a_unit_that_went_meanwhile_keeps_all_from_being_entered(cast: Cast) -> None:
    waiting = bulk.WaitingPeople()
    waiting.add(bulk.ready_people([row(cast)]))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE waiting_people_affiliation SET unit_id = 0")
    count = Person.objects.count()
    with pytest.raises(ValidationError, match="A unit of these"):
        waiting.enter(actor=cast.actor("clerk"), at=AT)
    waiting.clear()
    assert Person.objects.count() == count


def test_the_number_of_queries_is_that_of_one(cast: Cast) -> None:
    clerk = cast.actor("clerk")
    counts = []
    for names in (["A1"], ["B1", "B2", "B3"]):
        rows = [member_row(cast, employee_number=name) for name in names]
        with CaptureQueriesContext(connection) as asked:
            add_people(rows, actor=clerk, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1]
