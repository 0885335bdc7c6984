"""Kinds of post, and what each may see and do: the policy table."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Reach
from lianxin.org.posts.queries.acting import title_of_kind
from lianxin.org.units.models import Unit


def kinds_for(unit: Unit) -> Sequence[tuple[str, str]]:
    """The kinds of post that units of this kind have: code and title."""
    return [
        (kind.code, title_of_kind(kind.code))
        for kind in rulebook.post_kinds().values()
        if unit.kind in kind.units
    ]


@dataclass(frozen=True, slots=True)
class PowersOfKind:
    """A kind of post in the policy table: its powers by how far they reach."""

    title: str
    units: Sequence[str]
    second_factor: bool
    own: Sequence[str]
    below: Sequence[str]
    everywhere: Sequence[str]


def powers_of(kind: str) -> PowersOfKind:
    """What one kind of post may see and do, and how far."""
    known = rulebook.post_kinds()[kind]

    def reaching(wanted: Reach) -> list[str]:
        return [power for power, reach in known.powers if reach is wanted]

    return PowersOfKind(
        title=title_of_kind(kind),
        units=known.units,
        second_factor=known.second_factor,
        own=reaching(Reach.OWN),
        below=reaching(Reach.BELOW),
        everywhere=reaching(Reach.ALL),
    )


def policy_table() -> Sequence[PowersOfKind]:
    """All kinds of post in the order of the rulebook, with what each may do."""
    return [powers_of(kind) for kind in rulebook.post_kinds()]
