"""What takes time of striking out many people is done before, and can come back."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.jobs import operations as jobs
from lianxin.base.jobs.operations import task_named
from lianxin.kernel.actor import Ref
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Person, PersonKeyLedger
from lianxin.org.people.operations import (
    Completed,
    NewPerson,
    Place,
    add_people,
    make_way,
    set_standing,
    withdrawing,
)
from tests.cast import AT, TODAY, Cast

NOTHING = Completed([], [], {})


@pytest.fixture
def numbers(cast: Cast) -> list[int]:
    place = Place(cast.units["workshop"], Belonging.STAFF, TODAY)
    rows = [NewPerson(name=name, places=(place,)) for name in ("赵明", "孙强")]
    return list(add_people(rows, actor=cast.actor("clerk"), at=AT))


def keys(numbers: list[int]) -> list[tuple[int, str]]:
    rows = PersonKeyLedger.objects.filter(person__in=numbers)
    return sorted(rows.values_list("person", "key"))


def test_only_the_keys_of_these_people_go(cast: Cast, numbers: list[int]) -> None:
    others = PersonKeyLedger.objects.exclude(person__in=numbers).count()
    make_way(numbers, NOTHING, actor=cast.actor("clerk"), at=AT)
    assert keys(numbers) == []
    assert PersonKeyLedger.objects.count() == others
    assert Person.objects.filter(pk__in=numbers).count() == 2


def test_nothing_goes_where_they_have_to_stay(cast: Cast, numbers: list[int]) -> None:
    person = Person.objects.get(pk=numbers[0])
    actor = cast.actor("clerk")
    set_standing(person, standing="applicant", valid_from=TODAY, actor=actor, at=AT)
    before = keys(numbers)
    with pytest.raises(ValidationError):
        make_way(numbers, NOTHING, actor=actor, at=AT)
    assert keys(numbers) == before


def test_the_job_makes_them_again(cast: Cast, numbers: list[int]) -> None:
    before = keys(numbers)
    make_way(numbers, NOTHING, actor=cast.actor("clerk"), at=AT)
    task_named("people.fill_keys").func("people.person", min(numbers))
    assert keys(numbers) == before


def test_a_job_that_waits_brings_them_back_before_any_key_goes(
    cast: Cast, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []

    def later(name: str, ref: Ref, *, not_before: object) -> None:
        done.append((name, ref, not_before))

    monkeypatch.setattr(jobs, "later", later)
    monkeypatch.setattr(withdrawing, "drop_keys", done.append)
    make_way(numbers, NOTHING, actor=cast.actor("clerk"), at=AT)
    first = Ref("people.person", min(numbers))
    assert done == [
        ("people.fill_keys", first, AT + withdrawing.HEALED_AFTER),
        numbers,
    ]
