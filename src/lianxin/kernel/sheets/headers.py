"""The heading of a table: where it is, of which kind, and what each column means."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Merged, Row, Sheet, letter_of, shown
from lianxin.kernel.sheets.kinds import ColumnKind, SheetKind, Type, heading

PARTED = re.compile(r"[/、或&]|及|和|与")
# A heading of more signs is a sentence.
LONGEST_HEADING = 40
# Before a known word at the end of a heading there may be so many signs more.
LONGEST_LEAD = 6
MOST_LINES = 3
# 培养联系人1, 联系人二: of several columns of names each.
ORDINAL = re.compile(r"[1-9一二三四五六七八九]$")


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the sheet under its heading; `texts` from the likeliest on.

    `over` is what stands above its own heading, over others as well.
    """

    index: int
    header: str
    texts: tuple[str, ...]
    over: str = ""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of a sheet and what it means: `code` is empty where it is not taken.

    `step` is its place in a series, from 0; `part` that in a column of two numbers.
    """

    code: str
    letter: str
    header: str
    index: int
    step: int = 0
    by_likeness: bool = False
    part: int | None = None


@dataclass(slots=True)
class Heading:
    """The lines of a heading, and what a kind makes of it."""

    kind: SheetKind
    first: int
    lines: int
    found: list[FoundColumn] = field(default_factory=list)
    left: list[FoundColumn] = field(default_factory=list)
    twice: list[tuple[FoundColumn, FoundColumn]] = field(default_factory=list)
    double: list[FoundColumn] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """The codes of the columns found."""
        return {column.code for column in self.found}

    @property
    def missing(self) -> tuple[ColumnKind, ...]:
        """The needed columns that are not there."""
        return tuple(
            column
            for column in self.kind.columns
            if column.needed and column.code not in self.codes
        )

    def score(self, *, named: bool) -> float:
        """How well the kind fits: columns found, less those that it lacks or leaves."""
        exact = {c.code for c in self.found if not c.by_likeness}
        alike = len(self.codes) - len(exact)
        lost = 2 * len(self.missing) + 0.2 * len(self.left)
        whole = 0.1 * len(exact) / len(self.kind.columns)
        return len(exact) + whole + 0.3 * alike - lost + 1.5 * named


def find_heading(sheet: Sheet, kinds: Sequence[SheetKind]) -> Heading | None:
    """Return the heading that fits best, or None where nothing looks like one."""
    best, best_score = None, 0.0
    rows = sheet.rows[: limits.HEADER_ROWS]
    above = sheet.name + sheet.title
    for first, row in enumerate(rows):
        for lines in range(1, MOST_LINES + 1):
            window = rows[first : first + lines]
            if lines > 1 and not _goes_on(window):
                break
            places = list(_places(window))
            words = heading(above)
            for kind in kinds:
                found = _understood(kind, places, first, lines)
                named = any(name in words for name in kind.names)
                score = found.score(named=named)
                # Of two readings alike the one of more lines leaves none of them unread.
                goes_on = best is not None and (best.first, best.kind) == (first, kind)
                better = score > best_score or (goes_on and score == best_score)
                if better and _is_one(found, places):
                    best, best_score = found, score
        above += " ".join({shown(cell) for cell in row.cells})
    return best


def heading_of(rows: Sequence[Row], first: int, kind: SheetKind) -> Heading:
    """What a kind makes of the heading that begins with a row, of as many lines as fit."""
    tried = []
    for lines in range(1, MOST_LINES + 1):
        window = rows[first : first + lines]
        if len(window) < lines or (lines > 1 and not _goes_on(window)):
            break
        tried.append(_understood(kind, list(_places(window)), first, lines))
    return max(tried, key=lambda found: found.score(named=False))


def heading_at(sheet: Sheet, kind: SheetKind, first: int) -> Heading:
    """The row at this place as the heading, whatever stands in it."""
    places = list(_places(sheet.rows[first : first + 1]))
    found = _understood(kind, places, first, 1)
    if not found.found:
        found.left = [_named("", place) for place in places]
    return found


def _is_one(found: Heading, places: list[Place]) -> bool:
    """Say whether enough is known of a line to call it a heading."""
    known = len(found.found)
    if known < 2 and len(places) > 1:
        return False
    return known > 0 and (not found.missing or known >= 3)


def _goes_on(rows: Sequence[Row]) -> bool:
    """Say whether the last of the lines belongs to the heading above it.

    It does where a cell of the heading reaches into it, or where all that it says
    stands under cells that span columns.
    """
    if not rows or len(rows) < 2:
        return False
    last, above = rows[-1], rows[-2]
    if len({shown(cell) for cell in above.cells} - {""}) < 2:
        return False  # a title over the whole width
    if any(isinstance(cell, Merged) and not cell.across for cell in last.cells):
        return True
    filled = [i for i, cell in enumerate(last.cells) if shown(cell)]
    return bool(filled) and all(_is_spanned(above, index) for index in filled)


def _is_spanned(row: Row, index: int) -> bool:
    """Say whether a cell lies under one that spans columns, merged or by empty cells."""
    cell, after = row.at(index), row.at(index + 1)
    if isinstance(cell, Merged):
        return cell.across
    if isinstance(after, Merged):
        return after.across
    if cell is None:
        return any(shown(row.at(before)) for before in range(index))
    return after is None and index + 1 < len(row.cells)


def _places(window: Sequence[Row]) -> Iterator[Place]:
    """Yield the columns with what stands over them, the lowest line first."""
    found = list(_places_alone(window))
    lowest = Counter(place.texts[0] for place in found if len(place.texts) > 1)
    for place in found:
        if lowest[place.texts[0]] > 1:
            # 应交 and 实交 below each month: only with the month it says which.
            whole = place.texts[-1]
            yield replace(place, header=" ".join(whole.split()), texts=(whole,))
        else:
            yield place


def _places_alone(window: Sequence[Row]) -> Iterator[Place]:
    width = max(len(row.cells) for row in window)
    for index in range(width):
        texts: list[str] = []
        for line, row in enumerate(window):
            text = _over(row, index, spread=line < len(window) - 1)
            if text and text not in texts:
                texts.append(text)
        if not texts or max(map(len, texts)) > LONGEST_HEADING:
            continue
        whole = "".join(texts)
        lowest = _over(window[-1], index, spread=False)
        # What spans several columns does not say what each of them is.
        tries = (lowest, whole) if lowest else (whole,)
        over = "".join(texts).removesuffix(lowest)
        yield Place(index, " ".join(tries[0].split()), tries, over)


def _over(row: Row, index: int, *, spread: bool) -> str:
    cell = row.at(index)
    if isinstance(cell, Merged) and cell.across and not spread:
        return ""
    if cell is None and spread:
        # Without merged cells (.csv) a heading over several stands over the first.
        before = next((i for i in range(index, -1, -1) if row.at(i) is not None), None)
        if before is None or row.at(before + 1) is not None:
            return ""
        return shown(row.at(before))
    return shown(cell)


def _understood(
    kind: SheetKind, places: Sequence[Place], first: int, lines: int
) -> Heading:
    """Tell the meaning of each column: by its words, else by likeness, else none."""
    result = Heading(kind, first, lines)
    free = [place for place in places if not _take_exact(result, place)]
    if not result.found:
        return result
    _take_otherwise(result, free)
    _take_freed(result)
    for place in free:
        if not _take_alike(result, place):
            result.left.append(_named("", place))
    result.found.sort(key=lambda column: column.index)
    return result


def _named(
    code: str, place: Place, *, step: int = 0, by_likeness: bool = False
) -> FoundColumn:
    letter = letter_of(place.index)
    return FoundColumn(code, letter, place.header, place.index, step, by_likeness)


def _take_exact(result: Heading, place: Place) -> bool:
    for text in place.texts:
        for column in result.kind.columns:
            step = _step(column, heading(text))
            if step is not None:
                return _take(result, _named(column.code, place, step=step))
    return _take_ticked(result, place)


def _take_ticked(result: Heading, place: Place) -> bool:
    """A column below 代表构成 or 性别 where a tick says that it is so."""
    over = heading(place.over) if place.over else ""
    for column in result.kind.columns:
        if column.ticked and over in column.words:
            return _take(result, _named(column.code, place))
    return False


def _step(column: ColumnKind, text: str) -> int | None:
    if column.series:
        return column.step_of(text)
    if text in column.words:
        return 0
    bare = ORDINAL.sub("", text)
    return 0 if column.type is Type.NAMES and bare in column.words else None


def _take(result: Heading, column: FoundColumn) -> bool:
    kind = result.kind.column(column.code)
    if _is_one_more(result, kind, column):
        step = sum(other.code == column.code for other in result.found)
        result.found.append(replace(column, step=step))
        return True
    for other in result.found:
        if (other.code, other.step) == (column.code, column.step):
            result.twice.append((column, other))
            return True
    result.found.append(column)
    return True


def _is_one_more(result: Heading, kind: ColumnKind, column: FoundColumn) -> bool:
    """Whether a column joins others of its meaning: names, and what is ticked."""
    under_one = heading(column.header) not in kind.words
    others = [c for c in result.found if c.code == column.code]
    joins = all(heading(c.header) not in kind.words for c in others)
    return kind.type is Type.NAMES or (kind.ticked and under_one and joins)


def _take_otherwise(result: Heading, free: list[Place]) -> None:
    """Let a heading mean its second column where that one has no heading of its own."""
    for column in result.kind.columns:
        if column.code in result.codes or not column.otherwise:
            continue
        place = next(
            (p for p in free if any(heading(t) in column.otherwise for t in p.texts)),
            None,
        )
        if place is not None:
            free.remove(place)
            result.found.append(_named(column.code, place))
            continue
        second = _second_meaning(result, column)
        if second is not None:
            result.found.append(replace(second, code=column.code))


def _take_freed(result: Heading) -> None:
    """Give a column that has become free to the second heading that means it."""
    for pair in list(result.twice):
        second, _ = pair
        if second.code not in result.codes:
            result.twice.remove(pair)
            result.found.append(second)


def _second_meaning(result: Heading, column: ColumnKind) -> FoundColumn | None:
    """A heading of a column that is there twice, or can be spared, that means this one."""
    for pair in result.twice:
        if heading(pair[0].header) in column.otherwise:
            result.twice.remove(pair)
            return pair[0]
    for taken in result.found:
        spared = not result.kind.column(taken.code).needed
        if spared and heading(taken.header) in column.otherwise:
            result.found.remove(taken)
            return taken
    return None


def _take_alike(result: Heading, place: Place) -> bool:
    meanings = {
        code: None for part in _parts(place) for code in _alike(result.kind, part)
    }
    open_ = [code for code in meanings if code not in result.codes]
    if len(meanings) == 1 and open_:
        result.found.append(_named(open_[0], place, by_likeness=True))
        return True
    if len(meanings) > 1 and _take_numbers(result, place):
        return True
    if len(meanings) > 1:
        result.double.append(_named("", place))
    return False


def _take_numbers(result: Heading, place: Place) -> bool:
    """应到/实到 above 20/18: two numbers in one column, in the order of the heading."""
    codes = [_alike(result.kind, part) for part in _parts(place)]
    single = [code for each in codes for code in each if len(each) == 1]
    numbers = {c.code for c in result.kind.columns if c.type is Type.NUMBER}
    if len(single) != 2 or not set(single) <= numbers - result.codes:
        return False
    for part, code in enumerate(single):
        found = _named(code, place, by_likeness=True)
        result.found.append(replace(found, part=part))
    return True


def _parts(place: Place) -> list[str]:
    return [part for part in PARTED.split(place.texts[0]) if heading(part)]


def _alike(kind: SheetKind, text: str) -> set[str]:
    """The columns one of whose words ends the heading: the longest word decides."""
    words = heading(text)
    if any(
        words.startswith(each) for c in kind.columns for s in c.series for each in s
    ):
        return set()  # 1月应交 is of a month
    loosely = {c.code for c in kind.columns if words in c.otherwise}
    ends = [
        (len(word), column.code)
        for column in kind.columns
        for word in column.words
        if len(word) > 1
        and words.endswith(word)
        and len(words) - len(word) <= LONGEST_LEAD
    ]
    longest = max(ends, default=(0, ""))[0]
    return {code for length, code in ends if length == longest} or loosely
