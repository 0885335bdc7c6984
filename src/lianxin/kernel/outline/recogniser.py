"""From text to outline: every step in its order, and the offsets back to the source."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lianxin.kernel.outline.cleaning import damage_in, unwrap
from lianxin.kernel.outline.exclusions import (
    attachment_lines,
    inside,
    notes_start,
    without_contents,
    without_quoted,
)
from lianxin.kernel.outline.headings import heading_span
from lianxin.kernel.outline.kinds import kind_of
from lianxin.kernel.outline.lost import lost_headings
from lianxin.kernel.outline.markers import (
    Mark,
    Style,
    inline_marks,
    line_starts,
    mark_at,
    marks_at_line_starts,
)
from lianxin.kernel.outline.nesting import Nesting
from lianxin.kernel.outline.nodes import Node, Outline, Passage, Suggestions
from lianxin.kernel.outline.parties import parties_in
from lianxin.kernel.outline.paths import label_of, path_of
from lianxin.kernel.outline.script import script_of
from lianxin.kernel.outline.series import believable
from lianxin.kernel.outline.source import Problem, Source
from lianxin.kernel.outline.suggestions import passage, suggest
from lianxin.kernel.outline.tables import Cell, Table, tables_in
from lianxin.kernel.outline.titles import title_in

_BLANK_AFTER_TEXT = re.compile(
    r"[。！”）][ \t\r\u3000\xa0]*\n(?:[ \t\r\u3000\xa0]*\n)+"
)
# Text with a blank line after every paragraph has no parts.
_LINES_A_PART = 4
_NUMBERED_TWICE = "number_twice"


@dataclass(slots=True)
class _Item:
    """An item of the outline in the cleaned text, before its heading is taken."""

    start: int
    after: int
    limit: int
    level: int
    marked: bool
    mark: Mark | None = None
    deadline: Cell | None = None
    responsible: tuple[str, ...] = ()


def outline(source: Source | str) -> Outline:
    """Return the outline of a document.

    Takes a source as the readers make it, or text with any line ends. Never fails on
    any text; what it could not make out is in `problems`.
    """
    if isinstance(source, str):
        source = Source(source)
    return _Reading(source).outline()


class _Reading:
    """One reading of one source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._raw = _with_line_feeds(source.text)
        self._cleaned, self._doubtful = unwrap(self._raw)
        self._text = self._cleaned.text
        self._starts = line_starts(self._text)
        self._title = title_in(self._text)
        self._tables = tables_in(self._text, self._starts)

    def outline(self) -> Outline:
        """Return what was read."""
        marks = self._marks()
        items = self._items(marks)
        title = self._title.text if self._title else None
        guidance, reason = kind_of(
            title,
            self._text,
            nodes=len(items),
            main_items=sum(_is_main(item) for item in items),
            work_table=any(table.columns for table in self._tables),
        )
        if reason == "news":
            items = self._items(without_quoted(self._text, marks))
        nodes = tuple(self._nodes(items))
        problems = (
            *self._source.problems,
            *damage_in(self._raw),
            *self._oddities(items),
        )
        script = script_of(self._text)
        return Outline(
            self._source.name, title, script, guidance, reason, nodes, problems
        )

    # -- marks --------------------------------------------------------------------

    def _marks(self) -> list[Mark]:
        """Return every believable mark, tables and lost headings among them, in order."""
        begin = self._title.after if self._title else 0
        spans = [(table.start, table.end) for table in self._tables]
        known = self._doubted(marks_at_line_starts(self._text, self._starts))
        at_start = {mark.start for mark in known}
        known += [
            mark
            for mark in inline_marks(self._text, self._starts)
            if mark.start not in at_start
        ]
        outside = [
            mark
            for mark in known
            if mark.start >= begin and not inside(mark.start, spans)
        ]
        attached = attachment_lines(self._text, self._starts, outside)
        last = notes_start(self._text)
        outside = [
            mark for mark in outside if mark.line not in attached and mark.start < last
        ]
        outside += self._cell_marks()
        outside.sort(key=lambda mark: mark.start)
        marks = believable(without_contents(self._text, outside))
        lost = lost_headings(self._text, self._starts, marks, begin=begin, skip=spans)
        tables = [
            Mark(table.start, table.start, Style.CELL, place, 0)
            for place, table in enumerate(self._tables)
            if table.columns
        ]
        self._set_parts(marks)
        return sorted([*marks, *lost, *tables], key=lambda mark: mark.start)

    def _set_parts(self, marks: list[Mark]) -> None:
        """Number the parts of the text that single blank lines set off."""
        blanks = [match.end() for match in _BLANK_AFTER_TEXT.finditer(self._text)]
        if len(blanks) * _LINES_A_PART > len(self._starts):
            return
        for mark in marks:
            mark.part = bisect_right(blanks, mark.start)

    def _doubted(self, marks: Iterator[Mark]) -> list[Mark]:
        """Make weak the marks behind a line break that may only be the page's width."""
        known = list(marks)
        if self._doubtful:
            for mark in known:
                before = self._starts[mark.line] - 1
                if (
                    before >= 0
                    and self._cleaned.source_offset(before) in self._doubtful
                ):
                    mark.weak = True
        return known

    def _cell_marks(self) -> Iterator[Mark]:
        """Yield the marks with which cells of tables without column titles begin."""
        for table in self._tables:
            if table.columns:
                continue
            for row in table.rows:
                for cell in row.cells:
                    line = bisect_right(self._starts, cell.start) - 1
                    mark = mark_at(self._text, cell.start, cell.end, line)
                    if mark and mark.after < cell.end:
                        yield mark

    # -- items --------------------------------------------------------------------

    def _items(self, marks: list[Mark]) -> list[_Item]:
        """Return the items of the outline, each with the end of its first line."""
        items = list(self._placed_items(marks))
        self._limit_to_next(items)
        return items

    def _placed_items(self, marks: list[Mark]) -> Iterator[_Item]:
        for placed in Nesting(marks).placed():
            mark = placed.mark
            if mark.style is Style.CELL:
                yield from self._table_items(self._tables[mark.number], placed.level)
                continue
            marked = mark.style is not Style.LOST
            limit = self._line_end(mark.after)
            yield _Item(mark.start, mark.after, limit, placed.level, marked, mark)

    def _table_items(self, table: Table, level: int) -> Iterator[_Item]:
        works = [n for n, role in enumerate(table.columns) if role == "work"]
        for row in table.rows:
            places = range(row.first, row.first + len(row.cells))
            roles = list(zip(places, row.roles, row.cells, strict=True))
            number = next(
                (c for _, r, c in roles if r == "number" and c.end > c.start), None
            )
            items: list[_Item] = []
            for column, role, cell in roles:
                if role != "work" or cell.start == cell.end:
                    continue
                depth = works.index(column) if column in works else 0
                items += self._cell_items(
                    cell, level + depth, number if depth == 0 else None
                )
            self._give_row_values(items, roles)
            yield from items

    def _cell_items(self, cell: Cell, level: int, number: Cell | None) -> list[_Item]:
        """Return the items of one cell: one, or several if it numbers them itself."""
        if number:
            return [_Item(number.start, cell.start, cell.end, level, marked=True)]
        marks = self._numbers_in(cell)
        if not marks:
            return [_Item(cell.start, cell.start, cell.end, level, marked=False)]
        return [
            _Item(mark.start, mark.after, cell.end, level, marked=True, mark=mark)
            for mark in marks
        ]

    def _numbers_in(self, cell: Cell) -> list[Mark]:
        first = mark_at(self._text, cell.start, cell.end, 0)
        if not first:
            return []
        found = [first]
        piece = self._text[cell.start : cell.end]
        later = [
            *marks_at_line_starts(piece, line_starts(piece)),
            *inline_marks(piece, [0]),
        ]
        for mark in sorted(later, key=lambda mark: mark.start):
            if mark.style is first.style and mark.number == found[-1].number + 1:
                mark.start += cell.start
                mark.after += cell.start
                found.append(mark)
        return found

    def _give_row_values(
        self, items: list[_Item], roles: list[tuple[int, str, Cell]]
    ) -> None:
        """Give deadline and responsible parties of the row to its innermost items."""
        deepest = max((item.level for item in items), default=0)
        deadline = next(
            (c for _, r, c in roles if r == "deadline" and c.end > c.start), None
        )
        who = [
            name
            for _, role, cell in roles
            if role == "responsible"
            for name in parties_in(self._text[cell.start : cell.end])
        ]
        for item in items:
            if item.level == deepest:
                item.deadline, item.responsible = deadline, tuple(who)

    def _line_end(self, offset: int) -> int:
        line = bisect_right(self._starts, offset)
        return self._starts[line] - 1 if line < len(self._starts) else len(self._text)

    def _limit_to_next(self, items: list[_Item]) -> None:
        """End each item's first line where the next item begins; look for its words."""
        for place, item in enumerate(items):
            following = (
                items[place + 1].start if place + 1 < len(items) else len(self._text)
            )
            item.limit = min(item.limit, following)
            if item.marked and not self._text[item.after : item.limit].strip():
                self._take_next_line(item, following)

    def _take_next_line(self, item: _Item, following: int) -> None:
        """A marker alone on its line: its words stand on the next line of text."""
        position = item.limit
        while position < following and self._text[position].isspace():
            position += 1
        if position < following:
            item.after = position
            item.limit = min(following, self._line_end(position))

    # -- nodes --------------------------------------------------------------------

    def _nodes(self, items: list[_Item]) -> Iterator[Node]:
        ends = self._ends(items)
        labels: list[str] = []
        counts: list[int] = []
        for place, item in enumerate(items):
            start, end = heading_span(self._text, item.after, item.limit)
            marker = (
                self._text[item.start : item.after].rstrip() if item.marked else None
            )
            del labels[item.level - 1 :], counts[item.level :]
            counts += [0] * (item.level - len(counts))
            counts[item.level - 1] += 1
            labels += ["…"] * (item.level - 1 - len(labels))
            labels.append(label_of(marker, counts[item.level - 1]))
            following = (
                items[place + 1].start if place + 1 < len(items) else len(self._text)
            )
            node_end = self._cleaned.source_end(ends[place])
            text_start = self._cleaned.source_offset(item.after)
            yield Node(
                level=item.level,
                marker=marker,
                heading=self._text[start:end].replace("\n", ""),
                start=self._cleaned.source_offset(item.start),
                end=node_end,
                text_start=min(text_start, node_end),
                path=path_of(labels),
                suggestions=self._suggestions(item, following),
            )

    def _suggestions(self, item: _Item, following: int) -> Suggestions:
        if item.deadline is None and not item.responsible:
            return suggest(self._cleaned, item.after, following)
        found = suggest(self._cleaned, item.after, item.limit)
        deadlines = found.deadlines
        if item.deadline:
            deadlines = (self._cell_passage(item.deadline), *deadlines)
        return replace(
            found,
            deadlines=deadlines,
            responsible=item.responsible or found.responsible,
            supports=() if item.responsible else found.supports,
        )

    def _cell_passage(self, cell: Cell) -> Passage:
        found = passage(self._cleaned, cell.start, cell.end)
        return Passage("".join(found.text.split()), found.start, found.end)

    def _ends(self, items: list[_Item]) -> list[int]:
        """Return where each item ends: before the next one that is not inside it."""
        ends = [0] * len(items)
        open_items: list[int] = []
        for place, item in enumerate(items):
            stop = 0
            while open_items and items[open_items[-1]].level >= item.level:
                stop = stop or self._without_space_before(item.start)
                ends[open_items.pop()] = stop
            open_items.append(place)
        last = self._without_space_before(len(self._text))
        for place in open_items:
            ends[place] = last
        return ends

    def _without_space_before(self, offset: int) -> int:
        while offset and self._text[offset - 1].isspace():
            offset -= 1
        return offset

    def _oddities(self, items: list[_Item]) -> Iterator[Problem]:
        """Yield a problem for each number that is skipped or stands twice in a row."""
        last: dict[int, Mark] = {}
        for item in items:
            for level in [level for level in last if level > item.level]:
                del last[level]
            before = last.get(item.level)
            if item.mark and before and before.style is item.mark.style:
                yield from self._oddity(before, item.mark)
            if item.mark:
                last[item.level] = item.mark

    def _oddity(self, before: Mark, mark: Mark) -> Iterator[Problem]:
        start = self._cleaned.source_offset(mark.start)
        end = self._cleaned.source_end(mark.after)
        shown = self._text[mark.start : mark.after].strip()
        if mark.style is Style.LOST:
            return
        if mark.number == before.number:
            yield Problem(_NUMBERED_TWICE, start, end, (("marker", shown),))
        elif mark.number > before.number + 1:
            earlier = self._text[before.start : before.after].strip()
            missing = "、".join(
                str(n)
                for n in range(before.number + 1, min(mark.number, before.number + 6))
            )
            values = (("before", earlier), ("after", shown), ("missing", missing))
            yield Problem("number_missing", start, end, values)


def _is_main(item: _Item) -> bool:
    mark = item.mark
    return mark is not None and not mark.inline and mark.style <= Style.NUMBER


def _with_line_feeds(text: str) -> str:
    """Return the text with every line end a line feed, each character in its place."""
    if "\r" in text:
        text = text.replace("\r\n", " \n")
    return text.translate(_LINE_ENDS) if _OTHER_LINE_END.search(text) else text


_OTHER_LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = {ord(sign): "\n" for sign in "\r\x0b\x0c\x85\u2028\u2029"}
