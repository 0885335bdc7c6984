"""Adding to many entries at once what they do not say yet."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Contact, Person
from lianxin.org.people.operations import (
    Completion,
    Place,
    Since,
    complete_people,
)
from tests.cast import AT, Cast

SINCE = date(2026, 3, 1)
IDENTITY = "110101199003079972"


def completion(cast: Cast, role: str = "union_chair", **values) -> Completion:
    return Completion(person=cast.people[role].pk, **values)


def test_what_is_empty_is_filled_and_the_rest_stays(cast: Cast) -> None:
    person = cast.people["union_chair"]
    Person.objects.filter(pk=person.pk).update(job="主席")
    row = completion(
        cast,
        places=(Place(cast.units["other"], Belonging.PARTY, SINCE),),
        standings=(
            Since(standing=Standing.PROBATIONARY, valid_from=date(2020, 7, 1)),
            Since(standing=Standing.FULL, valid_from=date(2021, 7, 1)),
        ),
        fields={"nation": "汉族", "job": "干事", "birth_on": date(1990, 3, 7)},
        identity_number=IDENTITY,
    )
    done = complete_people([row], actor=cast.actor("clerk"), at=AT)
    person.refresh_from_db()
    assert (person.nation, person.job, person.version) == ("汉族", "主席", 2)
    assert (len(done.affiliations), len(done.standings)) == (1, 2)
    assert done.fields == {person.pk: ["nation", "birth_on", "identity_number"]}
    held = person.standings.order_by("valid_from").values_list("standing", "valid_to")
    assert list(held) == [("probationary", date(2021, 7, 1)), ("full", None)]
    assert Contact.objects.get(person=person).identity_number == IDENTITY
    assert Entry.objects.get(code="people.many_completed").after == {"people": 1}


def test_nobody_gets_a_second_unit_or_standing(cast: Cast) -> None:
    place = Place(cast.units["other"], Belonging.PARTY, SINCE)
    full = Since(standing=Standing.FULL, valid_from=SINCE)
    for row in (
        completion(cast, "member", places=(place,)),
        completion(cast, "member", standings=(full,)),
    ):
        with pytest.raises(ValidationError):
            complete_people([row], actor=cast.actor("clerk"), at=AT)


def test_only_within_reach(cast: Cast) -> None:
    row = completion(cast, fields={"nation": "汉族"})
    with pytest.raises(Refused):
        complete_people([row], actor=cast.actor("sub_clerk"), at=AT)
    numbered = completion(cast, "member", identity_number=IDENTITY)
    with pytest.raises(Refused):
        complete_people([numbered], actor=cast.actor("administrator"), at=AT)
