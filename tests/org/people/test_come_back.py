"""Coming back to the enterprise, or not leaving it after all."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.models import Affiliation, Person, Situation
from lianxin.org.people.operations import affiliate, come_back, leave
from tests.cast import AT, TODAY, Cast

LAST = TODAY - timedelta(days=30)


def gone(cast: Cast, name: str = "employee", *, left_on=LAST) -> Person:
    return leave(
        cast.people[name],
        left_on=left_on,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )


def back(cast: Cast, person: Person, role: str = "clerk", **values) -> Person:
    given = {
        "unit": cast.units["department"],
        "valid_from": TODAY,
        "version": person.version,
        "actor": cast.actor(role),
        "at": AT,
    }
    return come_back(person, **given | values)


def worked(person: Person):
    rows = Affiliation.objects.filter(person=person, belonging="staff")
    return list(
        rows.order_by("valid_from").values_list("unit__name", "valid_from", "valid_to")
    )


def test_what_ended_stays_ended_and_something_new_begins(cast: Cast):
    person = back(cast, gone(cast))
    assert (person.left_on, person.version) == (None, 3)
    (old, _, ended), new = worked(person)
    assert (old, ended) == ("检修车间", LAST + timedelta(days=1))
    assert new == ("安全生产部", TODAY, None)
    entry = Entry.objects.get(code="people.returned")
    assert entry.before == {"left_on": "2026-10-24"}
    assert entry.after == {"unit": "•", "valid_from": "2026-11-23"}


def test_who_does_not_leave_after_all_is_there_every_day(cast: Cast):
    person = gone(cast, left_on=TODAY + timedelta(days=30))
    after = TODAY + timedelta(days=31)
    back(cast, person, "sub_clerk", unit=cast.units["workshop"], valid_from=after)
    assert [row[0] for row in worked(person)] == ["检修车间", "检修车间"]
    assert worked(person)[0][2] == worked(person)[1][1] == after


def test_meanwhile_nothing_begins_that_would_outlast_the_last_day(cast: Cast):
    person = gone(cast, left_on=TODAY + timedelta(days=30))
    values = {"unit": cast.units["department"], "belonging": "staff"}
    with pytest.raises(ValidationError, match="2026-12-23"):
        affiliate(person, valid_from=TODAY, actor=cast.actor("clerk"), at=AT, **values)


def test_not_on_the_last_day_or_before(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        back(cast, gone(cast), valid_from=LAST)
    assert list(refused.value.message_dict) == ["valid_from"]


def test_nobody_comes_back_who_is_there(cast: Cast):
    with pytest.raises(ValidationError, match="has not left"):
        back(cast, cast.people["employee"])


def test_nor_who_has_died(cast: Cast):
    person = gone(cast)
    Situation.objects.create(person=person, circumstance="deceased", valid_from=LAST)
    with pytest.raises(ValidationError, match="has died"):
        back(cast, person)


def test_the_second_of_two_is_told(cast: Cast):
    person = gone(cast)
    back(cast, person)
    with pytest.raises(Conflict):
        back(cast, person, version=2)


def test_one_needs_the_right_over_the_unit(cast: Cast):
    person = gone(cast)
    with pytest.raises(Refused):
        back(cast, person, "sub_clerk")
    back(cast, person, "sub_clerk", unit=cast.units["workshop"])


def test_who_still_belongs_somewhere_is_not_taken_by_others(cast: Cast):
    """A member who left is still in the branch: its clerk, or one above, decides."""
    person = gone(cast, "clerk")
    with pytest.raises(Refused):
        back(cast, person, "sub_clerk", unit=cast.units["workshop"])


def test_an_entry_that_was_merged_is_not_the_one_to_come_back(cast: Cast):
    person = gone(cast)
    Person.objects.filter(pk=person.pk).update(merged_into=cast.people["member"])
    with pytest.raises(ValidationError, match="became one with another"):
        back(cast, person)
