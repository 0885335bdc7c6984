"""Kinds of sheet are data: a fault in them names the file, the line and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.kernel.rules.book import BookError
from lianxin.kernel.sheets import Sheet, Standing, parse_sheet_kinds, recognise
from lianxin.kernel.sheets.cells import Merged, Month, Row
from lianxin.kernel.sheets.checks import CHECKS as JUDGES
from lianxin.kernel.sheets.kinds import CHECKS, Type, heading
from lianxin.kernel.sheets.problems import SENTENCES
from lianxin.kernel.sheets.values import READERS
from tests.kernel.sheets.books import kinds

TITLE = "{en: A, zh-Hans: 甲, zh-Hant: 甲}"
GOOD = f"""\
visits:
  title: {TITLE}
  names: [走访]
  columns:
    name:
      title: {TITLE}
      type: name
      needed: true
      words: [姓名, 名字]
    on:
      title: {TITLE}
      type: day
      words: [日期]
  checks:
    - {{unique: name}}
"""


def test_a_new_kind_is_recognised_without_a_line_of_code() -> None:
    (kind,) = parse_sheet_kinds(GOOD, "sheets.yaml")
    rows = (Row(1, ("走访日期", "名 字")), Row(2, ("2026.3.5", "赵立新")))
    found = recognise(Sheet("表", rows), [kind])
    assert found is not None
    assert [column.code for column in found.columns] == ["on", "name"]
    assert found.rows[0].values["name"] == "赵立新"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("type: day", "type: date", "sheets.yaml:11: visits: columns: on: type must"),
        ("needed: true", "needed: yes please", "sheets.yaml:8: visits: columns: name"),
        (
            "words: [日期]",
            "wrods: [日期]",
            "sheets.yaml:13: visits: columns: on: wrods",
        ),
        ("words: [日期]", "words: 日期", "must be a list of words"),
        ("words: [日期]", "words: []", "words must list the headings"),
        ("[日期]", "[姓 名]", "“姓名” means both name and on"),
        ("{unique: name}", "{unique: nmae}", "'nmae' is no column of this kind"),
        ("{unique: name}", "{single: name}", "begins with none of"),
        ("names: [走访]", "group: nobody", "sheets.yaml:3: visits: group: must be"),
        ("type: name", "choices: {甲: [乙]}", "choices go with type: choice"),
        ("zh-Hant: 甲}\n  names", "zh-TW: 甲}\n  names", "title needs en, zh-Hans"),
        ("columns:", "colums:", "unknown key; known are"),
        (GOOD, "", "must hold a mapping"),
        (GOOD, "a: [b", "not valid YAML"),
        (GOOD, "- a", "must be a mapping"),
    ],
)
def test_a_fault_says_where_and_what_to_do(old: str, new: str, told: str) -> None:
    with pytest.raises(BookError) as error:
        parse_sheet_kinds(GOOD.replace(old, new, 1), "sheets.yaml")
    assert told in str(error.value)


def test_every_check_and_every_type_has_its_judge_and_its_reader() -> None:
    assert set(JUDGES) == set(CHECKS)
    assert set(READERS) == set(Type)


def test_headings_are_compared_without_script_width_brackets_and_signs() -> None:
    assert heading("責 任\n單 位（科室）") == heading("责任单位") == "责任单位"
    assert heading("ＮＯ．") == "no"
    assert heading("（备注）") == "备注"


def test_every_column_of_every_kind_is_found_by_its_first_heading() -> None:
    for kind in kinds():
        header = tuple(
            column.usual[0] if column.usual else "1月" for column in kind.columns
        )
        found = recognise(Sheet(kind.names[0], (Row(1, header),)), [kind])
        assert found is not None
        assert [column.code for column in found.columns] == [
            column.code for column in kind.columns
        ]


CELLS = st.none() | st.text(max_size=8) | st.integers() | st.floats() | st.dates()
CELLS |= st.sampled_from(
    ["合计", "注：", "一、甲", "=1", "2026.3", "姓名", Month(2026, 3)]
)
CELLS |= st.builds(Merged, CELLS, across=st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.integers(0, 9))
def test_any_cells_under_a_heading_give_each_row_once_with_a_standing(
    given_rows: list[list[object]], chosen: int
) -> None:
    kind = kinds()[chosen % len(kinds())]
    header = tuple(c.usual[0] if c.usual else "1月" for c in kind.columns)[:6]
    rows = (Row(1, header), *(Row(n, tuple(r)) for n, r in enumerate(given_rows, 2)))
    found = recognise(Sheet("表", rows), [kind])
    if found is None:
        return
    told = [row.row for row in found.rows]
    assert told == sorted(set(told))
    assert set(told) | set(found.header_rows) == {row.number for row in rows}
    for row in found.rows:
        assert (row.standing is Standing.SKIPPED) == bool(row.why)
        for problem in row.problems:
            assert problem.code in SENTENCES
            assert problem.sentence


def test_a_repair_is_told_in_each_row_in_which_the_same_text_stands() -> None:
    (kind,) = parse_sheet_kinds(GOOD, "sheets.yaml")
    texts = ["赵立新", "赵 立 新", "赵立新", "赵 立 新", "=1+1", "=1+1"]
    rows = [Row(number, (text, "2026.3.5")) for number, text in enumerate(texts, 2)]
    found = recognise(Sheet("表", (Row(1, ("姓名", "日期")), *rows)), [kind])
    assert found is not None
    assert [row.standing for row in found.rows] == [
        Standing.RIGHT,
        Standing.REPAIRED,
        Standing.RIGHT,
        Standing.REPAIRED,
        Standing.WRONG,
        Standing.WRONG,
    ]
    assert [row.values["name"] for row in found.rows] == ["赵立新"] * 4 + [None] * 2


def test_the_same_text_is_read_by_the_type_of_its_own_column() -> None:
    (kind,) = parse_sheet_kinds(GOOD, "sheets.yaml")
    rows = (Row(1, ("姓名", "日期")), *(Row(n, ("赵立新", "赵立新")) for n in (2, 3)))
    found = recognise(Sheet("表", rows), [kind])
    assert found is not None
    assert [dict(row.values) for row in found.rows] == [
        {"name": "赵立新", "on": None}
    ] * 2
    assert [[p.code for p in row.problems] for row in found.rows] == [
        ["date_invalid"]
    ] * 2


def test_an_amount_of_more_digits_than_money_has_is_told() -> None:
    dues = next(kind for kind in kinds() if kind.code == "dues")
    heads = ("姓名", "党费基数", "1月", "2月")
    rows = (Row(1, heads), Row(2, ("赵立新", 1e26, 10, 10)))
    found = recognise(Sheet("表", rows), [dues])
    assert found is not None
    (row,) = found.rows
    assert row.values["base"] is None
    assert [(p.field, p.code) for p in row.problems] == [("base", "number_invalid")]
