"""A task table, as superiors send it, becomes tasks; what is not taken is told."""

import io

import docx
import pytest

from lianxin.kernel.sheets import read, recognise
from tests.kernel.sheets.books import codes, kinds, recognised, sheet_of

HEADER = [
    "序号",
    "重点任务",
    "具体任务",
    "具体举措",
    "工作标准",
    "责任领导",
    "牵头部门",
    "配合部门",
    "责任人",
    "完成时限",
    "备注",
]
CODES = [
    "order",
    "key_task",
    "task",
    "measures",
    "standard",
    "leader",
    "lead",
    "supports",
    "persons",
    "due",
    "remark",
]


def meanings(header: list[str | None]) -> list[tuple[str, str]]:
    found = recognise(sheet_of([header, ["1"] * len(header)]), kinds())
    assert found is not None
    return [(column.header, column.code) for column in found.columns]


def test_the_usual_headings_mean_their_columns() -> None:
    assert meanings(HEADER) == list(zip(HEADER, CODES, strict=True))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            ["序 号", "工作任务", "成果形式", "分管领导", "责任单位", "时间节点"],
            ["order", "task", "standard", "leader", "lead", "due"],
        ),
        (
            ["序號", "重點任務", "工作內容", "責任領導", "牽頭單位", "責任單位", "完成時間"],
            ["order", "key_task", "task", "leader", "lead", "supports", "due"],
        ),
        (
            ["编号", "重点工作", "主要措施", "责任部门（单位）", "协办单位", "完成时限\n（月）"],
            ["order", "task", "measures", "lead", "supports", "due"],
        ),
        (
            ["序号", "任务内容", "牵头部门", "责任部门", "责任人"],
            ["order", "task", "lead", "supports", "persons"],
        ),
    ],
)  # fmt: skip
def test_other_wordings_mean_them_too(header: list[str], expected: list[str]) -> None:
    assert [code for _, code in meanings(list(header))] == expected


def test_merged_key_tasks_are_carried_down_and_two_lines_are_one_heading() -> None:
    found = recognised(
        [
            ["2026年党建重点任务分解表", None, None, None, None, None],
            ["序号", "重点任务", "具体任务", "责任分工", None, "完成时限"],
            [None, None, None, "责任领导", "牵头部门", None],
            [1, "加强政治建设", "学习贯彻", "何建华", "办公室", "2026年3月"],
            [2, None, "督促落实", "何建华", "办公室", 46203],
            [3, "建强支部", "换届", "李明", "组织部", "长期"],
        ],
        merged=["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "B4:B5"],
    )
    assert found.kind.code == "task_table"
    assert found.title == "2026年党建重点任务分解表"
    assert found.header_rows == (2, 3)
    assert [
        (row.row, str(row.standing), row.values.get("key_task"), row.values.get("due"))
        for row in found.rows
    ] == [
        (1, "skipped", None, None),
        (4, "right", "加强政治建设", "2026年3月"),
        (5, "repaired", "加强政治建设", "2026-06-30"),
        (6, "right", "建强支部", "长期"),
    ]
    assert codes(found, 5) == [("key_task", "carried_merged"), ("due", "serial_date")]


def test_group_lines_fill_the_key_task_and_totals_and_notes_are_left_out() -> None:
    found = recognised(
        [
            ["序号", "具体任务", "牵头部门", "完成时限"],
            ["一、加强政治建设", None, None, None],
            ["1", "学习贯彻", "办公室", "3月"],
            ["序号", "具体任务", "牵头部门", "完成时限"],
            ["2", "督促落实", "办公室", "6月"],
            ["二、建强支部", None, None, None],
            ["3", None, "组织部", "9月"],
            ["合计", "3项", None, None],
            ["注：完成时限均为2026年。", None, None, None],
        ],
        merged=["A2:D2"],
    )
    assert [
        (row.row, str(row.why), row.values.get("key_task")) for row in found.rows
    ] == [
        (2, "group", None),
        (3, "", "一、加强政治建设"),
        (4, "repeated_header", None),
        (5, "", "一、加强政治建设"),
        (6, "group", None),
        (7, "", "二、建强支部"),
        (8, "total", None),
        (9, "footnote", None),
    ]
    assert codes(found, 7) == [("key_task", "taken_from_group"), ("task", "needed")]


def test_the_progress_of_a_ledger_is_told_as_not_taken() -> None:
    header = ["序号", "督办事项", "责任单位", "办结时限", "进展情况", "存在问题"]
    found = recognised([header, ["1", "整改", "工会", "6月", "已完成", "无"]])
    assert [column.code for column in found.columns] == ["order", "task", "lead", "due"]
    assert [
        (problem.code, problem.column, dict(problem.values))
        for problem in found.problems
    ] == [
        ("column_not_taken", "E", {"header": "进展情况"}),
        ("column_not_taken", "F", {"header": "存在问题"}),
    ]


def test_a_heading_taken_by_likeness_and_one_that_is_there_twice_are_told() -> None:
    header = ["序号", "年度具体任务", "牵头部门", "牵头单位", "领导与部门"]
    found = recognised([header, ["1", "整改", "工会", "团委", "甲"]])
    assert [(problem.code, problem.column) for problem in found.problems] == [
        ("column_by_likeness", "B"),
        ("column_twice", "D"),
        ("column_of_two", "E"),
    ]


def test_text_that_begins_like_a_formula_is_text() -> None:
    found = recognised([["序号", "具体任务"], ["1", "-2+3的启示"], ["2", "=SUM(A1)"]])
    assert [row.values["task"] for row in found.rows] == ["-2+3的启示", "=SUM(A1)"]


def test_a_table_in_a_word_document_is_a_sheet_with_the_line_above_as_heading() -> None:
    document = docx.Document()
    document.add_paragraph("党委办公室文件，内容如下。")
    document.add_paragraph("2026年重点任务分解表")
    table = document.add_table(rows=4, cols=4)
    for row, texts in enumerate(
        [
            ["重点任务", "具体任务", "责任分工", ""],
            ["", "", "牵头部门", "配合部门"],
            ["政治建设", "学习", "办公室", "工会、团委"],
            ["", "督促", "纪委", ""],
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for first, last in [
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((0, 2), (0, 3)),
        ((2, 0), (3, 0)),
    ]:
        table.cell(*first).merge(table.cell(*last))
    kept = io.BytesIO()
    document.save(kept)
    book = read(kept.getvalue(), "通知.docx")
    assert (book.format, len(book.sheets)) == ("docx", 1)
    found = recognise(book.sheets[0], kinds())
    assert found is not None
    assert (found.title, found.header_rows) == ("2026年重点任务分解表", (1, 2))
    names = ("key_task", "task", "lead", "supports")
    assert [tuple(row.values[name] for name in names) for row in found.rows] == [
        ("政治建设", "学习", "办公室", "工会、团委"),
        ("政治建设", "督促", "纪委", None),
    ]


def test_a_text_without_headings_is_of_no_kind() -> None:
    assert recognise(sheet_of([["1.姓名必须一致。"], ["2.日期。"]]), kinds()) is None
