"""Delegates elect a Party committee: who is sent votes, four fifths must come."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations as poll_operations
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Poll
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.models import PartyStanding
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Post, Term
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.models import Election
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.facts.polls.sealed import more_people
from tests.facts.polls.voting import counted, figures

CLERK = "sub_clerk"
# Two of the three candidates are no delegates: a congress may elect whom it likes.
STAND = ("branch_secretary", "branch_member", "member")
STEPS = ("request", "reply", "delegates", "consultation", "candidates", "notice")


def send_delegates(cast: Cast, number: int = 10) -> list[str]:
    """So many full members who were sent as delegates to the congress."""
    names = more_people(cast, number, party="branch")
    for place, name in enumerate(names, start=1):
        PartyStanding.objects.create(
            person=cast.people[name], standing="full", valid_from=LONG_AGO
        )
        post = Post.objects.create(
            unit=cast.units["sub"],
            kind="party_delegate",
            number=place,
            valid_from=LONG_AGO,
        )
        Appointment.objects.create(
            post=post, person=cast.people[name], valid_from=LONG_AGO
        )
    return names


def begun(cast: Cast, **values) -> Election:
    given = {"way": Way.CONGRESS, "basis": "华党〔2026〕8号", "seats": 2, **values}
    return operations.begin_election(
        unit=cast.units["sub"],
        meeting_on=TODAY,
        actor=cast.actor(CLERK),
        at=AT,
        **given,
    )


def take(cast: Cast, election: Election, *codes: str) -> None:
    for code in codes:
        operations.take_step(
            election,
            code=code,
            taken_on=TODAY,
            words="北党〔2026〕1号",
            actor=cast.actor(CLERK),
            at=AT,
        )


def opened(cast: Cast, poll: Poll, tellers: list[str], watch: str) -> Poll:
    return poll_operations.open_poll(
        poll,
        tellers=[cast.people[name] for name in tellers],
        scrutineers=[cast.people[watch]],
        passed="举手表决，全体同意",
        actor=cast.actor(CLERK),
        at=AT,
    )


def declared(cast: Cast, poll: Poll, *rows: tuple[int, ...], present: int) -> Poll:
    for teller in poll.tellers.all():
        role = next(r for r, p in cast.people.items() if p.pk == teller.person_id)
        counted(cast, poll, role, votes=figures(poll, *rows), present=present)
    poll_operations.declare_result(poll, actor=cast.actor(CLERK), at=AT)
    return polls.poll_visible_to(cast.actor(CLERK), poll.pk)


def at_the_vote(cast: Cast) -> tuple[Election, Poll]:
    election = begun(cast)
    take(cast, election, *STEPS)
    poll = operations.prepare_vote(
        election,
        title="选举党委委员",
        held_on=TODAY,
        people=[cast.people[role] for role in STAND],
        actor=cast.actor(CLERK),
        at=AT,
    )
    return election, poll


def rows_of(cast: Cast, poll: Poll, votes: dict[str, tuple[int, ...]]) -> list:
    by_person = {cast.people[role].pk: row for role, row in votes.items()}
    return [by_person[item.person_id] for item in poll.items.all()]


def test_it_is_agreed_to_above_by_the_rule(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        begun(cast, basis=" ")
    ((words,),) = error.value.message_dict.values()
    assert words.endswith(
        "(Regulations on elections in grassroots Party organisations, Article 4)."
    )


def test_the_electorate_is_the_delegates_of_the_day_and_is_frozen(cast: Cast) -> None:
    names = send_delegates(cast)
    PartyStanding.objects.filter(person=cast.people[names[9]]).update(
        standing="probationary"
    )
    _election, poll = at_the_vote(cast)
    assert poll.kind == "congress_election"
    opened(cast, poll, names[:2], names[2])
    Appointment.objects.filter(person=cast.people[names[0]]).update(valid_to=TODAY)
    voters = {voter.person for voter in poll.voters.all()}
    assert voters == {cast.people[name] for name in names[:9]}


def test_the_notice_is_addressed_to_the_delegates(cast: Cast) -> None:
    names = send_delegates(cast)
    known = queries.beginning_of_letter(begun(cast), "notice")
    told = ("addressee", "meeting", "electors", "number_entitled")
    assert [known[name] for name in told] == ["全体代表", "党员代表大会", "代表", 10]
    assert set(str(known["entitled"]).split("、")) == set(names)


def test_fewer_than_four_fifths_of_the_delegates_elect_nobody(cast: Cast) -> None:
    names = send_delegates(cast)
    election, poll = at_the_vote(cast)
    opened(cast, poll, names[:2], names[2])
    shown = declared(cast, poll, *[(7, 0, 0), (6, 1, 0), (1, 6, 0)], present=7)
    view = polls.result_view(shown, actor=cast.actor(CLERK))
    assert view.pill.word == "Too few were present"
    assert view.reasons[0].startswith(
        "At least 4/5 of the 10 entitled must be present, which is 8; there were 7"
    )
    assert view.next_step is not None
    assert view.next_step.rule == "election_quorum"
    fresh = Election.objects.get(pk=election.pk)
    assert queries.elected(fresh, queries.votes_of(fresh)) is None


def test_from_delegates_to_the_posts_of_the_committee(cast: Cast) -> None:
    names = send_delegates(cast)
    election, poll = at_the_vote(cast)
    opened(cast, poll, names[:2], names[2])
    votes = {"branch_secretary": (7, 1, 0), "branch_member": (6, 2, 0)}
    rows = rows_of(cast, poll, votes | {"member": (3, 5, 0)})
    declared(cast, poll, *rows, present=8)
    take(cast, election, "announcement")
    office = operations.prepare_office_vote(
        election,
        office=Office.SECRETARY,
        title="选举党委书记",
        held_on=TODAY,
        people=[cast.people["branch_secretary"]],
        actor=cast.actor(CLERK),
        at=AT,
    )
    opened(cast, office, names[:2], "branch_member")
    assert office.voters.count() == 2
    # a teller who is no voter there finds the vote to be counted
    assert polls.poll_visible_to(cast.actor(names[0]), office.pk) == office
    declared(cast, office, (2, 0, 0), present=2)
    take(cast, election, "report")
    operations.conclude_election(
        election,
        posts_given={cast.people["branch_member"].pk: "committee_member"},
        ends_on=date(2031, 11, 23),
        basis="华党〔2026〕9号",
        actor=cast.actor(CLERK),
        at=AT,
    )
    held = Appointment.objects.filter(in_force(TODAY), post__unit=cast.units["sub"])
    of_committee = held.filter(
        post__kind__in=("committee_secretary", "committee_member")
    )
    assert {(row.person, row.post.kind) for row in of_committee} == {
        (cast.people["branch_secretary"], "committee_secretary"),
        (cast.people["branch_member"], "committee_member"),
    }
    # who sat before and was not elected again sits no more
    assert not held.filter(post__kind="discipline_officer").exists()
    term = Term.objects.get(unit=cast.units["sub"], is_latest=True)
    assert (term.elected_on, term.ends_on) == (TODAY, date(2031, 11, 23))
