"""Correcting somebody's entry."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.operations import edit_person
from tests.cast import AT, Cast


def edit(cast: Cast, role: str = "clerk", **values):
    given = {
        "name": "何秋石",
        "employee_number": "T009",
        "version": 1,
        "actor": cast.actor(role),
        "at": AT,
    }
    return edit_person(cast.people["member"], **given | values)


def test_the_entry_and_its_pinyin_change(cast: Cast):
    person = edit(cast, name="单秋石", birth_on=date(1990, 1, 1))
    assert (person.name, person.pinyin, person.version) == (
        "单秋石",
        "shanqiushi sqs",
        2,
    )
    entry = Entry.objects.get(code="people.edited")
    assert entry.before == {"name": "•", "birth_on": None}
    assert entry.after == {"name": "•", "birth_on": "•"}


def test_the_same_values_change_nothing(cast: Cast):
    person = edit(cast, name="何秋实")
    assert person.version == 1
    assert not Entry.objects.filter(code="people.edited").exists()


def test_the_second_of_two_is_told(cast: Cast):
    edit(cast)
    with pytest.raises(Conflict) as conflict:
        edit(cast, name="何秋是")
    assert conflict.value.expected == 2
    assert conflict.value.current["name"] == "何秋石"


def test_another_persons_number_is_refused(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        edit(cast, employee_number="T001")
    assert list(refused.value.message_dict) == ["employee_number"]


@pytest.mark.parametrize(
    "role", ["secretary", "branch_secretary", "member", "employee", "outsider"]
)
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        edit(cast, role)
