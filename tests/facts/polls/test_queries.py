"""Which polls one sees, and who may vote in them."""

from datetime import date

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import queries
from lianxin.facts.records import queries as records
from lianxin.org.people.models import Situation
from lianxin.org.posts.models import Appointment, Post
from tests.cast import LONG_AGO, TODAY, Cast
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


def test_delegates_elect_a_committee_if_they_have_the_right(cast: Cast) -> None:
    kind = "congress_election"
    assert entitled(cast, kind, "sub") == set()
    sent = ("branch_secretary", "member", "outsider", "union_chair")
    for number, role in enumerate(sent, start=1):
        post = Post.objects.create(
            unit=cast.units["sub"],
            kind="party_delegate",
            number=number,
            valid_from=LONG_AGO,
        )
        Appointment.objects.create(
            post=post, person=cast.people[role], valid_from=LONG_AGO
        )
    # the union's chair is no member
    assert entitled(cast, kind, "sub") == {"branch_secretary", "member", "outsider"}
    Situation.objects.create(
        person=cast.people["member"],
        circumstance="in_detention",
        valid_from=TODAY,
        basis="决定一号",
    )
    assert entitled(cast, kind, "sub") == {"branch_secretary", "outsider"}


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


OWN = "the software's own choice"


def test_each_way_of_voting_is_told_with_where_it_is_written(cast: Cast) -> None:
    kinds = rulebook.poll_kinds()
    told = {
        code: queries.ways_in_words(kind, on=TODAY).removeprefix(kind.because.en)
        for code, kind in kinds.items()
    }
    elections = (
        "Constitution of the Communist Party of China; Regulations on elections in "
        "grassroots Party organisations (not yet verified)"
    )
    admission = "Rules on the admission of Party members, Article 20"
    assert told["committee_election"] == f" On paper in the meeting: {elections}."
    assert told["admission"] == f" On paper in the meeting: {admission}."
    assert told["consultation"] == (
        " Show of hands in the meeting; On paper in the meeting; On line, by name; In "
        f"secret on line: {OWN}; no regulation kept here speaks of it."
    )
    congress = "Rules on democratic management in enterprises (not yet verified)"
    assert told["congress_motion"] == (
        f" On paper in the meeting: {congress}. In secret on line: {congress}; as far as "
        f"these leave it open, {OWN}. Show of hands in the meeting: {OWN}; no "
        "regulation kept here speaks of it."
    )


def test_a_rule_of_a_later_day_is_no_basis_yet(cast: Cast) -> None:
    kind, before = rulebook.poll_kinds()["admission"], date(2026, 5, 10)
    assert queries.ways_in_words(kind, on=before).endswith(
        f": {OWN}; no regulation kept here speaks of it."
    )


@pytest.mark.no_database  # how SQLite goes about it; PostgreSQL finds its own way
def test_voters_are_found_without_looking_at_everybody(cast: Cast) -> None:
    branch = cast.units["branch"]
    for kind in queries.kinds_of(branch):
        for rows in (
            queries.entitled_people(kind, branch, today=TODAY),
            queries.people_offered(kind, branch, on=TODAY),
        ):
            assert "SCAN people_person" not in rows.explain(), kind.code
