"""A table of work (任务分解表) as a grid of cells: its columns recognised, its rows read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow

HEAD_WITHIN = 12

_NAMES: Mapping[str, str] = {
    "number": "序号 编号 号 No 项次",
    "key_task": "重点任务 主要任务 任务类别 工作类别 类别 项目 重点项目 工作项目 重点工作",
    "text": "具体任务 工作任务 任务内容 工作内容 任务 主要内容 工作事项 具体内容 任务事项 任务清单",
    "actions": "具体举措 工作措施 主要措施 措施 举措 推进措施 落实措施 具体措施 工作举措",
    "standard": "工作标准 目标要求 完成标准 工作目标 预期成果 成果形式 目标 标准 工作要求 完成标志",
    "leader": "责任领导 分管领导 牵头领导 主管领导 责任校领导",
    "lead_unit": "牵头部门 责任部门 牵头单位 责任单位 主办部门 主责部门 主办单位 牵头责任部门 责任主体",
    "supports": "配合部门 配合单位 协办部门 参与部门 协同单位 协办单位 参与单位 协同部门 配合责任部门",
    "persons": "责任人 具体责任人 联系人 经办人 负责人 责任人员",
    "reach": "落实单位 执行单位 承担单位 落实主体",
    "due": "完成时限 完成时间 时限 时间节点 时间要求 时间安排 进度安排 完成期限 时限要求 时间",
    "remark": "备注 说明",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
_RESPONSIBLE = ("leader", "lead_unit", "supports", "persons", "reach")
_DOWN = ("key_task",)  # cells that hold for all rows until the next one
_FOOT = re.compile(r"^(?:填报|填表|制表|审核|联系电话|注|备注|说明)[^:：]{0,6}[:：]")


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of a table of work: where it began, and its cells by the column's code."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkTable:
    """A table of work: which columns it has, its rows, and lines left out.

    `filled` are the lines that name nobody and took whoever answers from the row above.
    """

    columns: Sequence[str]
    rows: Sequence[WorkRow]
    left_out: Sequence[int] = field(default=())
    filled: Sequence[int] = field(default=())


def table_in(text: str) -> WorkTable | None:
    """The table of work in a text whose rows are lines with tabs; None where there is none."""
    grid = [line.split("\t") for line in text.splitlines()]
    return read_work_table(grid)


def read_work_table(grid: Sequence[Sequence[str]]) -> WorkTable | None:
    """Read a grid of cells as a table of work.

    A merged cell has its text once and is empty where it goes on. The head may take
    two lines. A line that goes on with measures or standards under the same task
    belongs to the row above. None where no head names a task.
    """
    head = _head(grid)
    if head is None:
        return None
    columns, first = head
    rows: list[tuple[int, dict[str, str]]] = []
    left_out: list[int] = []
    standing: dict[str, str] = {}
    for line, cells in enumerate(grid[first:], start=first + 1):
        said = _cells(cells, columns)
        if not said or _is_head_again(cells):
            continue
        if len(said) == 1 and _FOOT.match(next(iter(said.values()))):
            continue
        _stand(said, standing)
        if said.get("text"):
            rows.append((line, said))
        elif rows and any(said.get(c) for c in ("actions", "standard")):
            _go_on(rows[-1][1], said)
        elif any(code not in _DOWN and code != "number" for code in said):
            left_out.append(line)
    filled = _fill_down(rows)
    found = [WorkRow(line, said) for line, said in rows]
    known = tuple(dict.fromkeys(code for code in columns.values() if code != "number"))
    return WorkTable(known, found, tuple(left_out), tuple(filled))


def _head(grid: Sequence[Sequence[str]]) -> tuple[Mapping[int, str], int] | None:
    """The columns by their place, and the first line below the head."""
    for line, cells in enumerate(grid[:HEAD_WITHIN]):
        columns = _named(cells)
        if len(set(columns.values())) < 2:
            continue
        first = line + 1
        below = _named(grid[first]) if first < len(grid) else {}
        if below and _is_second_head(grid[first], below):
            columns = {**columns, **below}
            first += 1
        columns = _with_task(columns)
        if "text" in columns.values() and len(columns) > 1:
            return columns, first
    return None


def _is_second_head(cells: Sequence[str], below: Mapping[int, str]) -> bool:
    """Whether nothing but names of columns stands in the line."""
    return len(below) == sum(1 for cell in cells if cell.strip())


def _named(cells: Sequence[str]) -> dict[int, str]:
    found = {}
    for place, cell in enumerate(cells):
        name = re.sub(r"[(（].*?[)）]|及要求$", "", simplified(narrow(cell)))
        if name in _CODES:
            found[place] = _CODES[name]
    return found


def _with_task(columns: Mapping[int, str]) -> dict[int, str]:
    """Where no column is called a task, the last one that groups them is it."""
    named = dict(columns)
    if "text" in named.values():
        return named
    for wanted in ("key_task", "actions"):
        places = [place for place, code in named.items() if code == wanted]
        if places:
            named[places[-1]] = "text"
            break
    return named


def _cells(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for place, cell in enumerate(cells):
        code = columns.get(place)
        words = cell.strip()
        if code and words:
            said[code] = f"{said[code]}\n{words}" if code in said else words
    return said


def _is_head_again(cells: Sequence[str]) -> bool:
    """Whether the head is repeated, as at the top of each page."""
    return len(set(_named(cells).values())) > 2


def _stand(said: dict[str, str], standing: dict[str, str]) -> None:
    for code in _DOWN:
        if said.get(code):
            standing[code] = said[code]
        elif standing.get(code):
            said[code] = standing[code]


def _fill_down(rows: Sequence[tuple[int, dict[str, str]]]) -> list[int]:
    """Where cells of who answers are merged over rows, give each row its share.

    A row that names nobody at all under the same key task goes with the row above.
    """
    filled = []
    for (_line, above), (line, said) in pairwise(rows):
        known = {code: above[code] for code in _RESPONSIBLE if above.get(code)}
        names_nobody = not any(said.get(code) for code in _RESPONSIBLE)
        if known and names_nobody and said.get("key_task") == above.get("key_task"):
            said.update(known)
            filled.append(line)
    return filled


def _go_on(above: dict[str, str], said: Mapping[str, str]) -> None:
    for code, words in said.items():
        if code in _DOWN or code == "number":
            continue
        if words not in above.get(code, ""):
            above[code] = f"{above.get(code, '')}\n{words}".strip()
