"""Several tables in one sheet: side by side, one below another, of one kind or of two."""

from decimal import Decimal

from lianxin.kernel.sheets import Recognised, read, recognise, recognise_all
from lianxin.kernel.sheets.choosing import Chosen
from lianxin.kernel.sheets.parting import parted
from tests.kernel.sheets.books import kinds, of_rows, sheet_of
from tests.kernel.sheets.test_rosters import HERS, HIS, judged, problems, values

MEMBERS = ["姓名", "身份证号", "入党时间", "转正时间", "所在支部"]
TENS = [Decimal("10.00")]


def sheets(rows: list[list[object]], **how: object) -> list[Recognised]:
    return list(
        recognise_all(parted(read(of_rows(rows, **how), "表.xlsx"), kinds()), kinds())
    )


def test_a_table_beside_another_is_read_by_itself() -> None:
    header = ["序号", "姓名", "代表类别"]
    found = sheets(
        [
            ["代表名单"],
            [*header, None, *header, "备注"],
            ["第一代表团（2人）"],
            [1, "赵立新", "一线", None, 2, "孙燕", "管理", "团长"],
        ],
        merged=["A1:H1", "A3:H3"],
    )
    assert [
        (each.sheet, values(each, "name"), values(each, "delegation")) for each in found
    ] == [
        ("表", ["赵立新"], ["第一代表团"]),
        ("表（E列起）", ["孙燕"], ["第一代表团"]),
    ]
    assert [column.letter for column in found[1].columns] == ["E", "F", "G", "H"]
    assert [row.row for row in found[1].rows if not row.why] == [4]


def test_headings_that_only_come_twice_are_no_second_table() -> None:
    found = sheets(
        [["姓名", "代表类别", "备注", "姓名"], ["赵立新", "一线", None, "妻"]]
    )
    assert [each.sheet for each in found] == ["表"]


def test_a_table_of_another_kind_below_is_a_sheet_of_its_own() -> None:
    found = sheets(
        [
            ["党员花名册"],
            MEMBERS,
            ["赵立新", HIS, "2003.6.18", "2004.6.18", "一支部"],
            ["转出党员名单"],
            ["姓名", "身份证号", "转出时间", "转往单位"],
            ["孙燕", HERS, "2024.5.1", "乙公司党委"],
        ],
        merged=["A1:E1", "A4:E4"],
    )
    assert [(each.sheet, each.kind.code, values(each, "name")) for each in found] == [
        ("表", "members", ["赵立新"]),
        ("表（第4行起）", "transferred_out", ["孙燕"]),
    ]


def test_half_years_one_below_another_keep_their_months() -> None:
    found = judged(
        [
            ["2024年上半年党费"],
            ["姓名", "标准", "1月", "2月", "合计"],
            ["赵立新", 10, 10, 10, 20],
            ["合计", None, 10, 10, 20],
            ["2024年下半年党费"],
            ["姓名", "标准", "7月", "8月", "合计"],
            ["赵立新", 10, 10, 10, 20],
        ]
    )
    assert values(found, "months") == [
        (*TENS * 2, *[None] * 10),
        (*[None] * 6, *TENS * 2, *[None] * 4),
    ]
    assert problems(found) == []
    assert [str(row.why) for row in found.rows] == [
        "title", "", "total", "title", "repeated_header", "",
    ]  # fmt: skip


def test_a_name_twice_in_one_table_of_dues_is_told_and_in_two_branches_is_not() -> None:
    row = ["赵立新", 10]
    found = judged(
        [
            ["党费收缴表"],
            ["姓名", "1月"],
            ["一支部"],
            row,
            ["二支部"],
            row,
            row,
        ],
        merged=["A1:B1", "A3:B3", "A5:B5"],
    )
    assert [p for p in problems(found) if p[2] != "taken_from_group"] == [
        (7, "name", "name_twice")
    ]


def test_the_first_of_two_headings_counts_even_if_the_second_fits_better() -> None:
    found = judged(
        [
            ["一、入党积极分子"],
            ["姓名", "身份证号", "申请时间", "培养联系人"],
            ["赵立新", HIS, "2021年7月", "王芳、李明"],
            ["二、发展对象"],
            [
                "姓名",
                "身份证号",
                "申请时间",
                "积极分子时间",
                "发展对象时间",
                "培养联系人",
            ],
            ["孙燕", HERS, "2020.1.1", "2021.2.1", "2022.8.1", "王芳、李明"],
        ],
        merged=["A1:F1", "A4:F4"],
    )
    assert (found.header_rows, values(found, "name")) == ((2,), ["赵立新", "孙燕"])


def test_what_was_chosen_of_the_first_heading_leaves_the_second_its_own() -> None:
    first = ["姓名", "标准", "1月", "2月", "小组"]
    sheet = sheet_of(
        [
            first,
            ["赵立新", 10, 10, 10, "一"],
            first,
            ["王磊", 10, 10, 10, "二"],
            ["姓名", "标准", "7月", "8月"],
            ["孙燕", 20, 20, 20],
        ]
    )
    found = recognise(sheet, kinds(), chosen=Chosen("dues", 1, {"E": "remark"}))
    assert found is not None
    assert values(found, "remark") == ["一", "二", None]
    assert [bool(months[6]) for months in values(found, "months")] == [
        False,
        False,
        True,
    ]


def test_no_row_above_a_further_heading_is_taken_for_its_title() -> None:
    header = ["姓名", "标准", "1月"]
    found = judged(
        [
            ["2024年党费"],
            header,
            ["赵立新", 10, 10],
            ["王磊", None, 10],
            ["孙燕", None, None],
            ["单位：机关支部", None, "单位：元"],
            [*header[:2], "7月"],
            ["钱进", 20, 20],
        ]
    )
    assert values(found, "name") == ["赵立新", "王磊", "孙燕", "钱进"]


def test_nor_above_a_heading_of_another_kind() -> None:
    found = sheets(
        [
            ["党员花名册"],
            MEMBERS,
            ["赵立新", HIS, "2003.6.18", "2004.6.18", "一支部"],
            ["孙燕", HERS],
            ["姓名", "身份证号", "转出时间", "转往单位"],
            ["王磊", None, "2024.5.1", "乙公司党委"],
        ]
    )
    assert [(each.kind.code, values(each, "name")) for each in found] == [
        ("members", ["赵立新", "孙燕"]),
        ("transferred_out", ["王磊"]),
    ]


def test_a_heading_again_on_the_next_page_begins_no_other_table() -> None:
    header = ["姓名", "标准", "1月", "备注"]
    found = judged(
        [
            header,
            ["赵立新", 10, 10, "组长"],
            ["姓 名", "标准", "1月份", "备注"],
            ["赵立新", 10, 10, None],
        ]
    )
    assert (found.tables, problems(found)) == ((), [(4, "name", "name_twice")])
