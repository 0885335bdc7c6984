"""Who prepares an election, and who concludes it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import policy as polls
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.kernel.rules.election_files import Way
from lianxin.org.letters import policy as letters
from lianxin.org.posts import policy as posts
from lianxin.org.posts import queries as terms
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.enums import ANNOUNCEMENT, NOTICE, REPORT
from lianxin.programmes.elections.models import Election


def may_prepare(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may prepare elections of this unit."""
    if unit.kind not in terms.kinds_with_terms():
        return Denied(_("Units of this kind have no term of office."))
    return polls.may_hold(unit, actor=actor)


def may_conclude(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may let the elected hold their posts."""
    if actor.person is None:
        return Denied(_("Only a person can conclude an election."))
    return posts.may_edit(unit, actor=actor)


def may_withdraw(election: Election) -> Answer:
    """Whether a vote may be thrown away: it is prepared, and nobody has voted in it."""
    found = [one.vote for one in election.office_votes.all()]
    found += [election.vote] if election.vote is not None else []
    if not found:
        return Denied(_("No vote is prepared."))
    answers = [polls.is_prepared(vote) for vote in found]
    may = next((answer for answer in answers if answer), answers[-1])
    return is_open(election) and may


def may_vote_on_offices(election: Election) -> Answer:
    """Whether it is the time for the votes on secretary and deputies.

    It is once all steps before are taken, until the next one is; and where that was
    taken while nobody knew yet of these votes.
    """
    taken = {step.code for step in election.steps.all()}
    is_direct = election.way == Way.DIRECT
    before, after = (NOTICE, ANNOUNCEMENT) if is_direct else (ANNOUNCEMENT, REPORT)
    is_early = after not in taken or not election.office_votes.all()
    if before in taken and is_early:
        return is_open(election)
    return Denied(_("This is not the time for the vote."))


def is_open(election: Election) -> Answer:
    """Whether the election is not concluded yet."""
    if hasattr(election, "conclusion"):
        return Denied(_("This election is concluded."))
    return Allowed()


def writer_of(election: Election, code: str) -> Unit | None:
    """The unit in whose name a letter of an election goes out; None where none is."""
    return election.unit if code == NOTICE else election.unit.parent


def may_write_letter(election: Election, code: str, *, actor: Actor) -> Answer:
    """Whether `actor` may write this letter now, in the name of the unit it is of."""
    unit = writer_of(election, code)
    if unit is None:
        return Denied(_("No unit stands above this one."))
    taken = {step.code for step in election.steps.all()}
    steps = rulebook.election_steps()
    asked = steps[code].answers
    if asked and asked not in taken:
        told = {"step": steps[asked].title.into(get_language() or "")}
        return Denied(_("This step is to be noted first: %(step)s.") % told)
    return is_open(election) and letters.may_write(unit, actor=actor)
