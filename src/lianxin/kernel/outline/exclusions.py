"""Marks that are no items: what is attached, contents, notes, what news quotes."""

import re
from bisect import bisect_left, bisect_right

from lianxin.kernel.outline.markers import Mark, Style

_ATTACHED = re.compile(r"(?m)^[ \t\u3000]*附[ \u3000]*(?:件|表)?[ \u3000]*[:：]")
_CONTENTS = re.compile(r"(?m)^[ \t\u3000]*目[ \u3000]*[录錄次][ \t\r\u3000]*$")
_NOTES = re.compile(
    r"(?m)^[ \t\u3000]*[\[【]?(?:参考文献|參考文獻|注释|註釋|注釋)[\]】]?[ \t\u3000]*[:：]?[ \t\r\u3000]*$"
)
_QUOTED = re.compile("[“「][^”」\n]*[”」]")


def without_contents(text: str, marks: list[Mark]) -> list[Mark]:
    """Leave out a table of contents: the marks from 目录 until they start again."""
    head = _CONTENTS.search(text)
    if not head:
        return marks
    listed = [mark for mark in marks if mark.start > head.end()]
    if not listed:
        return marks
    first = listed[0]
    for mark in listed[1:]:
        same = text[mark.after : mark.after + 4] == text[first.after : first.after + 4]
        if same and (mark.style, mark.number) == (first.style, first.number):
            return [m for m in marks if not head.end() < m.start < mark.start]
    return marks


def without_quoted(text: str, marks: list[Mark]) -> list[Mark]:
    """Leave out what news quotes, and its lines without number."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [
        mark
        for mark in marks
        if mark.style is not Style.LOST and not inside(mark.start, quoted)
    ]


def attachment_lines(text: str, starts: list[int], marks: list[Mark]) -> set[int]:
    """Return the lines that list what is attached: no items of the text itself."""
    at_line = {mark.line: mark for mark in marks if not mark.inline}
    attached: set[int] = set()
    for match in _ATTACHED.finditer(text):
        line = bisect_right(starts, match.end() - 1) - 1
        number = 0
        while line not in attached:
            attached.add(line)
            following = at_line.get(line + 1)
            if following is None or not number < following.number <= number + 2:
                break
            line, number = line + 1, following.number
    return attached


def notes_start(text: str) -> int:
    """Return where the notes or references at the end begin, else the text's length."""
    notes = _NOTES.search(text)
    return notes.start() if notes else len(text)


def inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Return whether an offset lies in one of the spans, which are in order."""
    place = bisect_left(spans, (offset + 1,)) - 1
    return place >= 0 and offset < spans[place][1]
