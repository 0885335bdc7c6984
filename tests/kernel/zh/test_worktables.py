"""Tables of work, as superiors send them."""

from lianxin.kernel.zh.worktables import read_work_table, table_in


def grid(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip("\n").split("\n")]


def cells(text: str):
    found = read_work_table(grid(text))
    assert found is not None
    return [(row.line, dict(row.cells)) for row in found.rows]


def test_columns_by_their_usual_names_below_a_title():
    found = read_work_table(
        grid(
            """
2026年党建工作任务分解表|||||
序号|重点任务|具体任务|责任部门|完成时限|备注
1|组织建设|换届选举|组织部|9月|
2||发展党员|组织部|全年|按计划
"""
        )
    )
    assert found is not None
    assert found.columns == ("key_task", "text", "lead_unit", "due", "remark")
    assert [(row.line, dict(row.cells)) for row in found.rows] == [
        (
            3,
            {
                "number": "1",
                "key_task": "组织建设",
                "text": "换届选举",
                "lead_unit": "组织部",
                "due": "9月",
            },
        ),
        (
            4,
            {
                "number": "2",
                "key_task": "组织建设",
                "text": "发展党员",
                "lead_unit": "组织部",
                "due": "全年",
                "remark": "按计划",
            },
        ),
    ]


def test_a_head_of_two_lines():
    rows = cells(
        """
序号|具体任务|责任分工|||完成时限
||责任领导|牵头部门|配合部门|
1|党务公开|李卫东|组织部|工会|每季度
"""
    )
    assert rows == [
        (
            3,
            {
                "number": "1",
                "text": "党务公开",
                "leader": "李卫东",
                "lead_unit": "组织部",
                "supports": "工会",
                "due": "每季度",
            },
        )
    ]


def test_measures_that_go_on_belong_to_the_row_above():
    rows = cells(
        """
工作任务|具体措施|责任人
党务公开|建立目录|甲
|按季公布|
学习|读书|乙
"""
    )
    assert [row["actions"] for _line, row in rows] == ["建立目录\n按季公布", "读书"]


def test_a_head_repeated_on_each_page_and_a_foot_are_no_rows():
    rows = cells(
        """
序号|任务|牵头单位|时限
1|甲|组织部|全年
序号|任务|牵头单位|时限
2|乙|工会|9月
填报人：张三|||
"""
    )
    assert [row["text"] for _line, row in rows] == ["甲", "乙"]


def test_without_a_column_of_tasks_the_key_tasks_are_them():
    rows = cells("重点工作|责任单位\n换届|组织部\n")
    assert [row["text"] for _line, row in rows] == ["换届"]


def test_a_line_without_its_task_is_told():
    found = read_work_table(grid("任务|责任部门|时限\n|组织部|9月\n甲|工会|全年"))
    assert found is not None
    assert (found.left_out, [row.line for row in found.rows]) == ((2,), [3])


def test_traditional_and_wide_letters():
    rows = cells("序號|工作任務|責任部門（單位）|完成時限\n１|黨務公開|組織部|全年")
    assert [row["text"] for _line, row in rows] == ["黨務公開"]


def test_no_table_of_work():
    assert table_in("一、加强领导\n（一）落实责任\n") is None
    assert table_in("姓名\t电话\n甲\t123\n") is None
    assert table_in("") is None


def test_lines_with_tabs_are_a_table():
    found = table_in("任务\t牵头部门\n甲\t组织部\n")
    assert found is not None
    assert [row.cells["text"] for row in found.rows] == ["甲"]


def test_whoever_answers_in_a_merged_cell_answers_for_each_of_its_rows():
    table = table_in(
        "重点任务\t具体任务\t牵头部门\t配合部门\n"
        "组织\t公开\t党办\t工会\n\t换届\t\t\n\t培训\t人事\t\n宣传\t报道\t\t"
    )
    assert [row.cells.get("lead_unit") for row in table.rows] == [
        "党办",
        "党办",
        "人事",
        None,
    ]
    assert table.rows[1].cells["supports"] == "工会"
    assert table.filled == (3,)
