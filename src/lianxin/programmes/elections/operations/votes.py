"""Holding the vote in the meeting, and what may follow it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls import operations as polls
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.election_files import Way
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.people.models import Person
from lianxin.programmes.elections import enums, policy, queries
from lianxin.programmes.elections.events import (
    ElectedNamed,
    PlacesLeftEmpty,
    VoteHeld,
    VoteWithdrawn,
)
from lianxin.programmes.elections.models import Election
from lianxin.programmes.elections.operations.locking import locked


@transaction.atomic
def prepare_vote(
    election: Election,
    *,
    title: str,
    held_on: date,
    people: Sequence[Person],
    actor: Actor,
    at: datetime,
) -> Poll:
    """Prepare the vote on the candidates, on paper in the meeting."""
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    coming = queries.next_step(election, queries.votes_of(election))
    is_direct = election.way == Way.DIRECT
    if coming != enums.VOTE or election.vote_id or is_direct:
        raise ValidationError(_("This is not the time for the vote."))
    poll = polls.prepare_poll(
        unit=election.unit,
        planned=polls.Planned(
            kind=queries.kind_of_vote(election).code,
            title=title,
            held_on=held_on,
            mode=Mode.PAPER,
            seats=election.seats,
            people=people,
        ),
        actor=actor,
        at=at,
    )
    election.vote = poll
    election.save(update_fields=["vote"])
    journal.write(
        VoteHeld(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"title": poll.title, "held_on": held_on},
        )
    )
    return poll


@transaction.atomic
def withdraw_vote(election: Election, *, actor: Actor, at: datetime) -> None:
    """Throw a vote away that was not opened; another may be prepared in its place."""
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.may_withdraw(election).or_raise()
    vote = queries.prepared_vote(election)
    assert vote is not None  # noqa: S101 -- the policy has refused it
    if vote.pk == election.vote_id:
        election.vote = None
        election.save(update_fields=["vote"])
    else:
        election.office_votes.filter(vote=vote).delete()
    polls.discard_poll(vote, actor=actor, at=at)
    journal.write(
        VoteWithdrawn(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            before={"title": vote.title},
        )
    )


@transaction.atomic
def leave_places_empty(
    election: Election, *, words: str, actor: Actor, at: datetime
) -> Election:
    """Note that the meeting agreed to leave the places empty that are not filled.

    Raises ValidationError where the last vote left none open.
    """
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    if not queries.may_leave_empty(election, queries.votes_of(election)):
        raise ValidationError(_("The last vote left no place open."))
    if not words.strip():
        raise ValidationError({"words": _("Say how the meeting agreed to it.")})
    election.left_empty = words
    election.save(update_fields=["left_empty"])
    journal.write(
        PlacesLeftEmpty(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"words": words},
        )
    )
    return election


@transaction.atomic
def name_elected(
    election: Election, *, named: Mapping[int, Person], actor: Actor, at: datetime
) -> None:
    """Note who is meant by names that voters wrote in and elected.

    `named` maps the item of each such name to the person whom the voters meant.
    """
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    nameless = queries.nameless(election)
    if not nameless or {one.item.pk for one in nameless} != set(named):
        raise ValidationError(
            _("Say of each name that was written in which person it is.")
        )
    for one in nameless:
        person = named[one.item.pk]
        if not one.people.filter(pk=person.pk).exists():
            raise ValidationError(
                _("%(name)s could not be elected under a name that was written in.")
                % {"name": person.name}
            )
        one.item.person = person
        one.item.save(update_fields=["person"])
    journal.write(
        ElectedNamed(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"people": [person.name for person in named.values()]},
        )
    )
