"""The votes of an election: how they ended, who was elected, and to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.rules.counting import AGAIN, Ending
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.enums import PLENARY, VOTE, Office
from lianxin.programmes.elections.models import Election
from lianxin.programmes.elections.queries.ways import kind_of_vote

Votes = Sequence[Poll]


@dataclass(frozen=True, slots=True)
class Nameless:
    """An elected name that voters wrote in, and who may be meant by it.

    `namesake` is the only one of these who is called so; None where none or several are.
    """

    item: Item
    people: QuerySet[Person]
    namesake: Person | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody elected to an office, in which vote."""

    office: Office
    item: Item
    vote: Poll


def votes_of(election: Election) -> Votes:
    """The vote and those that followed it; where members elect to offices, all of these."""
    if election.way == Way.DIRECT:
        return [vote for _office, votes in office_chains(election) for vote in votes]
    return polls.votes_from(election.vote)


def office_chains(election: Election) -> Sequence[tuple[Office, Votes]]:
    """The votes on each office, the secretary's first, with those that followed."""
    return [
        (Office(one.office), polls.votes_from(one.vote))
        for one in election.office_votes.all()
    ]


def votes_in_step(election: Election, votes: Votes, code: str) -> Votes:
    """The votes that are held in a step; none in those that are noted."""
    if code == VOTE:
        return votes
    chains = office_chains(election) if code == PLENARY else ()
    return [vote for _office, found in chains for vote in found]


def chain_of(election: Election, office: Office) -> Votes:
    """The votes on one office; none where none is prepared."""
    return dict(office_chains(election)).get(office, [])


def elected(election: Election, votes: Votes) -> Sequence[Item] | None:
    """Those elected in all votes together, their names in the order of strokes.

    None while a place is to be filled.
    """
    if election.way == Way.DIRECT:
        return polls.chosen_in(votes) if offices_are_filled(election) else None
    if not _is_settled(votes, may_be_short=bool(election.left_empty)):
        return None
    return polls.chosen_in(votes)


def offices_are_filled(election: Election) -> bool:
    """Whether a secretary is elected, and no vote on a deputy is left open."""
    chains = dict(office_chains(election))
    return Office.SECRETARY in chains and all(map(_is_settled, chains.values()))


def offices_to_vote_on(election: Election) -> Sequence[tuple[Office, bool]]:
    """The offices for which a vote may be prepared, and whether it is another one."""
    chains = dict(office_chains(election))
    found = []
    for office in Office:
        votes = chains.get(office)
        if not votes:
            found.append((office, False))
        elif hasattr(votes[-1], "result") and ending_of(votes[-1]) is Ending.SHORT:
            found.append((office, True))
    return found


def holders_of(election: Election) -> Sequence[Holder]:
    """Who was elected to an office, the secretary first."""
    return [
        Holder(office, item, vote)
        for office, votes in office_chains(election)
        for vote in votes
        for item in polls.chosen_in([vote])
    ]


def nameless(election: Election) -> Sequence[Nameless]:
    """Those elected of whom nobody has said yet which person they are.

    Whoever could have stood in that vote may be meant, but for those who stood in it
    under their own name and those who are elected already.
    """
    chains = [votes for _office, votes in office_chains(election)]
    if election.way != Way.DIRECT and elected(election, votes_of(election)):
        chains = [votes_of(election), *chains]
    return [one for votes in chains for one in _nameless_in(votes)]


def _nameless_in(votes: Votes) -> Sequence[Nameless]:
    chosen = polls.chosen_in(votes)
    found = []
    for item in chosen:
        if item.person is not None:
            continue
        poll = next(vote for vote in votes if vote.pk == item.poll_id)
        others = [one.person_id for one in chosen if one.person_id]
        others += [one.person_id for one in poll.items.all() if one.person_id]
        people = polls.people_to_elect(poll).exclude(pk__in=others)
        namesakes = [person for person in people if person.name == item.text]
        namesake = namesakes[0] if len(namesakes) == 1 else None
        found.append(Nameless(item, people, namesake))
    return found


def people_to_stand(election: Election, *, on: date) -> QuerySet[Person]:
    """Who may be a candidate for the committee, as things stand on a day."""
    return polls.people_to_stand(kind_of_vote(election), election.unit, on=on)


def people_for_office(election: Election, *, on: date) -> QuerySet[Person]:
    """Who may stand for an office: the new committee, or where there is none, members.

    Whoever was elected to an office already does not.
    """
    held = [holder.item.person_id for holder in holders_of(election)]
    if election.way == Way.DIRECT:
        people = people_to_stand(election, on=on)
    else:
        chosen = elected(election, votes_of(election)) or ()
        rows = Person.objects.filter(pk__in=[item.person_id for item in chosen])
        people = rows.order_by("pinyin", "pk")
    return people.exclude(pk__in=[pk for pk in held if pk])


def how_far(vote: Poll) -> Pill:
    """How a vote ended; or how far it has come, while it has no result."""
    has_result = hasattr(vote, "result")
    return polls.pill_of_ending(vote) if has_result else polls.pill_of(vote)


def may_leave_empty(election: Election, votes: Votes) -> bool:
    """Whether the last vote left places open that the meeting may leave empty."""
    if election.way == Way.DIRECT or not votes or election.left_empty:
        return False
    return hasattr(votes[-1], "result") and ending_of(votes[-1]) is Ending.SHORT


def prepared_vote(election: Election) -> Poll | None:
    """A vote that is prepared and not opened; the one that was prepared last."""
    found = [one.vote for one in election.office_votes.all()]
    found += [election.vote] if election.vote is not None else []
    waiting = [vote for vote in found if vote.opened_at is None]
    return max(waiting, key=lambda vote: vote.pk) if waiting else None


def ending_of(poll: Poll) -> Ending:
    """How a vote with a result ended."""
    return Ending(poll.result.figures["decisions"][0]["ending"])


def _is_settled(votes: Votes, *, may_be_short: bool = False) -> bool:
    if not votes or not all(hasattr(vote, "result") for vote in votes):
        return False
    return may_be_short or ending_of(votes[-1]) not in AGAIN


def seats_of(unit: Unit) -> Sequence[tuple[str, str]]:
    """The kinds of post whose holders sit on the committee, and their names."""
    kinds = rulebook.post_kinds()
    return [(c, t) for c, t in posts.kinds_for(unit) if kinds[c].seat]


def seats_without_office(unit: Unit) -> Sequence[tuple[str, str]]:
    """The seats but for secretary and deputies, who are elected to their posts."""
    kinds = rulebook.post_kinds()
    return [(code, title) for code, title in seats_of(unit) if not kinds[code].office]


def kind_of_post(unit: Unit, office: Office) -> str:
    """The kind of post that goes with an office of this unit."""
    kinds = rulebook.post_kinds()
    return next(c for c, _title in posts.kinds_for(unit) if kinds[c].office == office)
