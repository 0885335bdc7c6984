import pytest

from lianxin.kernel.outline.numerals import number_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("四十一", 41), ("廿一", 21),
        ("卅", 30), ("一百零三", 103), ("一百二十", 120), ("二〇", 20), ("二○", 20),
        ("叁", 3), ("拾贰", 12), ("7", 7), ("１２", 12), ("③", 3), ("⑴", 1), ("⒉", 2),
        ("㈢", 3), ("Ⅳ", 4), ("二 十", 20), ("", None), ("党", None), ("一党", None),
    ],
)  # fmt: skip
def test_numerals_of_all_kinds_have_their_value(numeral, value):
    assert number_of(numeral) == value
