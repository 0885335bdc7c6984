"""A stored file leaves the house as a download, whatever it is called."""

import pytest

from lianxin.base.files.operations import clean_name, response, store
from tests.cast import AT


@pytest.fixture
def stored(db, settings, tmp_path):
    settings.LIANXIN_FILES = tmp_path / "files"
    return store(b"%PDF-1.7\n", name="a.pdf", at=AT)


def test_it_is_an_attachment_that_no_browser_guesses_at(stored):
    answer = response(stored, "会议 纪要.pdf")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E4%BC%9A%E8%AE%AE%20%E7%BA%AA%E8%A6%81.pdf"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == "9"
    answer.close()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("纪要.pdf", "纪要.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.docx", "a.docx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("fdp\u202ecod.exe", "fdpcod.exe"),
        (" .hidden. ", "hidden"),
        ("", "file"),
        ("..", "file"),
        ("a/", "file"),
        ('a"b;c.pdf', "ab;c.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_a_name_keeps_only_what_is_a_name(given, kept):
    assert clean_name(given) == kept
