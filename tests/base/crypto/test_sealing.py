"""Texts sealed at once are tokens like any other."""

import base64

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from lianxin.base.crypto.fields import vault
from lianxin.base.crypto.sealing import BLOCK, sealed_texts

pytestmark = pytest.mark.no_database


@given(st.lists(st.text(max_size=70), max_size=12))
def test_each_is_opened_by_the_vault(texts: list[str]) -> None:
    sealed = sealed_texts(texts)
    opened = [vault().decrypt(token).decode() if token else "" for token in sealed]
    assert opened == texts


def test_the_first_key_seals() -> None:
    (token,) = sealed_texts(["13900000011"])
    key = Fernet(settings.LIANXIN_FIELD_KEYS[0])
    assert key.decrypt(token) == b"13900000011"


def test_the_same_text_is_never_sealed_the_same() -> None:
    sealed = sealed_texts(["110101199003079972"] * 50)
    starts = {base64.urlsafe_b64decode(token)[9 : 9 + BLOCK] for token in sealed}
    bodies = {base64.urlsafe_b64decode(token)[9 + BLOCK : -32] for token in sealed}
    assert (len(starts), len(bodies)) == (50, 50)


def test_a_token_is_the_one_that_the_library_makes_from_the_same_start() -> None:
    (token,) = sealed_texts(["天津市河西区友谊路 110101199003079972"])
    raw = base64.urlsafe_b64decode(token)
    key = Fernet(settings.LIANXIN_FIELD_KEYS[0])
    at = int.from_bytes(raw[1:9], "big")
    again = key._encrypt_from_parts(
        "天津市河西区友谊路 110101199003079972".encode(), at, raw[9 : 9 + BLOCK]
    )
    assert token == again.decode()
