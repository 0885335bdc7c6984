"""`lianxin outline` prints a tree or JSON, or says why not."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.no_database
PLAN = "某公司党建工作要点\n一、加强学习\n（一）每季度上一次党课。\n二、落实制度\n"


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("outline", *arguments, stdout=out)
    return out.getvalue()


def test_a_tree_shows_paths_and_headings(tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_text(PLAN, encoding="gb18030")
    lines = printed(str(file)).splitlines()
    assert lines[0] == "某公司党建工作要点"
    assert [line.strip() for line in lines[2:5]] == [
        "一  加强学习",
        "一(一)  每季度上一次党课  [每季度]",
        "二  落实制度",
    ]
    assert lines[5].startswith("! The file was read as GB18030.")


def test_json_gives_offsets_in_the_decoded_text(tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_text(PLAN, encoding="utf-8")
    found = json.loads(printed(str(file), "--json"))
    assert found["title"] == "某公司党建工作要点"
    assert [PLAN[node["start"] :][:3] for node in found["nodes"]] == [
        "一、加",
        "（一）",
        "二、落",
    ]


def test_what_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "空.docx"
    file.touch()
    with pytest.raises(CommandError, match=r"空\.docx is empty"):
        printed(str(file))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened: No such file"):
        printed(str(tmp_path / "无.docx"))


def test_a_file_far_too_large_is_not_even_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    with pytest.raises(CommandError, match="larger than 64 MB"):
        printed(str(file))
