"""Which marks belong to a series: numbers that follow on, near enough to each other."""

from collections import defaultdict
from collections.abc import Iterable

from lianxin.kernel.outline.markers import REFERENCE, SERIAL, UNITS, Mark, Style

# Marks of these families part the text: no series of 一是 runs over them.
_PARTING = UNITS | {Style.ARTICLE, Style.HAN, Style.HAN_BRACKET}
_SKIP = 3
_NEAR_LINES = 3


def believable(marks: list[Mark]) -> list[Mark]:
    """Return the marks without those that need a series and stand in none.

    `marks` are in text order. 一是, 第一， and letters need a first and a later item in
    the same passage; a mark run into a paragraph needs a neighbour in its series.
    """
    marks = _without_references(marks)
    passage = _passages(marks)
    by_style: dict[Style, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        by_style[mark.style].append(place)
    kept: set[int] = set()
    for style, places in by_style.items():
        for run in _runs(places, marks, passage):
            kept.update(_accepted(style, [marks[p] for p in run], run))
    kept.update(_leading(by_style[Style.ORDINAL], marks))
    return [mark for place, mark in enumerate(marks) if place in kept]


def _without_references(marks: list[Mark]) -> list[Mark]:
    """Leave out the articles that are only mentioned: another one has that number."""
    real = {(m.style, m.number) for m in marks if m.form != REFERENCE}
    kept: list[Mark] = []
    last: dict[Style, int] = {}
    for mark in marks:
        if mark.form == REFERENCE:
            follows = last.get(mark.style, 0) == mark.number - 1
            leads = (mark.style, mark.number + 1) in real
            if (mark.style, mark.number) in real or not (follows or leads):
                continue
        last[mark.style] = mark.number
        kept.append(mark)
    return kept


def _leading(places: list[int], marks: list[Mark]) -> set[int]:
    """Return the places of 第一、第二、 that head the sections of a text.

    They stand at line starts in one form; what their sections number does not part them.
    """
    by_form: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if not marks[place].inline and not marks[place].weak:
            by_form[marks[place].form].append(place)
    leading: set[int] = set()
    for run in by_form.values():
        numbers = [marks[place].number for place in run]
        if len(run) > 1 and numbers == list(range(1, len(run) + 1)):
            leading.update(run)
    return leading


def _passages(marks: list[Mark]) -> list[int]:
    """Return for each mark how many parting marks stand up to it."""
    passages, count = [], 0
    for mark in marks:
        if mark.style in _PARTING and not mark.inline and not mark.weak:
            count += 1
        passages.append(count)
    return passages


def _runs(
    places: Iterable[int], marks: list[Mark], passage: list[int]
) -> Iterable[list[int]]:
    run: list[int] = []
    for place in places:
        if run and not _follows(run[-1], place, marks, passage):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _follows(before: int, after: int, marks: list[Mark], passage: list[int]) -> bool:
    first, second = marks[before], marks[after]
    step = second.number - first.number
    if first.style in SERIAL:
        return 0 < step <= _SKIP and passage[before] == passage[after]
    if step != 1:
        return False
    if second.inline or first.inline:
        return second.line - first.line <= _NEAR_LINES
    return True


def _accepted(style: Style, run: list[Mark], places: list[int]) -> Iterable[int]:
    long_enough = len(run) > 1
    if style in SERIAL:
        return places if long_enough and run[0].number == 1 else ()
    if run[0].number == 1 or not run[0].inline:
        return [
            place
            for mark, place in zip(run, places, strict=True)
            if not mark.inline or long_enough
        ]
    return [p for mark, p in zip(run, places, strict=True) if not mark.inline]
