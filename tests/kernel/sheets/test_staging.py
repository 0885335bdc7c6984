"""Rows of a workbook on their way out of the child process."""

import json
import zlib
from dataclasses import replace

import pytest

from lianxin.base.jobs import bounded
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.sheets.staging import (
    StagedBatch,
    StagedRow,
    batch_in,
    frames_of,
    payload,
    plain,
)
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.kernel.sheets.unreadable import Unreadable
from tests.kernel.sheets.books import of_rows

ROWS = [
    ["2026年党员花名册"],
    ["姓名", "身份证号", "所在支部", "入党时间", "字号"],
    ["周明远", "110101199003079972", "检修一支部", "2011-07-01", "甲"],
    ["单  雪", "110101199003079972", "检修一支部", "2011.7", "乙"],
    ["合计", None, None, None, None],
]


def staged(data: bytes, **more: object) -> tuple[dict, list[StagedRow]]:
    settings = {
        "name": "表.xlsx",
        "kinds": rulebook.text_of_sheet_kinds(),
        "known": {"reference_date": "2026-11-26"},
        "chosen": {},
        "remembered": {},
        **more,
    }
    answer = bounded.run(
        "lianxin.kernel.sheets.staging:stage_file",
        payload(settings, data),
        seconds=30,
        megabytes=512,
        tells=[Unreadable],
    )
    told, *frames = frames_of(answer)
    rows = [row for frame in frames for row in batch_in(frame)[1].with_cells()]
    return json.loads(told), rows


def test_rows_come_with_what_they_showed_and_how_they_stand() -> None:
    told, rows = staged(of_rows(ROWS))
    sheet = told["sheets"][0]
    assert (sheet["kind"], sheet["header"], sheet["name"]) == ("members", 2, "表")
    assert sheet["columns"] == [
        ["A", "姓名", "name", False],
        ["B", "身份证号", "id_number", False],
        ["C", "所在支部", "branch", False],
        ["D", "入党时间", "join_date", False],
        ["E", "字号", "", False],
    ]
    assert [row.standing for row in rows] == [
        Standing.SKIPPED, Standing.RIGHT, Standing.WRONG, Standing.SKIPPED,
    ]  # fmt: skip
    right, wrong = rows[1:3]
    assert right.values == {
        "name": "周明远",
        "id_number": "110101199003079972",
        "branch": "检修一支部",
        "join_date": "2011-07-01",
    }
    assert right.cells == ROWS[2]
    assert {problem["code"] for problem in wrong.problems} >= {"identity_twice"}


def test_what_was_remembered_of_a_heading_is_chosen() -> None:
    data = of_rows(ROWS)
    told, _ = staged(data)
    mark = told["sheets"][0]["fingerprint"]
    remembered = {mark: {"kind": "members", "columns": {"E": "job"}}}
    told, rows = staged(data, remembered=remembered)
    assert told["sheets"][0]["columns"][4] == ["E", "字号", "job", False]
    assert rows[1].values["job"] == "甲"
    told, rows = staged(data, remembered=remembered, chosen={"0": {"columns": {}}})
    assert told["sheets"][0]["columns"][4] == ["E", "字号", "", False]


def test_of_a_sheet_of_no_kind_the_columns_are_told() -> None:
    told, rows = staged(of_rows([["一", "二"], ["甲", "乙"]]))
    sheet = told["sheets"][0]
    assert (sheet["kind"], sheet["header"], rows) == ("", 1, [])
    assert [column[1] for column in sheet["columns"]] == ["一", "二"]
    assert [p["code"] for p in sheet["problems"]] == ["sheet_not_recognised"]


def test_a_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(Unreadable) as told:
        staged(b"%PDF-1.7 no table")
    assert told.value.code == "other_format"


def test_packing_loses_nothing() -> None:
    row = StagedRow(3, {"name": "周"}, [], "", ["周"], [], "new", 7)
    row.notice("month_only", "birth", value="1990-01")
    assert row.can_be_taken
    row.error("unit_unknown", "branch", found="无")
    assert not row.can_be_taken
    title = StagedRow(1, {}, [], "title", ["花名册"])
    packed = StagedBatch.of([title, row, row]).packed()
    assert StagedBatch.unpacked(packed).with_cells() == [title, row, row]
    bare = replace(row, cells=[])
    assert StagedBatch.unpacked(packed).rows == [title, bare, bare]
    row.judge_anew()
    assert (row.standing, row.effect, row.target) == (Standing.RIGHT, "", None)


def test_a_batch_of_an_older_version_is_read() -> None:
    older = [3, {"name": "周"}, [], "", ["周"], [], "new", None]
    content = zlib.compress(json.dumps([older]).encode())
    batch = StagedBatch.unpacked(content)
    assert batch.with_cells() == [StagedRow(*older)]


def test_zero_characters_are_left_out() -> None:
    row = StagedRow(3, {"name": "周\0", "units": ["检\0修"]}, cells=["周\0明"])
    found = StagedBatch.unpacked(StagedBatch.of([row]).packed()).with_cells()[0]
    assert (found.values, found.cells) == ({"name": "周", "units": ["检修"]}, ["周明"])
    assert [plain(value) for value in ("检\0修", 3, ["甲"])] == ["检修", 3, ["甲"]]
