"""How deep each numbered item lies: nesting, as the numbers themselves show it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.kernel.outline.markers import OUTER, UNITS, Mark, Style

_MIXED = frozenset({Style.ORDINAL, Style.IS, Style.MUST, Style.STEP})
_SECTIONS = UNITS | {Style.ARTICLE, Style.ASPECT, Style.HAN, Style.HAN_BARE, Style.LOST}
# 第十条 is an article whatever stood before; 10. may be a date.
_SECURE = UNITS | {Style.ARTICLE}
_FAR = 1 << 60
# How far a number may stand ahead of the expected one, or fall back behind it, and
# still be taken for a slip of the pen in the same series.
_AHEAD, _BACK = 2, 2


@dataclass(slots=True)
class _Open:
    """A series that is open at some depth: its style and its latest item."""

    style: Style
    form: str
    number: int
    inline: bool
    line: int
    part: int


@dataclass(slots=True)
class Placed:
    """A mark and its depth, 1 for the outermost."""

    mark: Mark
    level: int


class _Upcoming:
    """The next mark of a style after the present one, found without searching."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._places: dict[tuple[Style, bool], list[int]] = defaultdict(list)
        for place in range(len(marks) - 1, -1, -1):
            mark = marks[place]
            self._places[mark.style, mark.inline].append(place)

    def after(self, place: int, style: Style, *, inline: bool = False) -> int:
        """Return the place of the next mark of the style after `place`."""
        places = self._places.get((style, inline))
        while places and places[-1] <= place:
            places.pop()
        return places[-1] if places else _FAR

    def number(self, place: int) -> int:
        return self._marks[place].number if place < _FAR else 0


class Nesting:
    """Places marks one after another, from the first to the last of a text.

    A mark that continues an open series closes what is open inside it. A mark that
    opens a series goes into the innermost item that may hold it: an item whose own
    series goes on further down holds everything up to there; else what this text has
    shown elsewhere decides, and at last the usual rank of the styles.
    """

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._upcoming = _Upcoming(marks)
        self._stack: list[_Open] = []
        self._above: set[tuple[Style, Style]] = set()
        self._last: dict[Style, int] = {}

    def placed(self) -> Iterator[Placed]:
        """Yield the marks that are items of the outline, with their levels."""
        for place, mark in enumerate(self._marks):
            if mark.style is Style.CELL:
                yield Placed(mark, self._table_level())
            elif self._place(place, mark):
                self._last[mark.style] = mark.number
                yield Placed(mark, len(self._stack))

    def _table_level(self) -> int:
        """Return the level of a table's outermost column: under the open headings."""
        while self._stack and self._stack[-1].inline:
            self._stack.pop()
        headings = (
            s.style <= Style.HAN_BRACKET or s.style is Style.LOST for s in self._stack
        )
        return 1 + sum(headings)

    def _place(self, place: int, mark: Mark) -> bool:
        if mark.style is Style.LOST:
            return self._place_lost(place, mark)
        if mark.inline:
            return self._place_inline(place, mark)
        depth = self._continued(place, mark)
        if depth is not None:
            return self._continue(depth, mark)
        if not self._may_start(place, mark):
            return False
        self._open_series(place, mark)
        return True

    # -- items that go on with a series ------------------------------------------

    def _continued(self, place: int, mark: Mark) -> int | None:
        """Return the depth of the open series that the mark goes on with."""
        if mark.number == 1:
            return None
        found = None
        for depth in range(len(self._stack) - 1, -1, -1):
            series = self._stack[depth]
            if series.style is not mark.style or not self._fits(place, series, mark):
                continue
            if series.number + 1 == mark.number and series.form == mark.form:
                return depth
            found = depth if found is None else found
        return found

    def _fits(self, place: int, series: _Open, mark: Mark) -> bool:
        if mark.weak and series.number + 1 != mark.number:
            ahead = 0 < mark.number - series.number <= _AHEAD + 1
            return ahead and self._next_number(place, mark) == mark.number + 1
        if mark.style in _SECURE:
            return True
        if not -_BACK <= mark.number - series.number - 1 <= _AHEAD:
            return self._next_number(place, mark) == mark.number + 1
        if series.inline and mark.style not in _MIXED:
            return series.number + 1 == mark.number
        return True

    def _continue(self, depth: int, mark: Mark) -> bool:
        series = self._stack[depth]
        self._above.update(
            (series.style, inner.style) for inner in self._stack[depth + 1 :]
        )
        del self._stack[depth + 1 :]
        series.number, series.line = mark.number, mark.line
        series.form, series.part = mark.form, mark.part
        series.inline = series.inline and mark.inline
        return True

    # -- items that open a series ------------------------------------------------

    def _may_start(self, place: int, mark: Mark) -> bool:
        """Return whether a series may begin with this mark.

        A number above 1 needs a reason: it goes on from a series closed before, or
        the number after it follows.
        """
        goes_on = self._next_number(place, mark) == mark.number + 1
        if mark.number == 1:
            return goes_on or not mark.weak
        from_before = mark.number - self._last.get(mark.style, 0)
        if mark.weak:
            return from_before == 1
        if mark.style in _SECURE:
            return True
        return goes_on or mark.number == 2 or 0 < from_before <= 2

    def _next_number(self, place: int, mark: Mark) -> int:
        return self._upcoming.number(self._next(place, mark.style))

    def _next(self, place: int, style: Style) -> int:
        return self._upcoming.after(place, style)

    def _open_series(self, place: int, mark: Mark) -> None:
        depth = self._restarted(place, mark)
        if depth is None:
            self._close_for(place, mark)
        else:
            del self._stack[depth:]
        self._push(mark)

    def _push(self, mark: Mark) -> None:
        self._stack.append(
            _Open(mark.style, mark.form, mark.number, mark.inline, mark.line, mark.part)
        )

    def _restarted(self, place: int, mark: Mark) -> int | None:
        """Return the depth at which a series of this style starts again."""
        for depth in range(len(self._stack) - 1, -1, -1):
            series = self._stack[depth]
            if series.style is mark.style and not series.inline:
                # 1. under 1、: the outer numbering goes on further down.
                if series.form != mark.form and self._form_goes_on(place, series):
                    return None
                return depth
        return None

    def _form_goes_on(self, place: int, series: _Open) -> bool:
        """Return whether the series' own form returns with its next number."""
        for mark in self._marks[place + 1 : place + 40]:
            if mark.style is series.style and mark.form == series.form:
                return mark.number == series.number + 1
        return False

    def _close_for(self, place: int, mark: Mark) -> None:
        self._close_parted(place, mark)
        while self._stack and not self._holds(len(self._stack) - 1, place, mark):
            self._stack.pop()

    def _close_parted(self, place: int, mark: Mark) -> None:
        """Close what a blank line ends, where a section heading was lost in copying.

        Sections with a heading of their own are never ended by a blank line.
        """
        if not self._stack or self._stack[0].style in _SECTIONS:
            return
        while self._stack and self._stack[-1].part < mark.part:
            series = self._stack[-1]
            known = (series.style, mark.style) in self._above
            if known or self._goes_on(len(self._stack) - 1, place):
                return
            self._stack.pop()

    def _holds(self, depth: int, place: int, mark: Mark) -> bool:
        """Return whether the latest item at this depth may hold the new series."""
        series = self._stack[depth]
        if series.inline or (mark.style in UNITS and series.style not in UNITS):
            return False
        if series.style is Style.LOST:
            return True
        if (mark.style, series.style) in self._above:
            return False
        if (series.style, mark.style) in self._above or self._goes_on(depth, place):
            return True
        return series.style < mark.style

    def _goes_on(self, depth: int, place: int) -> bool:
        """Return whether this series has its next item before an outer one has."""
        series = self._stack[depth]
        following = self._next(place, series.style)
        if self._upcoming.number(following) != series.number + 1:
            return False
        return all(
            self._next(place, outer.style) > following for outer in self._stack[:depth]
        )

    # -- items run into a paragraph ----------------------------------------------

    def _place_inline(self, place: int, mark: Mark) -> bool:
        depth = self._inline_continued(mark)
        if depth is not None:
            return self._continue(depth, mark)
        self._close_parted(place, mark)
        while self._stack and self._is_over(self._stack[-1], mark):
            self._stack.pop()
        self._push(mark)
        return True

    def _inline_continued(self, mark: Mark) -> int | None:
        for depth in range(len(self._stack) - 1, -1, -1):
            series = self._stack[depth]
            if series.style is not mark.style or mark.number <= series.number:
                continue
            near = mark.line - series.line <= 2
            if near or (mark.style in _MIXED and mark.number == series.number + 1):
                return depth
        return None

    @staticmethod
    def _is_over(series: _Open, mark: Mark) -> bool:
        """Return whether an inline series ends before this inline mark opens one."""
        if not series.inline:
            return False
        return series.line != mark.line or series.style is mark.style

    # -- headings that lost their number -----------------------------------------

    def _place_lost(self, place: int, mark: Mark) -> bool:
        while self._stack and self._stack[-1].inline:
            self._stack.pop()
        depth = self._lost_depth(place, mark)
        if depth < len(self._stack) and self._fills_gap(depth, place):
            del self._stack[depth + 1 :]
            self._stack[depth].number += 1
            self._stack[depth].line = mark.line
            return True
        del self._stack[depth:]
        self._push(mark)
        return True

    def _lost_depth(self, place: int, mark: Mark) -> int:
        """Return the depth of a heading without number.

        That of the other such headings of its kind, else of the series whose next
        number is missing here, else of the series that starts again below it.
        """
        for depth, series in enumerate(self._stack):
            same = series.style is Style.LOST and series.form == mark.form
            if same or self._fills_gap(depth, place):
                return depth
        following = self._marks[place + 1] if place + 1 < len(self._marks) else None
        for depth, series in enumerate(self._stack):
            if (
                following
                and following.style is series.style
                and (following.number == 1 or series.style is Style.ARTICLE)
            ):
                return depth
        if mark.form == OUTER:
            return next(
                (d for d, s in enumerate(self._stack) if s.style is Style.LOST), 0
            )
        return len(self._stack)

    def _fills_gap(self, depth: int, place: int) -> bool:
        """Return whether exactly this series' next number is missing here."""
        series = self._stack[depth]
        if series.style is Style.LOST:
            return False
        following = self._next(place, series.style)
        return self._upcoming.number(following) == series.number + 2 and all(
            self._next(place, outer.style) > following for outer in self._stack[:depth]
        )
