"""The new committee elects its secretary; in a small branch the members do."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations as poll_operations
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.models import Election, Step
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import FULL_MEMBERS, HOLDER, declared, opened
from tests.programmes.elections.changing import (
    BEFORE,
    CLERK,
    ENDS,
    office_vote,
    plenary,
    take,
    voted,
)

COMMITTEE = ("branch_secretary", "branch_member")


def announced(cast: Cast) -> Election:
    election = voted(cast)
    take(cast, election, "announcement")
    return election


def names(cast: Cast, roles: tuple[str, ...]) -> set[str]:
    return {cast.people[role].name for role in roles}


def test_those_just_elected_vote_and_nobody_else(cast: Cast) -> None:
    election = announced(cast)
    # the former committee sits still, with one who was not elected again
    poll = plenary(cast, election)
    assert (poll.kind, poll.mode, poll.seats) == ("secretary_election", "paper", 1)
    voters = {voter.person.name for voter in poll.voters.all()}
    assert voters == names(cast, COMMITTEE)
    fresh = Election.objects.get(pk=election.pk)
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "report"
    (holder,) = queries.holders_of(fresh)
    assert (holder.office, holder.item.person) == (
        Office.SECRETARY,
        cast.people["branch_member"],
    )


def test_not_before_the_announcement_and_not_after_the_report(cast: Cast) -> None:
    election = voted(cast)
    with pytest.raises(Refused, match="not the time"):
        plenary(cast, election)
    take(cast, election, "announcement")
    with pytest.raises(ValidationError, match="First plenary elects"):
        take(cast, election, "report")
    plenary(cast, election)
    take(cast, election, "report")
    with pytest.raises(Refused, match="not the time"):
        office_vote(cast, election, Office.DEPUTY, "branch_secretary")


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (
            COMMITTEE,
            "as many candidates as places: 1 \\(Regulations on elections in grassroots",
        ),
        (("member",), "Only members of the new committee can stand"),
    ],
)
def test_one_candidate_of_the_committee_for_the_place(cast: Cast, roles, words) -> None:
    people = [cast.people[role] for role in roles]
    with pytest.raises(ValidationError, match=words):
        office_vote(
            cast, announced(cast), Office.SECRETARY, "branch_member", people=people
        )


def test_a_branch_has_one_deputy_at_most(cast: Cast) -> None:
    election, people = announced(cast), [cast.people[role] for role in COMMITTEE]
    with pytest.raises(ValidationError, match=r"at most 1 deputies here .*Article 20"):
        office_vote(
            cast, election, Office.DEPUTY, "branch_member", people=people, seats=2
        )
    plenary(cast, election)
    deputy = office_vote(cast, election, Office.DEPUTY, "branch_secretary")
    fresh = Election.objects.get(pk=election.pk)
    # once a vote on a deputy is prepared, it is to be settled before the report
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "plenary"
    declared(
        cast, opened(cast, deputy, scrutineers=("branch_member",)), (2, 0, 0), present=2
    )
    fresh = Election.objects.get(pk=election.pk)
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "report"
    assert [holder.office for holder in queries.holders_of(fresh)] == [
        "secretary",
        "deputy",
    ]


def test_whoever_is_not_elected_makes_room_for_another(cast: Cast) -> None:
    election = announced(cast)
    first = plenary(cast, election, votes=(1, 1, 0))
    with pytest.raises(ValidationError, match="Only members of the new committee"):
        office_vote(cast, election, Office.SECRETARY, "sub_clerk")
    fresh = Election.objects.get(pk=election.pk)
    assert queries.offices_to_vote_on(fresh) == [("secretary", True), ("deputy", False)]
    second = plenary(cast, election, "branch_secretary", watch="branch_member")
    assert second.follows == first
    assert {v.person.name for v in second.voters.all()} == names(cast, COMMITTEE)
    with pytest.raises(ValidationError, match="prepared or settled already"):
        plenary(cast, election)


def test_whoever_holds_an_office_stands_for_no_other(cast: Cast) -> None:
    election = announced(cast)
    plenary(cast, election)
    with pytest.raises(ValidationError, match="elected to an office already: 单雪"):
        office_vote(cast, election, Office.DEPUTY, "branch_member")
    fresh = Election.objects.get(pk=election.pk)
    assert queries.offices_to_vote_on(fresh) == [(Office.DEPUTY, False)]


def test_without_a_quorum_the_same_candidate_is_voted_on_again(cast: Cast) -> None:
    election = announced(cast)
    poll = office_vote(cast, election, Office.SECRETARY, "branch_member")
    opened(cast, poll, scrutineers=("branch_secretary",))
    declared(cast, poll, (1, 0, 0), present=1)
    with pytest.raises(ValidationError, match="same candidates are to be voted on"):
        office_vote(cast, election, Office.SECRETARY, "branch_secretary")
    shown = polls.poll_visible_to(cast.actor(HOLDER), poll.pk)
    again = poll_operations.prepare_again(
        shown, held_on=TODAY, actor=cast.actor(HOLDER), at=AT
    )
    assert again.electors_of == Election.objects.get(pk=election.pk).vote


def test_an_election_reported_before_these_votes_were_known_is_not_stuck(
    cast: Cast,
) -> None:
    election = announced(cast)
    Step.objects.create(
        election=election,
        code="report",
        taken_on=TODAY,
        words="选举结果报告",
        entered_by=election.begun_by,
        entered_at=AT,
    )
    fresh = Election.objects.get(pk=election.pk)
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "plenary"
    plenary(cast, fresh)
    fresh = Election.objects.get(pk=election.pk)
    assert queries.next_step(fresh, queries.votes_of(fresh)) == ""


def test_members_of_a_small_branch_elect_the_secretary_themselves(cast: Cast) -> None:
    election = operations.begin_election(
        unit=cast.units["branch"],
        way=Way.DIRECT,
        seats=3,
        meeting_on=TODAY,
        actor=cast.actor(HOLDER),
        at=AT,
    )
    assert election.seats == 1
    take(cast, election, *BEFORE)
    with pytest.raises(ValidationError, match="not the time"):
        operations.prepare_vote(
            election,
            title="选举",
            held_on=TODAY,
            people=[],
            actor=cast.actor(HOLDER),
            at=AT,
        )
    poll = office_vote(cast, election, Office.SECRETARY, "branch_member")
    assert poll.kind == "secretary_by_members"
    opened(cast, poll)
    assert {v.person.name for v in poll.voters.all()} == names(cast, FULL_MEMBERS)
    declared(cast, poll, (4, 1, 0))
    take(cast, election, "announcement", "report")
    operations.conclude_election(
        election,
        posts_given={},
        ends_on=ENDS,
        basis="北党〔2026〕9号",
        actor=cast.actor(CLERK),
        at=AT,
    )
    rows = Appointment.objects.filter(in_force(TODAY), post__unit=cast.units["branch"])
    assert [(row.person, row.post.kind) for row in rows] == [
        (cast.people["branch_member"], "branch_secretary")
    ]
    assert polls.poll_visible_to(cast.actor(HOLDER), Poll.objects.get().pk) == poll
