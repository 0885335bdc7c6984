"""How elections appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.facts.polls import queries as polls
from lianxin.kernel.rules.election_files import Way
from lianxin.org.letters import queries as letters
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import policy, queries
from lianxin.programmes.elections.enums import OFFICES, PLENARY, VOTE

if TYPE_CHECKING:
    from lianxin.base.ui.requests import Request
    from lianxin.facts.polls.models import Poll
    from lianxin.kernel.actor import Actor
    from lianxin.org.units.models import Unit
    from lianxin.programmes.elections.models import Election
    from lianxin.programmes.elections.queries import StepView
    from lianxin.programmes.elections.queries.votes import Votes


def links(ids: Iterable[int], *, actor: "Actor", today: date) -> Mapping[int, Link]:
    """Title and address of each of these elections that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            _("Election of the committee: %(unit)s") % {"unit": row.unit.name},
            address(row.pk),
        )
        for row in rows
    }


def address(pk: int) -> str:
    """The address of an election's page."""
    return reverse("elections:election", args=[pk])


def votes_shown(election: "Election", votes: "Votes") -> Mapping[str, object]:
    """The votes of an election, what follows the last one, and those to be prepared."""
    chains = queries.office_chains(election)
    rows = [] if election.vote is None else list(votes)
    rows += [vote for _office, found in chains for vote in found]
    last = rows[-1] if rows else None
    return {
        "votes": [(vote, queries.how_far(vote)) for vote in rows],
        "vote_held": votes[-1] if votes else None,
        "may_withdraw": bool(policy.may_withdraw(election)),
        "may_leave_empty": queries.may_leave_empty(election, votes),
        "last_vote": last,
        "next_step": polls.next_step_of(last) if last else None,
        "nameless": queries.nameless(election),
        "holders": [
            (OFFICES[h.office], h.item.text) for h in queries.holders_of(election)
        ],
        "offices": [
            (office, OFFICES[office], again)
            for office, again in queries.offices_to_vote_on(election)
        ]
        if policy.may_vote_on_offices(election)
        else [],
    }


def votes_to_prepare(
    election: "Election", step: "StepView", *, may: bool
) -> Mapping[str, object]:
    """On the page of the step that is next: the votes that are prepared in it."""
    if not may or not step.is_next or step.code not in {VOTE, PLENARY}:
        return {"offices": []}
    votes = queries.votes_of(election)
    of_committee = step.code == VOTE and election.way != Way.DIRECT and not votes
    offices = votes_shown(election, votes)["offices"]
    return {"may_prepare_vote": of_committee, "offices": offices}


def letters_of_election(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of an election: its letters, and those that may be written now."""
    actor, election = cast("Request", request).actor, cast("Election", subject)
    issued, language = queries.letters_of(election), get_language() or ""
    shown = [
        (row, letters.number_of(row), letters.pill_of(row))
        for row in letters.letters_about(queries.ref(election), actor=actor)
    ]
    to_write = [
        (code, letters.template(template).title.into(language))
        for code, template in queries.templates().items()
        if code not in issued and policy.may_write_letter(election, code, actor=actor)
    ]
    if not shown and not to_write:
        return None
    return Panel(
        "elections/letters.html",
        {"election": election, "shown": shown, "to_write": to_write},
    )


def election_of_poll(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of the vote of an election: the way back to its steps."""
    actor, poll = cast("Request", request).actor, cast("Poll", subject)
    election = queries.election_of(actor, poll)
    if election is None:
        return None
    return Panel(
        "elections/of_poll.html",
        {"election": election, "pill": queries.pill_of(election)},
    )


def link_from_registers(request: HttpRequest, subject: object) -> Panel | None:
    """Among the registers: the way to that of elections."""
    return Panel("elections/register_link.html")


def link_from_votes(request: HttpRequest, subject: object) -> Panel | None:
    """Where votes are prepared: a committee is elected step by step, elsewhere."""
    return Panel("elections/vote_link.html")


def elections_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit with a term: its election under way, or the way to begin."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not unit.path or unit.kind not in posts.kinds_with_terms():
        return None
    under_way = queries.visible_to(actor).filter(unit=unit, conclusion=None).first()
    may_begin = bool(policy.may_prepare(unit, actor=actor)) and under_way is None
    if under_way is None and not may_begin:
        return None
    return Panel(
        "elections/of_unit.html",
        {"unit": unit, "election": under_way, "may_begin": may_begin},
    )


def election_left_open(request: HttpRequest, subject: object) -> Panel | None:
    """Before a unit is dissolved: its election that is under way."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    rows = queries.visible_to(actor).filter(unit=unit, conclusion=None)
    election = rows.first()
    if election is None:
        return None
    return Panel("elections/left_open.html", {"election": election})
