"""The same word in either script."""

import pytest

from lianxin.kernel.zh.scripts import simplified, spellings


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("檢修規程", "检修规程"),
        ("检修规程", "检修规程"),
        ("Safety 7", "Safety 7"),
        ("", ""),
    ],
)
def test_traditional_characters_become_simplified_ones(typed, plain):
    assert simplified(typed) == plain


def test_a_word_is_spelt_as_typed_and_in_simplified_characters():
    assert spellings("檢修") == ("檢修", "检修")
    assert spellings("检修") == ("检修",)
    assert spellings("safety") == ("safety",)
