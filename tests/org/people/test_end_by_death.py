"""The end of all that somebody who had left belonged to still."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict
from lianxin.org.people.models import Person
from lianxin.org.people.operations import end_by_death, leave
from tests.cast import AT, TODAY, Cast

LAST = TODAY - timedelta(days=90)


def gone(cast: Cast) -> Person:
    clerk = cast.actor("clerk")
    return leave(cast.people["member"], left_on=LAST, version=1, actor=clerk, at=AT)


def end(cast: Cast, person: Person, *, died_on=TODAY, version=2) -> Person:
    return end_by_death(
        person, died_on=died_on, version=version, actor=cast.actor("clerk"), at=AT
    )


def test_the_membership_ends_and_the_last_day_stays(cast: Cast):
    person = end(cast, gone(cast))
    assert (person.left_on, person.version) == (LAST, 3)
    party = person.affiliations.get(belonging="party")
    staff = person.affiliations.get(belonging="staff")
    assert (party.valid_to, staff.valid_to) == (
        TODAY + timedelta(days=1),
        LAST + timedelta(days=1),
    )
    entry = Entry.objects.filter(code="people.left").order_by("pk").last()
    assert entry.before == entry.after == {"left_on": LAST.isoformat()}
    assert entry.unit_id == cast.units["branch"].pk


def test_not_before_the_person_came_there(cast: Cast):
    person = gone(cast)
    person.affiliations.filter(belonging="party").update(valid_from=TODAY)
    with pytest.raises(ValidationError, match="came to a unit later"):
        end(cast, person, died_on=TODAY - timedelta(days=9))


def test_the_second_of_two_is_told(cast: Cast):
    with pytest.raises(Conflict):
        end(cast, gone(cast), version=1)
