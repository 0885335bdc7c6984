"""Voting on line by name: each vote is kept beside its voter, and shown after the end.

Giving a vote is no event of the journal: until the end nobody is told who has voted.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.models import NamedVote, Poll, Result, Voter
from lianxin.facts.polls.operations.counting import declared
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.counting import Shape, Turnout


@transaction.atomic
def vote_by_name(
    poll: Poll, *, votes: Mapping[int, str], actor: Actor, at: datetime
) -> Voter:
    """Give one's votes, a column for each item; giving them again replaces them.

    Raises ValidationError where an item is left out, or more are chosen than may be.
    """
    del at  # when somebody voted is nobody's business
    poll = _locked(poll)
    policy.takes_named_votes(poll).or_raise()
    voter = queries.own_vote(poll, actor=actor)
    policy.is_voter(voter).or_raise()
    assert voter is not None  # noqa: S101 -- the policy has refused it
    _check(poll, votes)
    voter.named.all().delete()
    NamedVote.objects.bulk_create(
        NamedVote(voter=voter, item_id=item, column=column)
        for item, column in votes.items()
    )
    voter.has_voted = True
    voter.save(update_fields=["has_voted"])
    return voter


@transaction.atomic
def end_named_vote(poll: Poll, *, actor: Actor, at: datetime) -> Result:
    """End the voting by name; the result is counted, judged and fixed."""
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.takes_named_votes(poll).or_raise()
    there = poll.voters.filter(has_voted=True).count()
    turnout = Turnout(poll.voters.filter(excused="").count(), there, there, there, 0)
    return declared(poll, turnout, queries.named_figures(poll), actor=actor, at=at)


def _check(poll: Poll, votes: Mapping[int, str]) -> None:
    items = {item.pk for item in poll.items.all()}
    columns = {code for code, _title in queries.columns_of(poll)}
    if set(votes) - items or set(votes.values()) - columns:
        raise ValidationError(_("One of these is not voted on."))
    if queries.kind_of(poll).shape is Shape.CHOICE:
        if len(votes) > poll.seats:
            raise ValidationError(_("Choose at most %(most)d.") % {"most": poll.seats})
    elif items - set(votes):
        raise ValidationError(_("Vote on each of these."))


def _locked(poll: Poll) -> Poll:
    return (
        Poll.objects.select_for_update(of=("self",))
        .select_related("unit")
        .prefetch_related("items")
        .get(pk=poll.pk)
    )
