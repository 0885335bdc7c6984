"""Striking out people who were entered from a table, while nothing depends on them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import PartyStanding, Person, PersonKeyLedger
from lianxin.org.people.operations import (
    Completed,
    NewPerson,
    Place,
    add_people,
    set_standing,
    withdraw_people,
)
from lianxin.org.posts.models import Appointment, Post
from tests.cast import AT, LONG_AGO, TODAY, Cast

NOTHING = Completed([], [], {})


@pytest.fixture
def numbers(cast: Cast) -> list[int]:
    place = Place(cast.units["workshop"], Belonging.STAFF, date(2026, 3, 1))
    rows = [
        NewPerson(name=name, places=(place,), phone="13900000011")
        for name in ("赵明", "孙强")
    ]
    return list(add_people(rows, actor=cast.actor("clerk"), at=AT))


def withdraw(cast: Cast, numbers: list[int], role: str = "clerk") -> None:
    withdraw_people(numbers, NOTHING, actor=cast.actor(role), at=AT)


def test_no_trace_is_left_but_in_the_journal(cast: Cast, numbers: list[int]) -> None:
    withdraw(cast, numbers)
    assert not Person.objects.filter(pk__in=numbers).exists()
    assert not PersonKeyLedger.objects.filter(person__in=numbers).exists()
    entry = Entry.objects.get(code="people.many_withdrawn")
    assert entry.before == {"people": 2, "completed": 0}


def test_not_where_somebody_holds_a_post(cast: Cast, numbers: list[int]) -> None:
    post = Post.objects.create(
        unit=cast.units["other"], kind="branch_deputy", valid_from=LONG_AGO
    )
    Appointment.objects.create(post=post, person_id=numbers[1], valid_from=TODAY)
    with pytest.raises(ValidationError):
        withdraw(cast, numbers)
    assert Person.objects.filter(pk__in=numbers).count() == 2


def test_not_where_somebody_was_changed(cast: Cast, numbers: list[int]) -> None:
    person = Person.objects.get(pk=numbers[0])
    actor = cast.actor("clerk")
    set_standing(person, standing="applicant", valid_from=TODAY, actor=actor, at=AT)
    with pytest.raises(ValidationError):
        withdraw(cast, numbers)


def test_only_within_reach(cast: Cast, numbers: list[int]) -> None:
    with pytest.raises(Refused):
        withdraw(cast, numbers, role="branch_secretary")


@pytest.mark.parametrize("part", ["standings", "fields"])
def test_what_was_added_to_others_only_by_who_may_add_it(
    cast: Cast, numbers: list[int], part: str
) -> None:
    standing = PartyStanding.objects.create(
        person_id=numbers[0], standing="applicant", valid_from=TODAY
    )
    Person.objects.filter(pk=numbers[0]).update(nation="汉族")
    added = {
        "standings": Completed([], [standing.pk], {}),
        "fields": Completed([], [], {numbers[0]: ["nation"]}),
    }[part]
    with pytest.raises(Refused):
        withdraw_people([], added, actor=cast.actor("branch_secretary"), at=AT)
    assert PartyStanding.objects.filter(pk=standing.pk).exists()
    assert Person.objects.get(pk=numbers[0]).nation == "汉族"
    withdraw_people([], added, actor=cast.actor("clerk"), at=AT)
    left = PartyStanding.objects.filter(pk=standing.pk).exists()
    kept = Person.objects.get(pk=numbers[0]).nation
    assert (left, kept) == ((False, "汉族") if part == "standings" else (True, ""))
