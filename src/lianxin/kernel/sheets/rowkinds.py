"""What a row below the heading is: a person or a task, or a total, a group, a footnote."""

import re
from collections.abc import Sequence
from enum import StrEnum

from lianxin.kernel.sheets.cells import Merged, Row, Value, shown
from lianxin.kernel.sheets.headers import FoundColumn
from lianxin.kernel.sheets.kinds import SheetKind


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
    r"(?:人数|人數|数|金额|\d+[人名个项]?|[:：].*)?"
)
FOOTNOTE = re.compile(
    r"\s*(?:注\s*[:：\d]|註\s*[:：\d]|注\s*[、.．]|备注\s*[:：]|備註\s*[:：]|说明\s*[:：]|說明\s*[:：]"
    r"|填表说明|填表人|填报人|填報人|填报单位|填報單位|填报日期|制表|製表|审核|審核|审批|复核|單位負責人|单位负责人"
    r"|[\u4e00-\u9fff]{1,6}人\s*[:：]|负责人签字|签字|单位（盖章|单位\(盖章|盖章|[*※＊])"
)
GROUP_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+)"
)
GROUP_END = re.compile(
    r"(?:代表团|代表組|代表组|选区|選區|支部|总支|總支|党委|黨委|部|处|科|室|厂|廠|公司|车间|車間|组|組|队|班|中心|分会|类|方面)"
    r"(?:\s*[（(].*[)）])?(?:\s*[\d一二三四五六七八九十]+\s*[人名个项])?\s*[:：]?$"
)
LONG = 30


def kind_of_row(
    row: Row, kind: SheetKind, columns: Sequence[FoundColumn], order: str = "order"
) -> Why:
    """Tell what a row is; DATA in doubt, so that nothing is passed over silently."""
    if _repeats_header(row, columns):
        return Why.REPEATED_HEADER
    own = [
        (index, cell)
        for index, cell in enumerate(row.cells)
        if cell is not None and type(cell) is not Merged and shown(cell)
    ]
    if not own:
        return Why.DATA if _carries(row) else Why.FOOTNOTE
    text = shown(own[0][1])
    if _is_total(own, columns, kind):
        return Why.TOTAL
    if FOOTNOTE.match(text) and _says_little(own, kind, columns):
        return Why.FOOTNOTE
    if len(own) == 1:
        return _alone(own[0], row, kind, columns)
    return Why.DATA


def _carries(row: Row) -> bool:
    """A row of which every cell is covered from above says the same once more."""
    return any(isinstance(cell, Merged) and not cell.across for cell in row.cells)


def _repeats_header(row: Row, columns: Sequence[FoundColumn]) -> bool:
    filled = same = 0
    for column in columns:
        text = shown(row.at(column.index))
        if text:
            filled += 1
            # Few texts are as long as their heading without being it.
            if text[0] == column.header.lstrip()[:1]:
                same += _joined(text) == _joined(column.header)
    return filled > 1 and same * 2 > len(columns)


def _joined(text: str) -> str:
    return "".join(text.split())


def _is_total(
    own: Sequence[tuple[int, Value]], columns: Sequence[FoundColumn], kind: SheetKind
) -> bool:
    """A total begins with its word, before any text that only a row of data has."""
    for _, cell in own[:3]:
        text = "".join(shown(cell).split())
        if TOTAL.fullmatch(text):
            return True
        if not text.isdigit():
            return False
    return False


def _says_little(
    own: Sequence[tuple[int, Value]], kind: SheetKind, columns: Sequence[FoundColumn]
) -> bool:
    """A footnote may have parts (made by, checked by), but fills no needed column else."""
    needed = {c.index for c in columns if kind.column(c.code).needed}
    others = [index for index, _ in own[1:]]
    return (
        len(own) == 1
        or not needed & set(others)
        or all(FOOTNOTE.match(shown(cell)) for _, cell in own)
    )


def _alone(
    single: tuple[int, Value], row: Row, kind: SheetKind, columns: Sequence[FoundColumn]
) -> Why:
    """One text in a row: a group's line, a footnote, or a row that lacks the rest."""
    index, cell = single
    text = shown(cell)
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
        looks = GROUP_MARK.match(text) or (GROUP_END.search(text) and not kind.group)
        return Why.GROUP if looks else Why.DATA
    if found.code == kind.group and not GROUP_MARK.match(text):
        return Why.DATA
    return Why.GROUP if len(text) <= LONG or GROUP_MARK.match(text) else Why.FOOTNOTE
