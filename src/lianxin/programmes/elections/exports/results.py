"""What an election came to: announced in the meeting, and reported to the unit above."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.facts.polls import exports as polls_exports
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules.election_files import Way
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import queries
from lianxin.programmes.elections.models import Election


def announcement(election: Election, _actor: Actor) -> list[str]:
    """Who was elected, as it is told in the meeting and on the board."""
    found = queries.elected(election, queries.votes_of(election))
    if not found:
        raise NotVisible
    if election.way == Way.DIRECT:
        body = in_office(election)
    else:
        names = _(", ").join(item.text for item in found)
        words = _(
            "Elected to the committee, in the order of the strokes of surnames: "
            "%(names)s."
        )
        body = [words % {"names": names}, *_left_empty(election)]
    return [*body, _("The result is reported to the unit above, which approves it.")]


def report(election: Election, actor: Actor) -> list[str]:
    """Each vote with its count, who was elected, and to what office."""
    if not elected(election):
        raise NotVisible
    body = [*counted(queries.votes_of(election), actor), *elected(election)]
    if election.way != Way.DIRECT:
        body += [*counted_in_plenary(election, actor), *in_office(election)]
    return [*body, _("Please tell us whether you agree.")]


def counted(votes: Sequence[Poll], actor: Actor) -> list[str]:
    """Votes as their own papers tell them; nothing of one that is not counted yet."""
    found = []
    for vote in votes:
        if hasattr(vote, "result"):
            view = polls.result_view(vote, actor=actor)
            paper = polls_exports.minutes(vote, view)
            found += [paper.title, *paper.body]
    return found


def counted_in_plenary(election: Election, actor: Actor) -> list[str]:
    """The votes on secretary and deputies as their own papers tell them."""
    chains = queries.office_chains(election)
    return counted([vote for _office, votes in chains for vote in votes], actor)


def elected(election: Election) -> list[str]:
    """The committee in a sentence, or whom the members elected to an office."""
    found = queries.elected(election, queries.votes_of(election))
    if not found:
        return []
    if election.way == Way.DIRECT:
        return in_office(election)
    names = _(", ").join(item.text for item in found)
    return [_("Elected: %(names)s.") % {"names": names}, *_left_empty(election)]


def in_office(election: Election) -> list[str]:
    """Who was elected to which office."""
    unit = election.unit
    return [
        _("Elected %(office)s: %(name)s.")
        % {
            "office": posts.title_of_kind(queries.kind_of_post(unit, holder.office)),
            "name": holder.item.text,
        }
        for holder in queries.holders_of(election)
    ]


def _left_empty(election: Election) -> list[str]:
    if not election.left_empty:
        return []
    return [_("Places left empty: %(words)s.") % {"words": election.left_empty}]
