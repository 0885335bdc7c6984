"""What a person chooses of a sheet goes before what is recognised."""

from lianxin.kernel.sheets.choosing import Chosen, columns_at, likeliest_row
from lianxin.kernel.sheets.recognising import recognise
from tests.kernel.sheets.books import kinds, sheet_of

ROWS = [
    ["花名册"],
    ["姓名", "身份证号", "所在支部", "入党时间", "甲", "乙"],
    ["周明远", "110101199003079972", "检修一支部", "2011-07-01", "男", "13800000000"],
]


def taken(chosen: Chosen | None, rows=ROWS) -> dict[str, str] | None:
    found = recognise(sheet_of(rows), kinds(), chosen=chosen)
    return found and {column.letter: column.code for column in found.columns}


def test_a_column_that_was_not_understood_is_given_its_meaning() -> None:
    assert taken(None) == {
        "A": "name",
        "B": "id_number",
        "C": "branch",
        "D": "join_date",
    }
    chosen = Chosen(columns={"E": "sex", "F": "phone", "D": ""})
    found = recognise(sheet_of(ROWS), kinds(), chosen=chosen)
    assert found is not None
    assert [c.code for c in found.columns] == [
        "name", "id_number", "branch", "sex", "phone",
    ]  # fmt: skip
    assert [c.letter for c in found.not_taken] == ["D"]
    assert found.rows[-1].values["sex"] == "男"
    assert found.rows[-1].values["join_date"] is None


def test_a_meaning_moves_to_the_column_that_was_chosen() -> None:
    assert taken(Chosen(columns={"E": "name"})) == {
        "B": "id_number", "C": "branch", "D": "join_date", "E": "name",
    }  # fmt: skip


def test_of_two_columns_chosen_for_one_meaning_the_first_is_taken() -> None:
    found = recognise(
        sheet_of(ROWS), kinds(), chosen=Chosen(columns={"E": "job", "F": "job"})
    )
    assert found is not None
    assert [c.letter for c in found.columns if c.code == "job"] == ["E"]
    assert "column_twice" in {problem.code for problem in found.problems}


def test_codes_and_columns_that_there_are_not_do_nothing() -> None:
    assert taken(Chosen(columns={"E": "no_such", "ZZ": "name"})) == taken(None)
    assert taken(Chosen(kind="no_such")) is None


def test_a_sheet_of_no_known_heading_is_read_as_it_is_chosen() -> None:
    rows = [
        ["说明"],
        ["一", "二", "三"],
        ["周明远", "110101199003079972", "检修一支部"],
    ]
    sheet = sheet_of(rows)
    assert taken(None, rows) is None
    place = likeliest_row(sheet)
    assert [c.header for c in columns_at(sheet, place)] == ["一", "二", "三"]
    columns = {"A": "name", "B": "id_number", "C": "branch"}
    found = recognise(sheet, kinds(), chosen=Chosen("members", columns=columns))
    assert found is not None
    assert found.header_rows == (2,)
    assert found.rows[-1].values["branch"] == "检修一支部"


def test_the_row_of_the_heading_can_be_chosen() -> None:
    rows = [
        ["甲", "乙", "丙", "丁"],
        ["姓名", "身份证号"],
        ["周明远", "110101199003079972"],
    ]
    found = recognise(sheet_of(rows), kinds(), chosen=Chosen("members", header=1))
    assert found is not None
    assert found.header_rows == (1,)
    assert found.columns == ()


def test_the_fingerprint_is_of_what_the_heading_says() -> None:
    def fingerprint(rows) -> str:
        found = recognise(sheet_of(rows), kinds())
        assert found is not None
        return found.fingerprint

    other_rows = [["另一个表"], ["姓 名", *ROWS[1][1:]], ["钱卫东"]]
    other_heading = [ROWS[0], [*ROWS[1][:5], "丙"], ROWS[2]]
    assert fingerprint(other_rows) == fingerprint(ROWS)
    assert fingerprint(other_heading) != fingerprint(ROWS)
