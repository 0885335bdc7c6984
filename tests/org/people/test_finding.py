"""People are found by any part of the name, its sound, or the number."""

import pytest
from django.db import connection

from lianxin.org.people import queries
from lianxin.org.people.models import Person, PersonKeyLedger
from lianxin.org.people.operations import edit_person, rebuild_keys, renew_keys
from tests.cast import AT, TODAY, Cast


def found(cast: Cast, words: str) -> list[str]:
    seen = queries.visible_to(cast.actor("clerk"), today=TODAY)
    return [p.name for p in queries.named(seen, words)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("周明远", ["周明远"]),
        ("明远", ["周明远"]),
        ("远", ["高远山", "周明远"]),
        ("zhoumingyuan", ["周明远"]),
        ("Zhou Ming", ["周明远"]),
        ("mingyuan", ["周明远"]),
        ("zmy", ["周明远"]),
        ("my", ["周明远"]),
        ("t007", ["周明远"]),
        ("Ｔ００７", ["周明远"]),
        ("007", []),
        ("沈國樑", ["沈国樑"]),
        ("沈国梁", ["沈国樑"]),
        ("shanxue", ["单雪"]),
        ("danxue", []),
        ("远%", []),
        ("_", []),
    ],
)
def test_by_parts_sounds_and_numbers(cast: Cast, words, names) -> None:
    assert found(cast, words) == names


def test_what_was_typed_just_so_comes_first(cast: Cast) -> None:
    for number, name in (("N1", "远大程"), ("N2", "远大"), ("N3", "张远大")):
        renew_keys(Person.objects.create(name=name, employee_number=number))
    seen = queries.visible_to(cast.actor("clerk"), today=TODAY)
    first = queries.first_named(seen, "远大", most=9)
    assert [p.name for p in first] == ["远大", "张远大", "远大程"]
    assert queries.first_numbers(seen, "远大", most=1) == [first[0].pk]
    assert queries.first_numbers(seen, " ", most=1) is None
    assert queries.first_named(seen, " ", most=2) == list(seen[:2])


@pytest.mark.parametrize("role", ["clerk", "branch_secretary", "member", "outsider"])
@pytest.mark.parametrize("words", ["远", "y", "zhou", "t0", "x"])
def test_the_first_are_of_those_who_are_named(cast: Cast, role, words) -> None:
    seen = queries.visible_to(cast.actor(role), today=TODAY)
    first = queries.first_named(seen, words, most=99)
    assert sorted(p.pk for p in first) == [
        p.pk for p in queries.named(seen, words).order_by("pk")
    ]


def test_nothing_asked_is_everybody(cast: Cast) -> None:
    assert len(found(cast, "  ")) == len(cast.people)


def test_a_corrected_name_is_found_and_the_former_not(cast: Cast) -> None:
    person = cast.people["member"]
    edit_person(
        person,
        name="何春实",
        employee_number=person.employee_number,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert found(cast, "春实") == ["何春实"]
    assert found(cast, "秋实") == []


def test_the_cache_made_anew_is_the_same(cast: Cast) -> None:
    before = set(PersonKeyLedger.objects.values_list("person", "key"))
    PersonKeyLedger.objects.filter(person=cast.people["member"]).delete()
    assert rebuild_keys() == Person.objects.count()
    assert set(PersonKeyLedger.objects.values_list("person", "key")) == before
    assert before


def test_it_is_one_range_of_an_index(cast: Cast) -> None:
    """However many people there are, the database begins with the keys that fit."""
    Person.objects.bulk_create(
        Person(name=f"众人{n}", pinyin="", employee_number=f"N{n}") for n in range(3000)
    )
    rebuild_keys()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = queries.named(Person.objects.order_by(), "明远").explain()
    assert "people_key" in plan
