"""Which line breaks come from the width of a page, and which lines number its pages."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lianxin.kernel.outline.cuts import Cut
from lianxin.kernel.outline.markers import starts_with_marker, starts_with_serial_marker
from lianxin.kernel.outline.titles import begins_anew, names_a_document, title_goes_on

_GAP = r"[ \t\u3000\xa0]*"
_DASHES = r"[-—―–－~～·•_]{1,3}"
_PAGE_NUMBER = re.compile(
    rf"{_GAP}(?:{_DASHES}{_GAP}\d{{1,4}}{_GAP}{_DASHES}"
    rf"|第{_GAP}\d{{1,4}}{_GAP}[页頁](?:{_GAP}[,，/／]?{_GAP}共{_GAP}\d{{1,4}}{_GAP}[页頁])?"
    rf"|共{_GAP}\d{{1,4}}{_GAP}[页頁]{_GAP}[,，/／]?{_GAP}第{_GAP}\d{{1,4}}{_GAP}[页頁]"
    rf"|\d{{1,4}}{_GAP}[/／]{_GAP}\d{{1,4}}"
    rf"|[Pp](?:age|\.)?{_GAP}\d{{1,4}}(?: of \d{{1,4}})?)\s*"
)
_ONLY_DIGITS = re.compile(r"\s*\d{1,4}\s*")
_INNER_TAB = re.compile(r"\S[^\S\t]*\t")
_ENDS = "。！？；：…!?;:"
_CLOSERS = "”’》）)」』】\"'"
_SAMPLE_LINES = 4000
_WIDEST = 160
_NARROWEST = 30
_FEW_LINES = 4
_SLACK = 6
# A running head stands on at least so many pages, a few blank lines from the number.
_OFTEN, _MOST_BLANK, _LONGEST_HEAD = 3, 3, 25
_HEAD_LINES, _SECOND = 6, 2
_PAUSE = re.compile("[，、。；,;]")
_OPENERS = "（(第〔《“‘【"
_COMMAS = "，,、"


@dataclass(slots=True)
class Unwrapping:
    """What to take out of a text so that each paragraph stands on one line.

    `spaces` are the line breaks between Latin words, to become spaces. `doubtful` are
    line breaks kept because a marker seems to follow, although the line before runs
    on over the full width.
    """

    cuts: list[Cut] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a hard-wrapped text is set: its width, and whether paragraphs are indented."""

    width: int
    slack: int
    measure: Callable[[str], int]
    indent: int
    indents_paragraphs: bool
    indents_markers: bool

    def is_full(self, line: str) -> bool:
        return self.measure(line) >= self.width - self.slack

    def goes_on_after_end(self, line: str) -> bool:
        """Return whether a line may go on with a paragraph after a full stop."""
        return self.indents_paragraphs and (self.is_full(line) or _is_ended(line))


def unwrapping(text: str) -> Unwrapping:
    """Find the page-number lines of a text and the breaks inside its paragraphs."""
    result = Unwrapping()
    lines = text.split("\n")
    layout = _layout(lines[:_SAMPLE_LINES])
    pages = _page_lines(lines, wrapped=layout is not None)
    if layout is None and not pages:
        return result
    _walk(lines, layout, pages, result)
    return result


def _walk(
    lines: list[str], layout: _Layout | None, pages: set[int], result: Unwrapping
) -> None:
    """Go through the lines once, with `end` as the end of the last line of text."""
    start, end, last = 0, 0, ""
    parted = crossed = False
    titled = 0
    for number, line in enumerate(lines):
        if number in pages:
            _drop_page_line(result, lines, number, start)
            parted, crossed = False, True
        elif not line.strip():
            parted = not crossed
        else:
            titled += 1
            kind = _break(last, line, layout, place=titled)
            kind = "end" if parted or not last else kind
            if kind == "join":
                _join(result, line, end, start, latin=_is_latin(last, line))
            elif kind == "doubtful":
                result.doubtful.append(start - 1)
            last, parted, crossed = line, False, False
            end = start + len(line.rstrip())
        start += len(line) + 1


def _drop_page_line(
    result: Unwrapping, lines: list[str], number: int, start: int
) -> None:
    """Cut a line with the break before it, or behind it if nothing stands before."""
    stop = start + len(lines[number])
    gone = result.cuts[-1].end if result.cuts else 0
    if start > gone:
        start -= 1
    elif number + 1 < len(lines):
        stop += 1
    result.cuts.append(Cut(start, stop, "page number"))


def _join(result: Unwrapping, line: str, end: int, start: int, *, latin: bool) -> None:
    """Cut from the end of the last line to the first character of this one."""
    stop = start + len(line) - len(line.lstrip())
    while result.cuts and result.cuts[-1].start >= end:
        result.cuts.pop()
    if latin:
        result.spaces.append(end)
        end += 1
    if stop > end:
        result.cuts.append(Cut(end, stop, "line break"))


def _is_latin(last: str, line: str) -> bool:
    before, after = last.rstrip()[-1], line.lstrip()[0]
    if "(" in last[-8:]:
        return False
    return all(sign.isascii() and sign.isalpha() for sign in (before, after))


def _break(last: str, line: str, layout: _Layout | None, *, place: int) -> str:
    """Say of the break between two lines: "end" of a paragraph, "join" or "doubtful"."""
    if layout is None or not last or _INNER_TAB.search(last + line):
        return "end"
    ended = _is_ended(last)
    if not layout.is_full(last) or (ended and not layout.goes_on_after_end(line)):
        return "end"
    if last.rstrip()[-1] in _OPENERS:
        return "join"
    if place == _SECOND and _is_more_title(line.strip()):
        return "join"
    if _indent(line) > layout.indent + 1 or _parts_head(last, line, place):
        return "end"
    if starts_with_marker(line) and not _is_running(last, line, layout, ended=ended):
        return "end" if ended else "doubtful"
    return "join"


def _is_running(last: str, line: str, layout: _Layout, *, ended: bool) -> bool:
    """Return whether what looks like a marker stands in the middle of a sentence."""
    if last.rstrip()[-1] in _COMMAS and starts_with_serial_marker(line):
        return True
    return layout.indents_markers and not ended


def _is_more_title(line: str) -> bool:
    """Return whether a second line can only belong to a title."""
    if _PAUSE.search(line) or line.endswith(("：", ":")) or starts_with_marker(line):
        return False
    return not begins_anew(line)


def _parts_head(last: str, line: str, place: int) -> bool:
    """Return whether a title ends here: by its last word, or by what follows.

    `place` counts the lines of text; only the first ones hold a title.
    """
    last, line = last.strip(), line.strip()
    if place > _HEAD_LINES or line.startswith("的"):
        return False
    if _PAUSE.search(last):
        return begins_anew(line)
    if place == _SECOND:
        return not title_goes_on(last, line)
    addressed = line.endswith(("：", ":"))
    return addressed or names_a_document(last) or begins_anew(line)


def _layout(lines: list[str]) -> _Layout | None:
    """Return how the text is wrapped, or None if its lines are paragraphs."""
    full = [line for line in lines if line.strip() and not _INNER_TAB.search(line)]
    pairs = _running_pairs(lines)
    if not pairs:
        return None
    small = len(full) <= _FEW_LINES
    layouts = [
        _measured(full, pairs, measure, small=small) for measure in (_columns, _signs)
    ]
    found = [layout for layout in layouts if layout]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _running_pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Return the neighbours of which the first has no end and the second no marker."""
    pairs, last = [], ""
    for line in lines:
        if _is_page_line(line) or _ONLY_DIGITS.fullmatch(line):
            continue
        if last.strip() and line.strip() and _runs_on(last, line):
            pairs.append((last, line))
        last = line
    # The first line is mostly a title: alone it says nothing about the page's width.
    return pairs if len(lines) <= _FEW_LINES else [p for p in pairs if p[0] != lines[0]]


def _runs_on(last: str, line: str) -> bool:
    if _is_ended(last) or _INNER_TAB.search(last + line):
        return False
    return not starts_with_marker(line) or starts_with_serial_marker(line)


def _measured(
    full: list[str],
    pairs: list[tuple[str, str]],
    measure: Callable[[str], int],
    *,
    small: bool,
) -> tuple[int, _Layout] | None:
    slack, narrowest = (0, 0) if small else (_SLACK, _NARROWEST)
    widths = sorted(measure(first) for first, _ in pairs)
    width, count = _densest([w for w in widths if w >= narrowest], slack)
    longer = sum(measure(line) > width + 4 for line in full)
    if small:
        longer = sum(measure(line) > width for line in full)
    if not count or longer * 5 > count or width > _WIDEST:
        return None
    running = Counter(
        _indent(second) for first, second in pairs if measure(first) >= width - slack
    )
    indent = running.most_common(1)[0][0]
    return count, _Layout(
        width,
        slack,
        measure,
        indent,
        any(_indent(first) > indent + 1 for first, _ in pairs),
        _mostly_deeper([line for line in full if starts_with_marker(line)], indent),
    )


def _mostly_deeper(lines: list[str], indent: int) -> bool:
    deeper = sum(_indent(line) > indent + 1 for line in lines)
    return deeper > 0 and deeper * 5 >= len(lines) * 4


def _densest(widths: Sequence[int], slack: int) -> tuple[int, int]:
    """Return the width below which, within the slack, most lines end, and how many."""
    best, most, low = 0, 0, 0
    for high, width in enumerate(widths):
        while widths[low] < width - slack:
            low += 1
        if high - low + 1 >= most:
            best, most = width, high - low + 1
    return best, most


def _page_lines(lines: list[str], *, wrapped: bool) -> set[int]:
    pages = {number for number, line in enumerate(lines) if _is_page_line(line)}
    bare = [n for n, line in enumerate(lines) if _ONLY_DIGITS.fullmatch(line)]
    values = [int(lines[number]) for number in bare]
    rising = all(a < b for a, b in pairwise(values))
    if bare and wrapped and rising:
        pages.update(bare)
    return pages | _running_heads(lines, pages)


def _running_heads(lines: list[str], pages: set[int]) -> set[int]:
    """Return the lines that stand, always the same, next to the page numbers."""
    beside: dict[str, set[int]] = {}
    for page in pages:
        for step in (-1, 1):
            near = range(page + step, page + step * (_MOST_BLANK + 2), step)
            number = next((n for n in near if _has_text(lines, n)), None)
            if number is not None and number not in pages:
                beside.setdefault(lines[number].strip(), set()).add(number)
    return {
        number
        for line, numbers in beside.items()
        if len(numbers) >= _OFTEN and len(line) <= _LONGEST_HEAD
        if not _is_ended(line)
        for number in numbers
    }


def _has_text(lines: list[str], number: int) -> bool:
    return 0 <= number < len(lines) and bool(lines[number].strip())


def _is_page_line(line: str) -> bool:
    return len(line) < 40 and bool(_PAGE_NUMBER.fullmatch(line))


def _is_ended(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSERS)[-1:] in _ENDS


def _columns(line: str) -> int:
    """Return the width of a line where a Chinese character is two columns wide."""
    return len(line.rstrip().encode("gb18030", "replace"))


def _signs(line: str) -> int:
    """Return the width of a line where every character is as wide as a Chinese one."""
    return 2 * len(line.rstrip())


def _indent(line: str) -> int:
    return _columns(line[: len(line) - len(line.lstrip())] + ".") - 1
