"""Which polls one sees, and who may vote in them."""

from datetime import date

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import queries
from lianxin.facts.records import queries as records
from lianxin.org.posts.models import Appointment
from tests.cast import TODAY, Cast
from tests.facts.polls.voting import FULL_MEMBERS, counted, figures, opened, prepared


def entitled(cast: Cast, kind: str, unit: str) -> set[str]:
    people = queries.entitled_people(
        rulebook.poll_kinds()[kind], cast.units[unit], today=TODAY
    )
    numbers = {person.pk for person in people}
    return {role for role, person in cast.people.items() if person.pk in numbers}


def test_who_may_vote(cast: Cast) -> None:
    assert entitled(cast, "branch_motion", "branch") == set(FULL_MEMBERS)
    assert entitled(cast, "secretary_election", "branch") == {
        "branch_secretary",
        "branch_member",
    }
    assert entitled(cast, "consultation", "workshop") == {
        "sub_clerk",
        "branch_secretary",
        "branch_member",
        "member",
        "employee",
        "discipline_officer",
    }
    assert entitled(cast, "committee_election", "sub") == set(FULL_MEMBERS)
    assert entitled(cast, "congress_motion", "union") == set()


def test_without_a_committee_the_members_elect_the_secretary(cast: Cast) -> None:
    held = Appointment.objects.filter(post__unit=cast.units["branch"])
    held.exclude(post__kind="branch_secretary").update(valid_to=TODAY)
    assert entitled(cast, "secretary_election", "branch") == set(FULL_MEMBERS)


def test_polls_are_seen_in_reach_and_by_their_voters(cast: Cast) -> None:
    poll = prepared(cast)
    seen = {
        r for r in cast.people if queries.visible_to(cast.actor(r)).filter(pk=poll.pk)
    }
    assert seen == {
        "clerk",
        "secretary",
        "leader",
        "sub_clerk",
        "branch_secretary",
        "branch_member",
        "member",
        "discipline_officer",
        "organiser",
    }


def test_a_teller_is_reminded_until_the_count_is_entered(cast: Cast) -> None:
    poll = opened(cast, prepared(cast))
    teller, other = cast.actor("member"), cast.actor("sub_clerk")
    assert list(queries.polls_awaiting(teller)) == [poll]
    assert list(queries.polls_awaiting(other)) == []
    counted(cast, poll, "member", votes=figures(poll, (5, 0, 0)))
    assert list(queries.polls_awaiting(teller)) == []


def test_meetings_and_votes_mean_the_same_by_who_may_vote(cast: Cast) -> None:
    branch = cast.units["branch"]
    kind = {k.code: k for k in queries.kinds_of(branch)}["branch_motion"]
    voters = queries.entitled_people(kind, branch, today=TODAY)
    assert frozenset(voters.values_list("pk", flat=True)) == records.entitled_people(
        "general_meeting", branch, on=TODAY
    )
    before = date(2020, 7, 12)  # the rule on the right to vote begins the day after
    assert not queries.entitled_people(kind, branch, today=before).exists()


@pytest.mark.no_database  # how SQLite goes about it; PostgreSQL finds its own way
def test_voters_are_found_without_looking_at_everybody(cast: Cast) -> None:
    branch = cast.units["branch"]
    for kind in queries.kinds_of(branch):
        for rows in (
            queries.entitled_people(kind, branch, today=TODAY),
            queries.people_offered(kind, branch, on=TODAY),
        ):
            assert "SCAN people_person" not in rows.explain(), kind.code
