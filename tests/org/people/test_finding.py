"""People are found by any part of the name, its sound, or the number."""

import pytest
from django.db import connection

from lianxin.org.people import queries
from lianxin.org.people.models import Person, PersonKeyLedger
from lianxin.org.people.operations import edit_person, rebuild_keys
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
