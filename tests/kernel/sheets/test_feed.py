"""What the personnel system sends: CSV and JSON, right and wrong."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.sheets.feed import Fault, Feed, FeedError, Told, read_feed

CSV = "工号,姓名,性别,出生日期,部门,备注\n0007,何秋实,女,1990/3/7,检修车间,x\n"
ROW = Told(2, "0007", "何秋实", "f", date(1990, 3, 7), None, None, "检修车间")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_as_systems_write_it(encoding: str) -> None:
    assert read_feed(CSV.encode(encoding)) == Feed(rows=[ROW])


def test_json() -> None:
    person = {
        "employee_number": "0007",
        "name": "何秋实",
        "left_on": "2026-11-20",
        "unit": None,
    }
    data = json.dumps({"complete": True, "people": [person]}).encode()
    row = Told(1, "0007", "何秋实", left_on=date(2026, 11, 20))
    assert read_feed(data) == Feed(rows=[row], is_complete=True)
    assert read_feed(json.dumps([person]).encode()).is_complete is False


@pytest.mark.parametrize("between", ["\t", ";"])
def test_tabs_and_semicolons_part_the_cells_too(between: str) -> None:
    data = CSV.replace(",", between).replace("工号", "职工编号")
    assert read_feed(data.encode()) == Feed(rows=[ROW])


@pytest.mark.parametrize(
    "typed",
    [
        "1990-03-07 00:00:00",
        "1990-03-07T00:00:00.000+08:00",
        "19900307",
        "1990年3月7日",
    ],
)
def test_a_day_as_databases_write_it(typed: str) -> None:
    data = CSV.replace("1990/3/7", typed).replace("女", "F")
    assert read_feed(data.encode()) == Feed(rows=[ROW])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",何秋实,女,,", Fault(3, "employee_number", "missing")),
        ("0008,,女,,", Fault(3, "name", "missing", "0008")),
        ("0007,别人,女,,", Fault(3, "employee_number", "twice", "0007")),
        ("0008,别人,无,,", Fault(3, "gender", "unknown", "0008")),
        ("0008,别人,女,1990-02-30,", Fault(3, "birth_on", "no_day", "0008")),
        ("0008,别人,女,2026111,", Fault(3, "birth_on", "no_day", "0008")),
        ("0008," + "长" * 61 + ",女,,", Fault(3, "name", "too_long", "0008")),
        ("8" * 31 + ",别人,女,,", Fault(3, "employee_number", "too_long")),
        ("0008,别\0人,女,,", Fault(3, "name", "no_text", "0008")),
        (
            "110101199001019968,别人,女,,",
            Fault(3, "employee_number", "identity"),
        ),
        ("110101199001019968,,女,,", Fault(3, "name", "missing")),
        ("00\x0008,别人,女,,", Fault(3, "employee_number", "no_text")),
    ],
)
def test_a_wrong_row_is_told_and_the_others_taken(row: str, fault: Fault) -> None:
    feed = read_feed(f"{CSV}{row}\n".encode())
    assert feed == Feed(rows=[ROW], faults=[fault])


@pytest.mark.parametrize(
    "value", ["\\ud800", "\\u0000"], ids=["half a character", "no character"]
)
def test_json_that_escapes_what_is_no_text(value: str) -> None:
    data = f'[{{"employee_number": "0008", "name": "{value}"}}]'.encode()
    assert read_feed(data).faults == [Fault(1, "name", "no_text", "0008")]


@pytest.mark.parametrize("value", [{"a": 1}, ["a"], True, 1.5], ids=str)
def test_json_values_are_text_or_whole_numbers(value: object) -> None:
    people = [
        {"employee_number": 7, "name": "甲"},
        {"employee_number": "8", "name": value},
    ]
    feed = read_feed(json.dumps(people).encode())
    assert feed == Feed(
        rows=[Told(1, "7", "甲")], faults=[Fault(2, "name", "no_text", "8")]
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_header"),
        ("工号,姓名\n".encode(), "empty"),
        (b"name,phone\n1,2\n", "no_header"),
        ("工号,姓名,入职日期,参加工作时间\n1,甲,,\n".encode(), "two_columns"),
        (b"\xff\xfe\x00\x81", "not_text"),
        (b'{"people": [', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"persons": []}', "no_people"),
        (b'[{"employee_number": "1", "name": "a", "salary": 1}]', "unknown_field"),
        (b"[1, 2]", "no_people"),
    ],
)
def test_what_is_no_feed(data: bytes, code: str) -> None:
    with pytest.raises(FeedError) as refused:
        read_feed(data)
    assert refused.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    found: Feed | None = None
    with suppress(FeedError):
        found = read_feed(data)
    assert found is None or found.rows or found.faults
