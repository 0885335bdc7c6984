"""How alike two short Chinese texts are, by the pairs of signs that they share."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow

Key = TypeVar("Key", bound=Hashable)

Pairs = frozenset[str]


def pairs_of(text: str) -> Pairs:
    """The pairs of neighbouring letters and figures of a text.

    Script, width, case, spaces and punctuation make no difference. A text of one sign
    is that sign.
    """
    signs = "".join(s for s in simplified(narrow(text)).lower() if s.isalnum())
    if len(signs) < 2:
        return frozenset(signs)
    return frozenset(signs[place : place + 2] for place in range(len(signs) - 1))


def sameness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words): Dice's measure over pairs."""
    return _dice(pairs_of(one), pairs_of(other))


def _dice(one: Pairs, other: Pairs) -> float:
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0


class Likest(Generic[Key]):
    """Finds among many texts the one most like another, without comparing them all."""

    def __init__(self, texts: Iterable[tuple[Key, str]]) -> None:
        self._pairs: dict[Key, Pairs] = {}
        self._holders: dict[str, set[Key]] = defaultdict(set)
        for key, text in texts:
            self._pairs[key] = pairs_of(text)
            for pair in self._pairs[key]:
                self._holders[pair].add(key)

    def to(self, text: str, *, at_least: float) -> Key | None:
        """The key of the likest text; None where none is at least so alike.

        Of equally alike ones, the one that was given first.
        """
        wanted = pairs_of(text)
        near = set().union(*(self._holders.get(pair, ()) for pair in wanted))
        best, best_key = 0.0, None
        for key in (key for key in self._pairs if key in near):
            found = _dice(wanted, self._pairs[key])
            if found >= at_least and found > best:
                best, best_key = found, key
        return best_key
