"""Votes on the first page: those to vote in, and those to count."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.wording import Pill
from lianxin.desks.home.queries.lines import Line
from lianxin.facts.polls import queries as polls
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.poll_files import Mode

MOST_VOTES = 5


def votes_of(actor: Actor) -> Sequence[Line]:
    """Open votes on line in which oneself has not voted, and ballots to be counted."""
    to_vote_in = [
        Line(
            poll.held_on,
            poll.title,
            poll.unit.short_name,
            Pill(_("You may vote"), Tone.OPEN),
            address_of(
                "polls:vote" if poll.mode == Mode.NAMED else "polls:booth", poll.pk
            ),
            _("Vote"),
            is_owed=False,
            names_people=True,
            is_kept_nowhere=True,
        )
        for poll in polls.polls_to_vote_in(actor)[:MOST_VOTES]
    ]
    return to_vote_in + [
        Line(
            poll.held_on,
            poll.title,
            poll.unit.short_name,
            Pill(_("You count these"), Tone.OPEN),
            address_of("polls:count", poll.pk),
            _("Enter the count"),
            is_awaited=True,
            names_people=True,
        )
        for poll in polls.polls_awaiting(actor)[:MOST_VOTES]
    ]
