"""Tables in text (cells parted by tabs): work, measures, deadlines, who answers for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lianxin.kernel.outline.markers import starts_with_marker

_CELL_EDGE = re.compile(r"\S[^\S\t\n]*\t+[^\S\t\n]*\S")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|序號|编号|編號|项次|項次|号|號|NO\.?|No\.?")),
    ("deadline", re.compile(r".*(?:时间|時間|时限|時限|期限|进度|進度|节点|節點|时段|日期|完成时|频次|頻次).*")),
    ("responsible", re.compile(r".*(?:责任|責任|负责|負責|牵头|牽頭|承办|承辦|主办|主辦|配合|落实人|落實人|经办|實施人|实施人|单位|部门|部門|單位).*")),
    ("remark", re.compile(r"备注|備註|说明|說明|分值|得分|评分|標準分|标准分|权重|權重|完成情况|完成情況|落实情况|备 注")),
    ("work", re.compile(r".*(?:内容|內容|工作|任务|任務|措施|项目|項目|事项|事項|目标|目標|要求|举措|舉措|要点|要點|问题|問題|重点|重點|主题|主題|活动|活動|职责|職責|指标|指標|标准|標準|类别|類別|名称|名稱|清单|清單|做法).*")),
)  # fmt: skip
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}|[（(]?\d{1,3}[)）.．、]?")
_LONGEST_TITLE_CELL = 14


@dataclass(slots=True)
class Cell:
    """A stretch of a table row, without the space around it."""

    start: int
    end: int


@dataclass(slots=True)
class Row:
    """A row: its cells, what each column is for, and the column of the first cell."""

    cells: list[Cell]
    roles: list[str]
    first: int


@dataclass(slots=True)
class Table:
    """A table in a text, its column titles left out of `rows`."""

    start: int
    end: int
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def tables_in(text: str, starts: list[int]) -> list[Table]:
    """Find the tables of a text; `starts` are the offsets of its lines.

    A row may lack its leading cells (they belong to the row above), and a cell may go
    on over several lines if rows end with a tab.
    """
    if not _CELL_EDGE.search(text):
        return []
    tables, line = [], 0
    while line < len(starts):
        table, after = _table_at(text, starts, line)
        if table:
            tables.append(table)
        line = after
    return tables


def _table_at(text: str, starts: list[int], line: int) -> tuple[Table | None, int]:
    """Return the table that begins at a line, if one does, and the line behind it."""
    first = _line_text(text, starts, line)
    if not _CELL_EDGE.search(first):
        return None, line + 1
    closed = _closes_rows(text, starts, line)
    columns = _columns(first)
    rows: list[list[Cell]] = []
    after = line + 1 if columns else line
    while after < len(starts):
        cells, following = _row_at(text, starts, after, closed=closed)
        if cells is None:
            if not rows or not columns or not _ends_cell(text, starts, after):
                break
            rows[-1][-1].end = starts[after] + len(_line_text(text, starts, after))
            cells, following = [], after + 1
        if cells:
            rows.append(cells)
        after = following
    end = starts[after] - 1 if after < len(starts) else len(text)
    if not columns and (len(rows) < 2 or max(map(len, rows)) < 3):
        return None, max(after, line + 1)
    table = Table(starts[line], end, columns)
    table.rows = [
        Row(cells, *_roles(text, cells, columns))
        for cells in _whole_rows(text, rows, columns)
    ]
    return table, max(after, line + 1)


def _line_text(text: str, starts: list[int], line: int) -> str:
    end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
    return text[starts[line] : end]


def _columns(line: str) -> list[str]:
    """Return the roles of the columns if the line holds column titles, else []."""
    titles = [cell.strip() for cell in line.split("\t")]
    while titles and not titles[-1]:
        titles.pop()
    roles = [_role(title) for title in titles]
    named = sum(bool(role) for role in roles)
    short = all(len(title) <= _LONGEST_TITLE_CELL for title in titles)
    return roles if short and named >= 2 and "work" in roles else []


def _role(title: str) -> str:
    plain = "".join(title.split())
    for role, pattern in _COLUMNS:
        if pattern.fullmatch(plain):
            return role
    return ""


def _row_at(
    text: str, starts: list[int], line: int, *, closed: bool
) -> tuple[list[Cell] | None, int]:
    """Return the cells of the row that begins at a line (None at the table's end)."""
    content = _line_text(text, starts, line)
    if not content.strip():
        ahead = line + 1
        while ahead < len(starts) and not _line_text(text, starts, ahead).strip():
            ahead += 1
        more = ahead < len(starts) and _is_row(text, starts, ahead, closed=closed)
        return ([], ahead) if more else (None, line)
    if not _is_row(text, starts, line, closed=closed):
        return None, line
    last = line
    if closed:
        while not _ends_row(_line_text(text, starts, last)) and last + 1 < len(starts):
            last += 1
    end = starts[last] + len(_line_text(text, starts, last))
    cells = list(_cells(text, starts[line], end))
    if closed and cells[-1].start == cells[-1].end:
        cells.pop()
    return cells, last + 1


def _is_row(text: str, starts: list[int], line: int, *, closed: bool) -> bool:
    content = _line_text(text, starts, line)
    if _CELL_EDGE.search(content):
        return True
    if not closed:
        return False
    following = [
        _line_text(text, starts, ahead)
        for ahead in range(line, min(line + 6, len(starts)))
    ]
    return any(_ends_row(piece) and piece.strip() for piece in following)


def _ends_cell(text: str, starts: list[int], line: int) -> bool:
    """Return whether a line without tab goes on with the last cell of the row above."""
    content = _line_text(text, starts, line).strip()
    if not content or len(content) > _LONGEST_TITLE_CELL or content[-1] in "。：:":
        return False
    if line + 1 >= len(starts) or starts_with_marker(content):
        return False
    following = _line_text(text, starts, line + 1)
    return bool(_CELL_EDGE.search(following)) and not _columns(following)


def _ends_row(line: str) -> bool:
    return line.rstrip(" \r\u3000\xa0").endswith("\t")


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    position = start
    for piece in text[start:end].split("\t"):
        stripped = piece.strip()
        begin = position + len(piece) - len(piece.lstrip())
        yield Cell(begin, begin + len(stripped))
        position += len(piece) + 1


def _closes_rows(text: str, starts: list[int], line: int) -> bool:
    """Return whether rows end with a tab, as the titles do or some row shows."""
    first = _line_text(text, starts, line)
    ahead = range(line + 1, min(line + 21, len(starts)))
    below = [_line_text(text, starts, number) for number in ahead]
    ended = [_ends_row(piece) for piece in below if "\t" in piece]
    if _ends_row(first):
        return sum(ended) * 2 >= len(ended)
    longer = (p for p in below if p.count("\t") == first.count("\t") + 1)
    return any(map(_ends_row, longer))


def _whole_rows(
    text: str, rows: list[list[Cell]], columns: list[str]
) -> Iterator[list[Cell]]:
    """Join a row that a line break inside a cell parted, if its number shows where it began."""
    waiting: list[Cell] = []
    # A row without any work in it is a piece of one.
    least = len(columns) - max(_works(columns), default=len(columns))
    for cells in rows:
        row = cells
        missing = len(columns) - len(waiting) - len(cells) + 1
        if waiting and (
            missing == 0 or (missing > 0 and least > max(len(waiting), len(cells)))
        ):
            waiting[-1].end = cells[0].end
            row = [*waiting, *cells[1:]]
        elif waiting:
            yield waiting
        waiting = []
        if len(row) < len(columns) and (
            len(row) < least or _is_numbered(text, row, columns)
        ):
            waiting = row
        else:
            yield row
    if waiting:
        yield waiting


def _works(columns: list[str]) -> list[int]:
    return [place for place, role in enumerate(columns) if role == "work"]


def _is_numbered(text: str, cells: list[Cell], columns: list[str]) -> bool:
    numeral = text[cells[0].start : cells[0].end] if cells else ""
    return (
        bool(columns) and columns[0] == "number" and bool(_NUMERAL.fullmatch(numeral))
    )


def _roles(text: str, cells: list[Cell], columns: list[str]) -> tuple[list[str], int]:
    """Match the cells with the columns; leading cells may be missing."""
    while len(cells) > len(columns) > 0 and cells[-1].start == cells[-1].end:
        cells.pop()
    missing = len(columns) - len(cells)
    if not columns or missing < 0:
        return ["work"] * len(cells), 0
    if _is_numbered(text, cells, columns):
        return columns[: len(cells)], 0
    return columns[missing:], missing
