"""`lianxin import` prints what would be taken from a workbook, or says why not."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.no_database
ROSTER = "党员花名册\n姓名,身份证号,所在支部\n赵立新,110101197805129979,一支部\n孙燕,1,九支部\n合计,2,\n"


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import", "--preview", *arguments, stdout=out)
    return out.getvalue()


def test_people_are_told_how_many_are_right_and_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "花名册.csv"
    file.write_text(ROSTER, encoding="gb18030")
    assert printed(str(file)).splitlines() == [
        "The file was read as GB18030. If letters look wrong, save it as .xlsx.",
        "花名册: members; 1 right, 1 wrong, 2 left out",
        "  B4 error: The identity number has 1 characters instead of 18.",
    ]


def test_json_has_each_row_with_its_values_and_its_errors(tmp_path: Path) -> None:
    file, known = tmp_path / "花名册.csv", tmp_path / "known.json"
    file.write_text(ROSTER, encoding="utf-8")
    known.write_text('{"known_branches": ["一支部"]}', encoding="utf-8")
    (sheet,) = json.loads(printed(str(file), "--json", "--known", str(known)))["sheets"]
    assert [
        (
            row["row"],
            row["status"],
            row["values"].get("branch"),
            [error["field"] for error in row["errors"]],
        )
        for row in sheet["rows"]
    ] == [
        (1, "skip", None, []),
        (3, "ok", "一支部", []),
        (4, "error", None, ["id_number", "branch"]),
        (5, "skip", None, []),
    ]


def test_what_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "空.xlsx"
    file.touch()
    with pytest.raises(CommandError, match=r"空\.xlsx is empty"):
        printed(str(file))
    with pytest.raises(CommandError, match="cannot be opened: No such file"):
        printed(str(tmp_path / "无.xlsx"))


@pytest.mark.parametrize(
    ("text", "told"), [("{", "not valid JSON"), ("[]", "must hold a JSON object")]
)
def test_what_is_known_must_be_an_object(tmp_path: Path, text: str, told: str) -> None:
    file, known = tmp_path / "花名册.csv", tmp_path / "known.json"
    file.write_text(ROSTER, encoding="utf-8")
    known.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=told):
        printed(str(file), "--known", str(known))
