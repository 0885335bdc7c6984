"""Headings that lost their number: short lines that stand alone above their text."""

import re
from bisect import bisect_left

from lianxin.kernel.outline.markers import Mark, Style, starts_with_marker

_SHORT_LINE = re.compile(
    r"(?m)^[ \t\r\u3000\xa0]*(?P<line>[^\s。！？；：!?;:][^\n\t。！？；：!?;]{1,38})[ \r\u3000\xa0]*$"
)
_NO_HEADING = re.compile(
    r"[（(\[【〔—―–\-－·•●○◆■□▲△★☆※*＊>》“\"]|\d{4}\s*[年.\-/]|[图圖表]\s*\d|附[件：:]?|抄[送报]|印[发發]|主[题題][词詞]"
    r"|联系|聯繫|聯絡|来源|來源|作者|[责責]任[编編]|特此|此致|敬礼|谢谢|謝謝|同志[们們]|[记記]者|上一[篇页]|下一[篇页]|[编編][辑輯]|撰稿|供稿|答|目\s*[录錄]"
)
_BAD_END = tuple("，、,.。」』”》）)…—―-")
_ENDS = "。！？；：…!?;:.」』”》）)"
_BODY_LENGTH = 30


def lost_headings(
    text: str, starts: list[int], marks: list[Mark], *, begin: int, skip: list[tuple[int, int]]
) -> list[Mark]:
    """Return a mark of style LOST for each heading without a number.

    `marks` are the numbered marks in order; nothing before `begin` (the end of the
    title) and nothing inside the `skip` spans (tables) is taken.
    """
    at_line = {mark.line for mark in marks if not mark.inline}
    lines = _Lines(text, starts)
    first_body = lines.first_body(begin)
    found = []
    for match in _SHORT_LINE.finditer(text):
        start = match.start("line")
        if start < begin or _within(start, skip):
            continue
        line = lines.number(start)
        if line in at_line or not _looks_like_heading(match.group("line")):
            continue
        if start > first_body and lines.stands_over_text(line, at_line):
            found.append(Mark(start, start, Style.LOST, 0, line))
    return _with_reason(found, marks)


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

    def __init__(self, text: str, starts: list[int]) -> None:
        self._text = text
        self._starts = starts

    def number(self, offset: int) -> int:
        return bisect_left(self._starts, offset + 1) - 1

    def line(self, number: int) -> str:
        starts = self._starts
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self._text)
        return self._text[starts[number] : end].strip()

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

    def stands_over_text(self, number: int, at_line: set[int]) -> bool:
        """Return whether the text before has ended and a text of its own follows."""
        before, after = self.neighbour(number, -1), self.neighbour(number, 1)
        if before is None or after is None:
            return False
        ended = before in at_line or self.line(before)[-1] in _ENDS
        return ended and (after in at_line or _is_body(self.line(after)))


def _is_body(line: str) -> bool:
    return len(line) >= _BODY_LENGTH and ("。" in line or line[-1:] in _ENDS)


def _with_reason(found: list[Mark], marks: list[Mark]) -> list[Mark]:
    """Drop lines over a mark that neither starts a series nor leaves room for a number."""
    ends = [mark for mark in marks if not mark.inline]
    places = [mark.start for mark in ends]
    kept = []
    for heading in found:
        place = bisect_left(places, heading.start)
        following = ends[place] if place < len(ends) else None
        before = ends[place - 1] if place else None
        if before is None and following is not None and len(found) < 3:
            continue
        if following is None or following.line > heading.line + 1 or _makes_room(before, following):
            kept.append(heading)
    return kept


def _makes_room(before: Mark | None, following: Mark) -> bool:
    if following.number == 1 or following.style is Style.ARTICLE:
        return True
    return before is not None and before.style is following.style and following.number == before.number + 2
