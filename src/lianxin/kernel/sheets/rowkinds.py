"""What a row below the heading is: a person or a task, or a total, a group, a footnote."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from lianxin.kernel.sheets.cells import Merged, Row, Value, shown
from lianxin.kernel.sheets.headers import FoundColumn
from lianxin.kernel.sheets.kinds import SheetKind, Type


class Why(StrEnum):
    """Why a row is skipped; DATA for one that is not."""

    DATA = ""
    TITLE = "title"
    GROUP = "group"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    REPEATED_HEADER = "repeated_header"


TOTAL = re.compile(
    r"(?:本页|本頁|全年|总|總|本表)?(?:合计|合計|总计|總計|小计|小計|共计|共計|累计|累計|总数|總數)"
    r"(?:人数|人數|数|金额|\d+[人名个项]?[^\d]{0,8}|[:：].*)?"
)
# 共5名代表: a total where the row says nothing else.
COUNTED = re.compile(r"(?:共|总共|總共|一共)\d+[人名个项][^\d]{0,8}")
# 检修一支部小计, 本单位合计: a total where the row names nobody.
TOTAL_OF = re.compile(
    r"[\w（）()、·]{1,20}(?:合计|合計|总计|總計|小计|小計|共计|共計)(?:\d+[人名个项]?|[:：].*)?"
)
NAMING = frozenset([Type.NAME, Type.IDENTITY, Type.TEXT, Type.UNIT])
FOOTNOTE = re.compile(
    r"\s*(?:注\s*[:：\d]|註\s*[:：\d]|注\s*[、.．]|备注\s*[:：]|備註\s*[:：]|说明\s*[:：]|說明\s*[:：]"
    r"|填表说明|填表人|填报人|填報人|填报单位|填報單位|填报日期|制表|製表|审核|審核|审批|复核|單位負責人|单位负责人"
    r"|填表时间|填表日期|填报时间|填報時間|日期\s*[:：]|[\u4e00-\u9fff]{1,6}人\s*[:：]|负责人签字|签字|单位（盖章|单位\(盖章|盖章|[*※＊]"
    r"|第\s*[\d一二三四五六七八九十]+\s*页|第\s*[\d一二三四五六七八九十]+\s*頁|共\s*\d+\s*[页頁]|转下页|轉下頁|接上页|接上頁)"
)
GROUP_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+)"
)
GROUP_END = re.compile(
    r"(?:代表团|代表組|代表组|选区|選區|支部|总支|總支|党委|黨委|部|处|科|室|厂|廠|公司|车间|車間|组|組|队|班|中心|分会|类|方面)"
    r"(?:\s*[（(].*[)）])?(?:\s*[\d一二三四五六七八九十]+\s*[人名个项])?\s*[:：]?$"
)
# 审核人：, 单位负责人（签字）:, and a day beside them.
LABELLED = re.compile(
    r"[\u4e00-\u9fff\s（）()]{2,14}[:：]|\s*\d{2,4}\s*[年.]\s*\d{0,2}\s*[月.]\s*\d{0,2}\s*日?$"
)
LONG = 30
COLONS = ":："


def rows_of_kind(
    kind: SheetKind, columns: Sequence[FoundColumn], lines: Sequence[Row] = ()
) -> Callable[[Row], Why]:
    """Tell what a row is; DATA in doubt, so that nothing is passed over silently.

    `lines` are those of the heading, of which each may stand again where pages begin.
    """
    headers = [(c.index, c.header.lstrip()[:1], _joined(c.header)) for c in columns]
    # A row that differs from the heading in so many columns does not repeat it.
    enough = len(headers) - len(headers) // 2
    again = _beginnings(lines)
    needed = {c.index for c in columns if kind.column(c.code).needed}
    naming = [
        c.index
        for c in columns
        if c.index in needed and kind.column(c.code).type in NAMING
    ]

    def tell(row: Row) -> Why:
        first = _first_texts(row.cells)
        if _repeats_header(row.cells, headers, enough) or _says(row, first, again):
            return Why.REPEATED_HEADER
        if not first:
            return Why.DATA if _carries(row) else Why.FOOTNOTE
        if _is_total(first) or _is_total_of(first, row, naming):
            return Why.TOTAL
        index, text = first[0]
        if _is_footnote(row, text, kind, columns):
            return Why.FOOTNOTE
        if len(first) == 1:
            return _alone(index, text, row, kind, columns)
        return Why.DATA

    return tell


Texts = Sequence[tuple[int, str]]


def _beginnings(lines: Sequence[Row]) -> Mapping[Texts, Texts]:
    """What the lines of a heading say, by what each of them begins with."""
    said = [_first_texts(line.cells, most=len(line.cells)) for line in lines]
    return {tuple(texts[:3]): texts for texts in said if len(texts) > 1}


def _says(row: Row, first: Texts, again: Mapping[Texts, Texts]) -> bool:
    """Whether a row says all that a line of the heading says, in the same columns."""
    whole = again.get(tuple(first))
    return whole is not None and whole == _first_texts(row.cells, most=len(row.cells))


def _first_texts(cells: Sequence[Value], most: int = 3) -> list[tuple[int, str]]:
    """The first texts that the row itself has, each with its column."""
    found: list[tuple[int, str]] = []
    for index, cell in enumerate(cells):
        if cell is None or type(cell) is Merged:
            continue
        text = shown(cell)
        if text:
            found.append((index, text))
            if len(found) >= most:
                break
    return found


def _carries(row: Row) -> bool:
    """A row of which every cell is covered from above says the same once more."""
    return any(isinstance(cell, Merged) and not cell.across for cell in row.cells)


def _repeats_header(
    cells: Sequence[Value], headers: Sequence[tuple[int, str, str]], enough: int
) -> bool:
    """Whether a row says in more than half of the columns, and in two, what they are called."""
    width = len(cells)
    others = filled = 0
    for index, sign, words in headers:
        cell = cells[index] if index < width else None
        # Few texts are as long as their heading without being it.
        text = "" if cell is None else shown(cell)
        filled += bool(text)
        if not text or text[0] != sign or _joined(text) != words:
            others += 1
            if others >= enough:
                return False
    return filled > 1


def _joined(text: str) -> str:
    return "".join(text.split())


def _is_total(first: Sequence[tuple[int, str]]) -> bool:
    """A total begins with its word, before any text that only a row of data has."""
    for _, text in first:
        words = _joined(text)
        if not words.isdigit():
            is_counted = len(first) == 1 and COUNTED.fullmatch(words)
            return bool(is_counted or TOTAL.fullmatch(words))
    return False


def _is_total_of(first: Texts, row: Row, naming: Sequence[int]) -> bool:
    """A total of something by name, in a row that fills no other column of names."""
    for index, text in first:
        words = _joined(text)
        if not words.isdigit():
            return (
                len(words) < LONG
                and not {"计", "計"}.isdisjoint(words)
                and TOTAL_OF.fullmatch(words) is not None
                and not any(shown(row.at(i)) for i in naming if i != index)
            )
    return False


def _is_footnote(
    row: Row, text: str, kind: SheetKind, columns: Sequence[FoundColumn]
) -> bool:
    """A note, or a row that is there to be signed: 党委：  工会：, mostly such labels."""
    if text[0].isdigit() or not (FOOTNOTE.match(text) or text[-1] in COLONS):
        return False
    own = _first_texts(row.cells, most=len(row.cells))
    if FOOTNOTE.match(text) and _says_little(own, kind, columns):
        return True
    return 2 * sum(words[-1] in COLONS for _, words in own) >= len(own) > 1


def _says_little(
    own: Sequence[tuple[int, str]], kind: SheetKind, columns: Sequence[FoundColumn]
) -> bool:
    """A footnote may have parts (made by, checked by), but fills no needed column else."""
    needed = {c.index for c in columns if kind.column(c.code).needed}
    others = [index for index, _ in own[1:]]
    return (
        len(own) == 1
        or not needed & set(others)
        or all(FOOTNOTE.match(text) or LABELLED.match(text) for _, text in own)
    )


def _alone(
    index: int,
    text: str,
    row: Row,
    kind: SheetKind,
    columns: Sequence[FoundColumn],
) -> Why:
    """One text in a row: a group's line, a footnote, or a row that lacks the rest."""
    if any(isinstance(c, Merged) and not c.across for c in row.cells):
        return Why.DATA
    spans = any(isinstance(c, Merged) and c.across for c in row.cells)
    found = next((c for c in columns if c.index == index), None)
    if text.isdigit() and not spans:
        # Rows numbered in advance and never filled in.
        return Why.FOOTNOTE
    if spans or found is None:
        return (
            Why.GROUP if len(text) <= LONG or GROUP_MARK.match(text) else Why.FOOTNOTE
        )
    if kind.column(found.code).needed:
        may_end = not kind.group or kind.group_ends
        looks = GROUP_MARK.match(text) or (GROUP_END.search(text) and may_end)
        return Why.GROUP if looks else Why.DATA
    is_group = found.code == kind.group and not kind.group_ends
    if is_group and not GROUP_MARK.match(text):
        return Why.DATA
    return Why.GROUP if len(text) <= LONG or GROUP_MARK.match(text) else Why.FOOTNOTE
