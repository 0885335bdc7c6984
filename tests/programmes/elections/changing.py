"""The branch elects its committee anew: its secretary prepares, the clerk above appoints."""

from datetime import date

from lianxin.facts.polls import operations as polls
from lianxin.facts.polls import queries as poll_queries
from lianxin.facts.polls.models import Poll
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.models import Election
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import HOLDER, declared, opened

CLERK = "sub_clerk"
CANDIDATES = ("branch_secretary", "branch_member", "sub_clerk")
BEFORE = ("request", "reply", "consultation", "candidates", "notice")
ENDS = date(2029, 11, 23)


def begun(cast: Cast) -> Election:
    return operations.begin_election(
        unit=cast.units["branch"],
        seats=2,
        meeting_on=TODAY,
        actor=cast.actor(HOLDER),
        at=AT,
    )


def take(cast: Cast, election: Election, *codes: str) -> None:
    for code in codes:
        operations.take_step(
            election,
            code=code,
            taken_on=TODAY,
            words="检修党〔2026〕1号",
            actor=cast.actor(HOLDER),
            at=AT,
        )


def candidates(cast: Cast, election: Election) -> Poll:
    return operations.prepare_vote(
        election,
        title="选举支部委员",
        held_on=TODAY,
        people=[cast.people[role] for role in CANDIDATES],
        actor=cast.actor(HOLDER),
        at=AT,
    )


def ready(cast: Cast) -> Election:
    """All steps up to the notice are taken."""
    election = begun(cast)
    take(cast, election, *BEFORE)
    return election


def voted(cast: Cast) -> Election:
    """Elected in two votes: the first left a tie for the second seat."""
    election = ready(cast)
    poll = opened(cast, candidates(cast, election))
    rows = {
        cast.people["branch_secretary"].pk: (4, 1, 0),
        cast.people["branch_member"].pk: (3, 2, 0),
        cast.people["sub_clerk"].pk: (3, 2, 0),
    }
    declared(cast, poll, *(rows[item.person_id] for item in poll.items.all()))
    election.refresh_from_db()
    assert queries.elected(election, queries.votes_of(election)) is None
    first = poll_queries.poll_visible_to(cast.actor(HOLDER), poll.pk)
    second = polls.prepare_again(first, held_on=TODAY, actor=cast.actor(HOLDER), at=AT)
    opened(cast, second)
    tied = {
        cast.people["branch_member"].pk: (3, 2, 0),
        cast.people["sub_clerk"].pk: (2, 3, 0),
    }
    declared(cast, second, *(tied[item.person_id] for item in second.items.all()))
    return Election.objects.get(pk=election.pk)


def voted_with_a_name_written_in(cast: Cast) -> Election:
    """For the second seat the voters wrote in a member who was no candidate."""
    election = ready(cast)
    poll = opened(cast, candidates(cast, election))
    rows = {cast.people["branch_secretary"].pk: (5, 0, 0)}
    declared(
        cast,
        poll,
        *(rows.get(item.person_id, (1, 4, 0)) for item in poll.items.all()),
        written_in={cast.people["member"].name: 3},
    )
    return Election.objects.get(pk=election.pk)


def office_vote(
    cast: Cast, election: Election, office: Office, role: str, **values
) -> Poll:
    """Prepare the vote on one candidate for an office."""
    given = {
        "title": "选举支部书记",
        "held_on": TODAY,
        "people": [cast.people[role]],
        **values,
    }
    return operations.prepare_office_vote(
        election, office=office, actor=cast.actor(HOLDER), at=AT, **given
    )


def plenary(
    cast: Cast,
    election: Election,
    role: str = "branch_member",
    *,
    votes: tuple[int, int, int] = (2, 0, 0),
    watch: str = "branch_secretary",
) -> Poll:
    """The two who were elected vote on one of them as secretary."""
    poll = office_vote(cast, election, Office.SECRETARY, role)
    opened(cast, poll, scrutineers=(watch,))
    declared(cast, poll, votes, present=2)
    return Poll.objects.get(pk=poll.pk)


def settled(cast: Cast) -> Election:
    """The result is announced, and the new committee has elected its secretary."""
    election = voted(cast)
    take(cast, election, "announcement")
    plenary(cast, election)
    return Election.objects.get(pk=election.pk)


def reported(cast: Cast) -> Election:
    """Only the approval is left."""
    election = settled(cast)
    take(cast, election, "report")
    return Election.objects.get(pk=election.pk)
