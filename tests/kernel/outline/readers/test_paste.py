"""Pasted text is taken as it is, but for line ends and what cannot be stored."""

import pytest

from lianxin.kernel.outline.readers import Unreadable, paste
from lianxin.kernel.outline.source import Source


def test_line_ends_become_line_feeds() -> None:
    assert paste("一、学习\r\n二、检查\r三、") == Source("一、学习\n二、检查\n三、")


def test_what_cannot_be_stored_is_replaced() -> None:
    assert paste("甲\0\ud800乙😀").text == "甲\ufffd乙😀"


@pytest.mark.parametrize(
    ("pasted", "code"),
    [("", "empty"), (" \n", "empty"), ("a" * 10_000_001, "too_much_text")],
)
def test_nothing_and_too_much_are_refused(pasted: str, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        paste(pasted)
    assert raised.value.code == code
