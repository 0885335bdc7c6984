"""Resident identity numbers."""

from datetime import date

import pytest

from lianxin.kernel.zh.identity import (
    birth_of,
    identity_fault,
    masked_identity,
    plain_identity,
)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("110101199001019968", ""),
        ("11010119900101996X", "check"),
        ("110101199001019967", "check"),
        ("110101199002309968", "birth"),
        ("010101199001019968", "shape"),
        ("11010119900101996", "shape"),
        ("1101011990010199688", "shape"),
        ("11010119900101996x", "shape"),
        ("", "shape"),
        ("١١٠١٠١199001019968", "shape"),
    ],
)
def test_what_is_wrong_with_a_number(number, fault):
    assert identity_fault(number) == fault


def test_every_single_mistyped_digit_is_noticed():
    right = "110101199001019968"
    for place in range(18):
        for digit in "0123456789":
            wrong = right[:place] + digit + right[place + 1 :]
            assert (identity_fault(wrong) == "") is (wrong == right)


def test_the_birth_date_is_in_the_number():
    assert birth_of("110101199001019968") == date(1990, 1, 1)


def test_numbers_are_compared_narrow_and_without_spaces():
    assert plain_identity(" １10101 19900101 996x ") == "11010119900101996X"


def test_most_of_a_number_is_hidden():
    assert masked_identity("110101199001019968") == "110*************68"
    assert masked_identity("") == ""
