"""The votes on secretary and deputies: of the new committee, or of the members."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import operations as polls
from lianxin.facts.polls import queries as poll_queries
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.counting import Ending
from lianxin.kernel.rules.election_files import Way
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.people.models import Person
from lianxin.programmes.elections import enums, policy, queries
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.events import VoteHeld
from lianxin.programmes.elections.models import Election, OfficeVote
from lianxin.programmes.elections.operations.locking import locked


@transaction.atomic
def prepare_office_vote(
    election: Election,
    *,
    office: Office,
    title: str,
    held_on: date,
    people: Sequence[Person],
    actor: Actor,
    at: datetime,
    seats: int = 1,
) -> Poll:
    """Prepare the vote on the secretary, or on deputies, on paper in the meeting.

    Those just elected to the committee vote in its first plenary; where there is none,
    the members do. Another vote may follow one that left a place open, with other
    candidates. Raises ValidationError, with the rule, for more places or candidates
    than there may be.
    """
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.may_vote_on_offices(election).or_raise()
    is_direct = election.way == Way.DIRECT
    if queries.nameless(election) and not is_direct:
        raise ValidationError(
            _("Say first who is meant by the names that voters wrote in.")
        )
    follows, seats = _place(election, office, seats)
    _check_places(election, office, seats, on=held_on)
    _check_free(election, people)
    if not is_direct:
        _check_candidates(seats, people, on=held_on)
    planned = polls.Planned(
        kind=queries.kind_of_vote(election).code
        if is_direct
        else enums.KIND_OF_PLENARY,
        title=title,
        held_on=held_on,
        mode=Mode.PAPER,
        seats=seats,
        people=people,
        electors_of=None if is_direct else election.vote,
        follows=follows,
    )
    poll = polls.prepare_poll(unit=election.unit, planned=planned, actor=actor, at=at)
    if planned.follows is None:
        OfficeVote.objects.create(election=election, office=office, vote=poll)
    journal.write(
        VoteHeld(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"office": office.value, "title": poll.title, "held_on": held_on},
        )
    )
    return poll


def _place(election: Election, office: Office, seats: int) -> tuple[Poll | None, int]:
    """The vote that this one follows, if any, and the places that it is for."""
    votes = queries.chain_of(election, office)
    if not votes:
        return None, seats if office is Office.DEPUTY else 1
    left = poll_queries.left_open(votes[-1])
    if left is None:
        raise ValidationError(_("This vote is prepared or settled already."))
    ending, _items, open_seats = left
    if ending is not Ending.SHORT:
        raise ValidationError(_("Here the same candidates are to be voted on again."))
    return votes[-1], open_seats


def _check_free(election: Election, people: Sequence[Person]) -> None:
    holders = {h.item.person_id for h in queries.holders_of(election)}
    names = [person.name for person in people if person.pk in holders]
    if names:
        words = _("These are elected to an office already: %(names)s.")
        raise ValidationError({"people": words % {"names": _(", ").join(names)}})


def _check_places(election: Election, office: Office, seats: int, *, on: date) -> None:
    found = queries.most_deputies(election.unit, on=on)
    if office is Office.DEPUTY and found is not None and seats > found[0]:
        words = _("There are at most %(most)d deputies here (%(basis)s).")
        told = {"most": found[0], "basis": cited(found[1])}
        raise ValidationError({"seats": words % told})


def _check_candidates(seats: int, people: Sequence[Person], *, on: date) -> None:
    source = queries.stands_alone(on=on)
    if source is not None and len(people) != seats:
        words = _(
            "In the plenary there are as many candidates as places: %(seats)d "
            "(%(basis)s)."
        )
        told = {"seats": seats, "basis": cited(source)}
        raise ValidationError({"people": words % told})
