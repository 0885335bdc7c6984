"""Who elects whom in a unit, and how many deputies there may be, by the rules."""

from collections.abc import Sequence
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import queries as polls
from lianxin.kernel.rules.election_files import ElectionWay, Way
from lianxin.kernel.rules.poll_files import PollKind
from lianxin.kernel.rules.shapes import Answers
from lianxin.kernel.rules.values import Bounds, Counted, Edition, Fit, Source
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.models import Election

HAS_COMMITTEE = "branch_committee_full_members"
BY_DELEGATES = "delegate_meeting_members"
CANDIDATES = "secretary_candidates"
OF_SECRETARY, AS_MANY = "candidates_for_secretary", "as_many_as_seats"


def way_of(election: Election) -> ElectionWay:
    """What the rulebook says of the way in which this election is held."""
    return rulebook.election_ways()[Way(election.way)]


def kind_of_vote(election: Election) -> PollKind:
    """The kind of the vote in the meeting."""
    return rulebook.poll_kinds()[way_of(election).poll]


def ways_of(unit: Unit) -> Sequence[ElectionWay]:
    """The ways in which such a unit may elect."""
    return [w for w in rulebook.election_ways().values() if unit.kind in w.units]


def usual_way(unit: Unit, *, on: date) -> Way:
    """How the unit elects by its size: a small branch has no committee."""
    may = {way.code for way in ways_of(unit)}
    is_small = Way.DIRECT in may and needs_committee(unit, on=on) is None
    return Way.DIRECT if is_small else Way.MEETING


def needs_committee(unit: Unit, *, on: date) -> tuple[int, Source] | None:
    """From how many full members on a branch has a committee, where it has so many."""
    edition = rulebook.value(HAS_COMMITTEE, on=on)
    if edition is None or not isinstance(edition.value, Bounds):
        return None
    if edition.value.fit(polls.full_members(unit, on=on)) is Fit.BELOW:
        return None
    return edition.value.least or 0, edition.source


def congress_rule(*, on: date) -> tuple[int, Source] | None:
    """From how many members on delegates may elect, and where that is written."""
    edition = rulebook.value(BY_DELEGATES, on=on)
    if edition is None or not isinstance(edition.value, Bounds):
        return None
    return edition.value.least or 0, edition.source


def stands_alone(*, on: date) -> Source | None:
    """Where it is written that secretary and deputies have no rival in the plenary."""
    edition = rulebook.value(CANDIDATES, on=on)
    answers = edition.value if edition else None
    if edition is None or not isinstance(answers, Answers):
        return None
    return edition.source if answers.to(OF_SECRETARY) == AS_MANY else None


def most_deputies(unit: Unit, *, on: date) -> tuple[int, Source] | None:
    """How many deputies such a unit has at most, where a rule says so."""
    for rule in rulebook.rules().values():
        edition: Edition | None = rule.on(on)
        is_asked = rule.counted is Counted.DEPUTIES and unit.kind in rule.units
        bounds = edition.value if is_asked and edition is not None else None
        if isinstance(bounds, Bounds) and bounds.most is not None and edition:
            return bounds.most, edition.source
    return None
