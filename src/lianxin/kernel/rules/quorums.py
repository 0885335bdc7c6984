"""Whether enough of those entitled were there, and how many are enough."""

from dataclasses import dataclass

from lianxin.kernel.rules.shapes import Share
from lianxin.kernel.rules.values import Source


@dataclass(frozen=True, slots=True)
class Quorum:
    """So many of those entitled were there; `needed` is the least that is enough."""

    entitled: int
    present: int
    needed: int
    source: Source

    @property
    def is_met(self) -> bool:
        """Whether the meeting could decide; never where nobody is entitled."""
        return self.entitled > 0 and self.present >= self.needed


def quorum(share: Share, source: Source, *, entitled: int, present: int) -> Quorum:
    """How `present` stand against `share` of `entitled`."""
    enough = (n for n in range(entitled + 1) if share.holds(n, entitled))
    return Quorum(entitled, present, next(enough, entitled + 1), source)
