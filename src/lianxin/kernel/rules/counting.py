"""Counting votes: what share of whom is asked, who is elected, what is to be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from lianxin.kernel.rules.shapes import Share, Than

# Shares of those who came; all others are of those entitled.
_OF_THOSE_PRESENT = frozenset({"present", "present_to_elect"})


def is_of_those_present(share: Share) -> bool:
    """Whether the share is of those who came, not of all who might."""
    return share.of in _OF_THOSE_PRESENT


def needed(share: Share, whole: int) -> int:
    """The smallest part of `whole` that is enough."""
    asked = share.fraction * whole
    return floor(asked) + 1 if share.than is Than.MORE_THAN else ceil(asked)


def candidates_needed(share: Share, seats: int) -> int:
    """How many candidates there must be, a share of the seats more than these."""
    return seats + needed(share, seats)


class Shape(StrEnum):
    """What is asked of a voter."""

    MOTION = "motion"
    ELECTION = "election"
    CHOICE = "choice"
    GRADES = "grades"


FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
VOICES = (FOR, AGAINST, ABSTAIN)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many might vote, came, were handed a ballot, handed one in, and in vain.

    Where hands are shown no ballots are handed out: all who are present count.
    `opinions` were given in writing by those who could not come, where a rule has them
    counted with the votes; whoever gave one is not present.
    """

    entitled: int
    present: int
    issued: int
    returned: int
    invalid: int
    opinions: int = 0

    @property
    def valid(self) -> int:
        """The ballots, and the opinions in writing, that count."""
        return self.returned - self.invalid + self.opinions

    def whole(self, share: Share) -> int:
        """How many there are of those of whom a share is asked."""
        return self.present if is_of_those_present(share) else self.entitled


class Fault(StrEnum):
    """Why figures cannot be right, whoever counted."""

    PRESENT = "present"
    ISSUED = "issued"
    INVALID = "invalid"
    OPINIONS = "opinions"
    TOO_MANY = "too_many"
    NOT_ALL = "not_all"


Figures = Mapping[int, Mapping[str, int]]
"""For each item what was counted in each column."""


def faults(
    shape: Shape, turnout: Turnout, figures: Figures, *, most: int
) -> tuple[Fault, ...]:
    """Why these figures cannot be right; `most` names one ballot may hold.

    More ballots handed in than handed out is no fault of the figures: the vote itself
    is void then (see `judged`).
    """
    found = []
    if turnout.present > turnout.entitled:
        found.append(Fault.PRESENT)
    if turnout.issued > turnout.present:
        found.append(Fault.ISSUED)
    if turnout.invalid > turnout.returned:
        found.append(Fault.INVALID)
    if turnout.present + turnout.opinions > turnout.entitled >= turnout.present:
        found.append(Fault.OPINIONS)
    sums = [sum(row.values()) for row in figures.values()]
    named = sum(row.get(FOR, 0) for row in figures.values())
    if any(total > turnout.valid for total in sums) or (
        shape in {Shape.ELECTION, Shape.CHOICE} and named > turnout.valid * most
    ):
        found.append(Fault.TOO_MANY)
    elif shape is Shape.MOTION and any(total < turnout.valid for total in sums):
        found.append(Fault.NOT_ALL)
    return tuple(found)


class Ending(StrEnum):
    """How a vote ends, and so what may come next."""

    VOID = "void"
    NO_QUORUM = "no_quorum"
    PASSED = "passed"
    REJECTED = "rejected"
    FILLED = "filled"
    TIED = "tied"
    SHORT = "short"
    COUNTED = "counted"
    UNOPENED = "unopened"


AGAIN = frozenset(
    {Ending.VOID, Ending.NO_QUORUM, Ending.TIED, Ending.SHORT, Ending.UNOPENED}
)
"""The endings after which the rules have people vote once more."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a vote decided: `chosen` items, those `tied` for the `open_seats`."""

    ending: Ending
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    open_seats: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules ask of a vote; None where they ask nothing."""

    quorum: Share | None = None
    majority: Share | None = None
    seats: int = 0


def judged(
    shape: Shape, asked: Asked, turnout: Turnout, figures: Figures
) -> tuple[Decision, ...]:
    """What was decided: on each motion by itself, else once for all items.

    Grades, and opinions for which no majority is asked, are only counted.
    """
    if turnout.returned > turnout.issued:
        return (Decision(Ending.VOID, open_seats=asked.seats),)
    quorum = asked.quorum
    if quorum and not quorum.holds(turnout.present, turnout.whole(quorum)):
        return (Decision(Ending.NO_QUORUM, open_seats=asked.seats),)
    if shape is Shape.GRADES or (shape is Shape.MOTION and not asked.majority):
        return (Decision(Ending.COUNTED),)
    enough = {
        item: row.get(FOR, 0)
        for item, row in figures.items()
        if _enough(asked.majority, row.get(FOR, 0), turnout)
    }
    if shape is Shape.MOTION:
        return tuple(
            Decision(Ending.PASSED, (item,))
            if item in enough
            else Decision(Ending.REJECTED)
            for item in figures
        )
    return (_filled(enough, asked.seats),)


def _enough(majority: Share | None, votes: int, turnout: Turnout) -> bool:
    if majority is None:
        return votes > 0
    return majority.holds(votes, turnout.whole(majority))


def _filled(votes: Mapping[int, int], seats: int) -> Decision:
    """The seats go to those with the most votes; a tie at the last seat is left open."""
    order = sorted(votes, key=lambda item: (-votes[item], item))
    if len(order) <= seats:
        open_seats = seats - len(order)
        ending = Ending.SHORT if open_seats else Ending.FILLED
        return Decision(ending, tuple(order), (), open_seats)
    last = votes[order[seats - 1]]
    above = tuple(item for item in order if votes[item] > last)
    level = tuple(item for item in order if votes[item] == last)
    if len(above) + len(level) > seats:
        return Decision(Ending.TIED, above, level, seats - len(above))
    return Decision(Ending.FILLED, above + level)


def differences(one: Figures, other: Figures) -> Sequence[tuple[int, str, int, int]]:
    """Where two counts differ: the item, the column, and both numbers."""
    return [
        (item, column, one[item].get(column, 0), other.get(item, {}).get(column, 0))
        for item in one
        for column in one[item]
        if one[item].get(column, 0) != other.get(item, {}).get(column, 0)
    ]
