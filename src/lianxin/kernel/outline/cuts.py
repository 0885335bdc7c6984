"""A text with stretches taken out that knows where each character stood before."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the source, `start` to `end`, that cleaning left out, and why."""

    start: int
    end: int
    reason: str


class Cleaned:
    """A cleaned text that knows where each of its characters stood in the source.

    `text` is the cleaned text. `cuts` are the stretches left out, in order and not
    overlapping; all other characters of the source stand in `text` in their order
    (a line break between two Latin words became a space).
    """

    __slots__ = ("_clean_starts", "_source_starts", "cuts", "text")

    def __init__(self, text: str, cuts: tuple[Cut, ...] = ()) -> None:
        self.text = text
        self.cuts = cuts
        self._source_starts = [0, *(cut.end for cut in cuts)]
        gone = [0, *accumulate(cut.end - cut.start for cut in cuts)]
        self._clean_starts = [
            end - removed
            for end, removed in zip(self._source_starts, gone, strict=True)
        ]

    def source_offset(self, offset: int) -> int:
        """Return where the character at `offset` of the cleaned text stood."""
        if len(self._clean_starts) == 1:
            return offset
        piece = bisect_right(self._clean_starts, offset) - 1
        return self._source_starts[piece] + offset - self._clean_starts[piece]

    def source_end(self, offset: int) -> int:
        """Return where the stretch that ends before `offset` ended in the source."""
        return self.source_offset(offset - 1) + 1 if offset else 0


def cut_out(text: str, cuts: Iterable[Cut]) -> Cleaned:
    """Return the text without the cuts, which must be in order and not overlap."""
    taken = tuple(cuts)
    if not taken:
        return Cleaned(text)
    pieces, position = [], 0
    for cut in taken:
        pieces.append(text[position : cut.start])
        position = cut.end
    pieces.append(text[position:])
    return Cleaned("".join(pieces), taken)


def compose(first: Cleaned, second: Cleaned) -> Cleaned:
    """Return what cleaning with `first` and its text with `second` comes to."""
    if not second.cuts:
        return Cleaned(second.text, first.cuts)
    if not first.cuts:
        return second
    later = (
        Cut(first.source_offset(cut.start), first.source_end(cut.end), cut.reason)
        for cut in second.cuts
    )
    merged: list[Cut] = []
    for cut in sorted([*first.cuts, *later], key=lambda cut: (cut.start, -cut.end)):
        if merged and cut.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Cut(last.start, max(last.end, cut.end), last.reason))
        else:
            merged.append(cut)
    return Cleaned(second.text, tuple(merged))
