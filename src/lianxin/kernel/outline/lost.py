"""Headings that lost their number: short lines that stand alone above their text."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from lianxin.kernel.outline.markers import OUTER, Mark, Style, starts_with_marker

_SHORT_LINE = re.compile(
    r"(?m)^[ \t\r\u3000\xa0]*(?P<line>[^\s。！？；：!?;:][^\n\t。！？；：!?;]{1,35})[ \r\u3000\xa0]*$"
)
_NO_HEADING = re.compile(
    r".*(?:如下|以下|事项|事項)$|[（(\[【〔—―–\-－·•●○◆■□▲△★☆※*＊>》\"]|“[^”]*”\s*$|\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]|[图圖表]\s*\d|附[件：:表\d]|抄[送报]|印[发發]|主[题題][词詞]"
    r"|联系|聯繫|聯絡|来源|來源|作者|[责責]任[编編]|特此|此致|敬礼|谢谢|謝謝|同志[们們]|[记記]者|上一[篇页]|下一[篇页]|[编編][辑輯]|撰稿|供稿|答|目\s*[录錄]"
)
_BAD_END = tuple("，、,.。：:；;…—―-")
_ENDS = "。！？；：…!?;:.」』”》）)"
_NAMED = re.compile("《([^《》\n]{2,40})》")
# Right under the title: a person, an organisation, not a heading.
_NAME = re.compile(
    r".{1,3}|.*[ \u3000].*|.*(?:公司|集团|集團|委员会|委員會|党委|黨委|支部|工会|工會|局|部|厅|廳|院|校|中心|办公室|辦公室|党校)"
)
_MANY = 3
_BODY_LENGTH, _SENTENCE_LENGTH = 30, 8


def lost_headings(
    text: str,
    starts: list[int],
    marks: list[Mark],
    *,
    begin: int,
    skip: list[tuple[int, int]],
) -> list[Mark]:
    """Return a mark of style LOST for each heading without a number.

    `marks` are the numbered marks in order; nothing before `begin` (the end of the
    title) and nothing inside the `skip` spans (tables) is taken.
    """
    lines = _Lines(text, starts, begin)
    at_line = {mark.line for mark in marks if not mark.inline}
    at_line.update(lines.number(start) for start, _ in skip)
    at_line.update(lines.below_bare(marks))
    named = _names_in(text)
    likely = {
        lines.number(match.start("line")): match.start("line")
        for match in _SHORT_LINE.finditer(text, begin)
        if _looks_like_heading(match.group("line"))
        and not _within(match.start("line"), skip)
        and named.get(match.group("line").rstrip(), len(text)) > match.start()
    }
    found: dict[int, Mark] = {}
    for line, start in likely.items():
        if line in at_line or not (
            line in found or lines.follows_an_end(line, at_line)
        ):
            continue
        after = lines.neighbour(line, 1)
        if lines.is_text(after, at_line):
            found[line] = Mark(start, start, Style.LOST, 0, line)
        elif after in likely and lines.is_text(lines.neighbour(after, 1), at_line):
            found[line] = Mark(start, start, Style.LOST, 0, line, form=OUTER)
            found[after] = Mark(likely[after], likely[after], Style.LOST, 0, after)
    return _with_reason(list(found.values()), marks, lines, begin)


def _names_in(text: str) -> dict[str, int]:
    """Return the names of documents in the text (《…》) and where each first stands.

    A line of that name further down is the title of that document, not a heading.
    """
    named: dict[str, int] = {}
    for match in _NAMED.finditer(text):
        named.setdefault(match.group(1), match.start())
    return named


def _looks_like_heading(line: str) -> bool:
    line = line.rstrip()
    if line.endswith(_BAD_END) or _NO_HEADING.match(line) or starts_with_marker(line):
        return False
    return sum("\u3400" <= sign <= "\u9fff" for sign in line) >= max(2, len(line) // 2)


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    place = bisect_left(spans, (offset + 1,)) - 1
    return place >= 0 and offset < spans[place][1]


class _Lines:
    """The lines of a text, looked at from one of them."""

    def __init__(self, text: str, starts: list[int], title_end: int) -> None:
        self._text = text
        self._starts = starts
        self.title = self.number(title_end) if title_end else -1

    def number(self, offset: int) -> int:
        return bisect_left(self._starts, offset + 1) - 1

    def line(self, number: int) -> str:
        starts = self._starts
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self._text)
        return self._text[starts[number] : end].strip()

    def below_bare(self, marks: list[Mark]) -> list[int]:
        """Return the lines that hold the words of markers alone on theirs."""
        below = []
        for mark in marks:
            if not mark.inline and self._is_bare(mark):
                number = self.neighbour(mark.line, 1)
                below += [] if number is None else [number]
        return below

    def _is_bare(self, mark: Mark) -> bool:
        starts = self._starts
        last = mark.line + 1 >= len(starts)
        end = len(self._text) if last else starts[mark.line + 1]
        return not self._text[mark.after : end].strip()

    def first_body(self, begin: int) -> int:
        for number in range(self.number(begin), len(self._starts)):
            if self._starts[number] >= begin and _is_body(self.line(number)):
                return self._starts[number]
        return len(self._text)

    def neighbour(self, number: int, step: int) -> int | None:
        number += step
        while 0 <= number < len(self._starts):
            if self._has_text(number):
                return number
            number += step
        return None

    def _has_text(self, number: int) -> bool:
        return bool(self.line(number))

    def follows_an_end(self, number: int, at_line: set[int]) -> bool:
        """Return whether what stands before a line does not run on into it."""
        before = self.neighbour(number, -1)
        if before is None:
            return False
        return (
            before in (self.title, *at_line & {before})
            or self.line(before)[-1] in _ENDS
        )

    def is_text(self, number: int | None, at_line: set[int]) -> bool:
        """Return whether a line is running text or an item."""
        if number is None:
            return False
        return number in at_line or _is_body(self.line(number))


def _is_body(line: str) -> bool:
    ended = line[-1:] in _ENDS
    return (len(line) >= _BODY_LENGTH and "。" in line) or (
        ended and len(line) >= _SENTENCE_LENGTH
    )


def _with_reason(
    found: list[Mark], marks: list[Mark], lines: _Lines, begin: int
) -> list[Mark]:
    """Drop the lines that nothing else in the text confirms."""
    series = _Series(marks)
    first_body = lines.first_body(begin)
    seats = []
    for heading in found:
        following = series.after(heading.start)
        below = lines.neighbour(heading.line, 1)
        if following is not None and below != following.line:
            following = None
        seats.append(
            _Seat(
                following,
                first=series.before(heading.start) is None,
                late=heading.start > first_body,
                gap=series.has_gap(heading.start),
                nameless=not _NAME.fullmatch(lines.line(heading.line)),
            )
        )
    styles = Counter(seat.following.style for seat in seats if seat.following)
    return [
        heading
        for heading, seat in zip(found, seats, strict=True)
        if seat.is_confirmed(styles, len(found))
    ]


class _Series:
    """The numbers that stand before and after a place, style by style."""

    def __init__(self, marks: list[Mark]) -> None:
        self._starting = [mark for mark in marks if not mark.inline]
        self._starts = [mark.start for mark in self._starting]
        self._by_style: dict[Style, tuple[list[int], list[int]]] = {}
        for mark in self._starting:
            starts, numbers = self._by_style.setdefault(mark.style, ([], []))
            starts.append(mark.start)
            numbers.append(mark.number)

    def before(self, offset: int) -> Mark | None:
        place = bisect_left(self._starts, offset)
        return self._starting[place - 1] if place else None

    def after(self, offset: int) -> Mark | None:
        place = bisect_left(self._starts, offset)
        return self._starting[place] if place < len(self._starting) else None

    def has_gap(self, offset: int) -> bool:
        """Return whether in some series exactly one number is missing here."""
        for starts, numbers in self._by_style.values():
            place = bisect_left(starts, offset)
            if 0 < place < len(numbers) and numbers[place] == numbers[place - 1] + 2:
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Seat:
    """A likely heading among its neighbours.

    `following` is the mark on the very next line, if one stands there; `first` says
    that no mark stands before, `late` that running text does, `gap` that a number is
    missing here, `nameless` that the line is no name of a person or an organisation.
    """

    following: Mark | None
    first: bool
    late: bool
    gap: bool
    nameless: bool

    def is_confirmed(self, styles: Counter[Style], count: int) -> bool:
        """Return whether a number or another such heading speaks for this one."""
        if self.following is None:
            return self._is_confirmed_over_text(count)
        repeated = styles[self.following.style] > 1
        if not self.late or (self.first and self.following.style <= Style.HAN):
            return repeated
        starts = self.following.number == 1 or self.following.style is Style.ARTICLE
        return self.gap or starts or repeated

    def _is_confirmed_over_text(self, count: int) -> bool:
        if not self.late:
            return self.nameless and count >= _MANY
        return self.gap or count > 1
