"""Counting votes: what share of whom is asked, who is elected, what is to be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.values import Source


class Base(StrEnum):
    """Of whom, or of what, a share is taken."""

    ENTITLED = "entitled"
    PRESENT = "present"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Share:
    """So many parts of a base: at least as many, or (`is_strict`) more than that."""

    parts: int
    whole: int
    of: Base
    is_strict: bool

    def met(self, number: int, base: int) -> bool:
        """Whether `number` is enough of `base`."""
        found, asked = number * self.whole, base * self.parts
        return found > asked if self.is_strict else found >= asked

    def needed(self, base: int) -> int:
        """The smallest number that is enough of `base`."""
        asked = base * self.parts
        if self.is_strict:
            return asked // self.whole + 1
        return -(-asked // self.whole)


@dataclass(frozen=True, slots=True)
class ShareEdition:
    """A share from a day on, with its source."""

    since: date
    share: Share
    source: Source


@dataclass(frozen=True, slots=True)
class ShareRule:
    """A share that a regulation asks, in all its editions, the earliest first."""

    code: str
    title: Title
    editions: tuple[ShareEdition, ...]

    def on(self, day: date) -> ShareEdition | None:
        """The edition in force on `day`; None before the first that is known."""
        found = [edition for edition in self.editions if edition.since <= day]
        return found[-1] if found else None


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
    """

    entitled: int
    present: int
    issued: int
    returned: int
    invalid: int

    @property
    def valid(self) -> int:
        """The ballots that count."""
        return self.returned - self.invalid

    def of(self, base: Base) -> int:
        """How many there are of a base of voters."""
        return self.entitled if base is Base.ENTITLED else self.present


class Fault(StrEnum):
    """Why figures cannot be right, whoever counted."""

    PRESENT = "present"
    ISSUED = "issued"
    INVALID = "invalid"
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


AGAIN = frozenset({Ending.VOID, Ending.NO_QUORUM, Ending.TIED, Ending.SHORT})
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
    if quorum and not quorum.met(turnout.present, turnout.of(quorum.of)):
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
    return majority.met(votes, turnout.of(majority.of))


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
