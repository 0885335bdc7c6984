"""A file to take along: its kind, its name."""

import pytest

from lianxin.base.ui.answers import file_answer

OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        ("docx", f"{OFFICE}.wordprocessingml.document"),
        ("pdf", "application/pdf"),
    ],
)
def test_it_is_downloaded_under_its_name_with_the_ending_of_its_kind(kind, media_type):
    answer = file_answer("内容".encode(), kind, name="计划")
    assert answer.content == "内容".encode()
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == (
        f"attachment; filename*=utf-8''%E8%AE%A1%E5%88%92.{kind}"
    )
