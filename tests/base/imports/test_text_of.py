"""Bytes are kept as texts; those kept by an older release are still read."""

import base64

import pytest

from lianxin.base.imports.queries import data_of, text_of


@pytest.mark.parametrize("data", [b"", b"\0", bytes(range(256)), b"PK\x03\x04" * 99])
def test_they_come_back(data: bytes) -> None:
    assert data_of(text_of(data)) == data
    assert data_of(base64.b85encode(data).decode()) == data


def test_no_older_text_looks_like_a_new_one() -> None:
    every = b"".join(bytes([one, other]) * 2 for one in range(256) for other in (0, 85))
    assert ":" not in base64.b85encode(every).decode()
