"""What the addresses of people name."""

from collections.abc import Mapping
from datetime import timedelta

from lianxin.base.ui import clock
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation
from lianxin.org.people.operations import merge_people
from tests.cast import AT, LONG_AGO, TODAY, Cast


def numbers_of_people(cast: Cast) -> Mapping[str, int]:
    """A member elsewhere, entries of the same person, people on probation."""
    return {
        "situation": _situation(cast).pk,
        **_numbers_of_doubles(cast),
        **_numbers_of_probationers(cast),
        "deceased": _deceased(cast).pk,
    }


def _situation(cast: Cast) -> Situation:
    """The member works elsewhere for a time."""
    return Situation.objects.create(
        person=cast.people["member"],
        circumstance="mobile",
        valid_from=TODAY - timedelta(days=30),
        place="江城市",
    )


def _numbers_of_doubles(cast: Cast) -> Mapping[str, int]:
    """A second entry of the member, and a third that has become one with the first."""
    entries = []
    for number in ("T901", "T902"):
        double = Person.objects.create(name="何秋实", employee_number=number)
        for key, belonging in (("workshop", "staff"), ("branch", "party")):
            Affiliation.objects.create(
                person=double,
                unit=cast.units[key],
                belonging=belonging,
                valid_from=LONG_AGO,
            )
        entries.append(double)
    made = merge_people(
        cast.people["member"], entries[1], actor=cast.actor("sub_clerk"), at=AT
    )
    return {"double": entries[0].pk, "merging": made.pk}


def _numbers_of_probationers(cast: Cast) -> Mapping[str, int]:
    """Two on probation, of whom one had it extended."""
    numbers = {}
    for name, number in (("probationer", "T903"), ("extended", "T904")):
        person = Person.objects.create(name="尹晚晴", employee_number=number)
        Affiliation.objects.create(
            person=person,
            unit=cast.units["branch"],
            belonging="party",
            valid_from=LONG_AGO,
        )
        PartyStanding.objects.create(
            person=person,
            standing="probationary",
            valid_from=TODAY - timedelta(days=90),
        )
        numbers[name] = person.pk
    PartyStanding.objects.filter(person=numbers["extended"]).update(
        extended_on=TODAY,
        extended_until=TODAY + timedelta(days=365),
        extension_basis="支部大会决议",
    )
    return numbers


def _deceased(cast: Cast) -> Person:
    """One of the branch who, it is noted, died today; as often changed as the member."""
    today = clock.today()
    member = Person.objects.get(pk=cast.people["member"].pk)
    person = Person.objects.create(
        name="尹晚晴", employee_number="T905", left_on=today, version=member.version
    )
    Affiliation.objects.create(
        person=person,
        unit=cast.units["workshop"],
        belonging="staff",
        valid_from=LONG_AGO,
        valid_to=today + timedelta(days=1),
    )
    Situation.objects.create(person=person, circumstance="deceased", valid_from=today)
    return person
