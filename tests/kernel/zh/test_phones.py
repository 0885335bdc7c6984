"""Telephone numbers."""

import pytest

from lianxin.kernel.zh.phones import is_phone, masked_phone, plain_phone


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("010-66001234", "01066001234"),
        ("010-66001234-12", "01066001234-12"),
        ("0571 88001234", "057188001234"),
    ],
)
def test_one_number_typed_in_many_ways(typed, plain):
    assert plain_phone(typed) == plain
    assert is_phone(plain)


@pytest.mark.parametrize(
    "typed",
    ["", "12345678901", "1380013800", "138001380000", "66001234", "=1+1", "电话"],
)
def test_what_is_no_number(typed):
    assert not is_phone(plain_phone(typed))


def test_most_of_a_number_is_hidden():
    assert masked_phone("13800138000") == "138******00"
    assert masked_phone("") == ""
