"""One election at a time, of a unit with a term, begun by who keeps its records."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.models import PartyStanding
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.facts.polls.sealed import more_people
from tests.programmes.elections.changing import begun


def test_one_at_a_time(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(ValidationError, match="under way already"):
        begun(cast)


@pytest.mark.parametrize(
    ("unit", "role"),
    [("branch", "member"), ("workshop", "sub_clerk"), ("sub", "leader")],
)
def test_who_may_not(cast: Cast, unit: str, role: str) -> None:
    with pytest.raises(Refused):
        operations.begin_election(
            unit=cast.units[unit],
            seats=3,
            meeting_on=TODAY,
            actor=cast.actor(role),
            at=AT,
        )


def begin(cast: Cast, unit: str, way: Way, role: str) -> Election:
    return operations.begin_election(
        unit=cast.units[unit],
        way=way,
        seats=3,
        meeting_on=TODAY,
        actor=cast.actor(role),
        at=AT,
    )


def test_a_branch_of_seven_full_members_has_a_committee(cast: Cast) -> None:
    branch = cast.units["branch"]
    assert queries.usual_way(branch, on=TODAY) is Way.DIRECT
    for name in more_people(cast, 2, party="branch"):
        person = cast.people[name]
        PartyStanding.objects.create(
            person=person, standing="full", valid_from=LONG_AGO
        )
    assert queries.usual_way(branch, on=TODAY) is Way.MEETING
    with pytest.raises(ValidationError) as error:
        begin(cast, "branch", Way.DIRECT, "branch_secretary")
    assert error.value.message_dict == {
        "way": [
            "A branch with 7 full members or more has a committee, which elects the "
            "secretary (Regulations on the work of Party branches (trial), Article 20)."
        ]
    }


@pytest.mark.parametrize(
    ("unit", "way", "role"),
    [
        ("branch", Way.CONGRESS, "branch_secretary"),
        ("sub", Way.DIRECT, "sub_clerk"),
    ],
)
def test_not_in_a_way_of_other_units(cast: Cast, unit, way, role) -> None:
    with pytest.raises(ValidationError, match="do not elect so"):
        begin(cast, unit, way, role)


def test_only_delegates_need_an_agreement(cast: Cast) -> None:
    election = operations.begin_election(
        unit=cast.units["sub"],
        seats=5,
        meeting_on=TODAY,
        basis="华党〔2026〕8号",
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    assert (election.way, election.basis) == ("meeting", "")
