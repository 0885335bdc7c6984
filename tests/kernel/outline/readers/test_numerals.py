"""Numbers are written as Word writes them."""

import pytest

from lianxin.kernel.outline.readers.numerals import STYLES, numeral


@pytest.mark.parametrize(
    ("style", "number", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalZero", 12, "12"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 15, "十五"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 105, "一○五"),
        ("chineseCountingThousand", 7, "七"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1020, "一千零二十"),
        ("chineseCountingThousand", 10003, "一万零三"),
        ("japaneseCounting", 3, "三"),
        ("japaneseCounting", 12, "十二"),
        ("japaneseCounting", 101, "百一"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 25, "贰拾伍"),
        ("ideographLegalTraditional", 16, "壹拾陸"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("numberInDash", 3, "- 3 -"),
        ("none", 3, ""),
        ("aiueo", 3, "3"),
        ("upperRoman", 0, "0"),
        ("upperLetter", 5000, "5000"),
    ],
)
def test_a_number_is_written_in_its_style(
    style: str, number: int, written: str
) -> None:
    assert numeral(number, style) == written


def test_every_style_writes_something_for_every_number() -> None:
    for style in STYLES:
        for number in (*range(130), 1_000, 10_000, 123_456_789):
            assert numeral(number, style)
