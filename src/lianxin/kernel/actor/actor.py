"""The actor, its references and the powers it holds where."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

SEES_RESTRICTED = "units.restricted"


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a row of any tier: ``Ref("units.unit", 7)``.

    `kind` is the app label and the model's name in lower case.
    """

    kind: str
    id: int


class Reach(StrEnum):
    """How far from its unit a grant carries."""

    OWN = "own"
    BELOW = "below"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Grant:
    """One power, held at the unit with `path`, as far as `reach`."""

    power: str
    reach: Reach
    path: str

    def covers(self, path: str) -> bool:
        """Whether a thing of the unit at `path` is within this grant."""
        if self.reach is Reach.ALL:
            return True
        if self.reach is Reach.BELOW:
            return path.startswith(self.path)
        return path == self.path


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a power holds: everywhere, in whole subtrees, in single units.

    Restricted units (abroad, classified) lie outside it all the same, except at and
    below the paths in `opened` and on the way up from there.
    """

    everywhere: bool = False
    subtrees: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    opens_all: bool = False

    @property
    def is_unlimited(self) -> bool:
        """Whether nothing at all lies outside, restricted units included."""
        return self.everywhere and self.opens_all

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.subtrees) or bool(self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person acting for one post (or for none), or a job of the system.

    `account`, `person`, `post` (the appointment) and `unit` are references; `path`
    is the unit's path today; `labels` say what the person is (``member``, the kind
    of post …); `inside` are the paths of restricted units that are the actor's own;
    `action` is the same for all that one request or job run does.
    """

    name: str
    action: UUID
    account: Ref | None = None
    person: Ref | None = None
    post: Ref | None = None
    post_title: str = ""
    unit: Ref | None = None
    path: str = ""
    labels: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = field(default=(), repr=False)
    job: str = ""

    def may(self, power: str, path: str) -> bool:
        """Whether the actor holds `power` at the unit with `path`."""
        return any(g.power == power and g.covers(path) for g in self.grants)

    def holds(self, power: str) -> bool:
        """Whether the actor holds `power` anywhere at all."""
        return any(g.power == power for g in self.grants)

    def scope(self, power: str) -> Scope:
        """Where the actor holds `power`, for the filter of a list."""
        held = [g for g in self.grants if g.power == power]
        opening = [g for g in self.grants if g.power == SEES_RESTRICTED]
        opened = {g.path for g in opening if g.reach is not Reach.ALL}
        return Scope(
            everywhere=any(g.reach is Reach.ALL for g in held),
            subtrees=tuple(sorted({g.path for g in held if g.reach is Reach.BELOW})),
            units=tuple(sorted({g.path for g in held if g.reach is Reach.OWN})),
            opened=tuple(sorted({*opened, *self.inside})),
            opens_all=any(g.reach is Reach.ALL for g in opening),
        )


EVERY_POWER_OF_A_JOB = (
    SEES_RESTRICTED,
    "units.see",
    "people.see",
    "people.standing",
    "goals.see",
    "plans.see",
    "records.see",
    "journal.see",
)


def system_actor(job: str, action: UUID) -> Actor:
    """The actor of a job: it reads everything and is named in the journal."""
    return Actor(
        name=job,
        action=action,
        job=job,
        grants=tuple(Grant(p, Reach.ALL, "") for p in EVERY_POWER_OF_A_JOB),
    )
