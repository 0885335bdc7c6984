"""The encoding of a text file is found by what makes ordinary Chinese of it."""

import codecs
import hashlib

import pytest

from lianxin.kernel.outline.readers import Unreadable, read
from lianxin.kernel.outline.readers.encodings import decode

HANS = "一、加强学习教育，每季度至少开展一次专题党课。\n二、落实“三会一课”制度。\n"
HANT = "一、加強學習教育，每季度至少開展一次專題黨課。\n二、落實「三會一課」制度。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("text", [HANS, HANT])
def test_each_encoding_is_found(encoding: str, name: str, text: str) -> None:
    decoded = decode(text.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, name)


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    decoded = decode(HANT.encode("big5hkscs"), name="a.txt")
    assert (decoded.text, decoded.encoding) == (HANT, "Big5")


def test_an_encoding_other_than_utf8_is_told() -> None:
    [problem] = read(HANS.encode("gb18030"), "a.txt").problems
    assert (problem.kind, problem.values) == ("encoding", (("encoding", "GB18030"),))
    assert "GB18030" in problem.sentence


def test_utf8_needs_no_remark() -> None:
    assert read(HANS.encode(), "a.txt").problems == ()


def test_chinese_after_a_long_head_in_ascii_is_still_found() -> None:
    text = "a line of English\n" * 8_000 + HANS
    assert decode(text.encode("gb18030"), name="a.txt").text == text
    assert decode(text.encode(), name="a.txt").text == text


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"1. Plan\n", name="a.txt").encoding == "UTF-8"


def test_a_single_damaged_place_is_marked_and_the_rest_kept() -> None:
    damaged = HANS.encode()[:30] + b"\xff" + HANS.encode()[30:]
    decoded = decode(damaged, name="a.txt")
    assert decoded.encoding == "UTF-8"
    assert decoded.text.replace("\ufffd", "") == HANS


def test_utf16_with_a_mark_decides_even_without_chinese() -> None:
    assert decode(codecs.BOM_UTF16_BE + "Plan".encode("utf-16-be"), name="a").text == (
        "Plan"
    )


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_text(seed: int) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(hashlib.shake_128(bytes([seed])).digest(2_000), name="a.txt")
    assert raised.value.code in {"binary", "unknown_encoding"}


def test_text_of_a_western_code_page_is_refused_not_guessed() -> None:
    with pytest.raises(Unreadable) as raised:
        decode("Überprüfung für Änderungen: größer".encode("latin-1") * 9, name="a.txt")
    assert raised.value.code == "unknown_encoding"
