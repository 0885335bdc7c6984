"""Identity numbers and phones are hidden wherever they stand; other numbers are not."""

import pytest

from lianxin.kernel.zh.masking import masked, without_numbers


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("110101199003079991", "110*************91"),
        ("身份证11010119900307999x。", "身份证110*************9x。"),
        ("110101 19900307 999X", "110***************9X"),
        ("110101 1990 0307 999X", "110****************9X"),
        ("110101900307999", "110**********99"),
        ("联系人13900000011", "联系人139******11"),
        ("139 0000 0011", "139********11"),
        ("139-0000-0011、", "139********11、"),
        ("+8613900000011", "+86*********11"),
        ("１３９００００００１１", "１３９******１１"),
        ("0931-1234567", "093*******67"),
        ("01012345678", "010******78"),
    ],
)
def test_what_is_like_one_is_hidden(text: str, seen: str) -> None:
    assert without_numbers(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27",
        "2026年1月1日至2026年12月31日",
        "20261127",
        "北川党〔2026〕18号",
        "1234567890123456789012",
        "检修一支部",
        "100000000",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_numbers(text) == text


def test_a_short_text_stays() -> None:
    assert masked("12345") == "12345"
    assert masked("123456") == "123*56"
