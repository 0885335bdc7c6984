"""Fields whose contents the database holds only as ciphertext."""

import hmac
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.encoding import force_bytes
from typing_extensions import override

from lianxin.base.crypto.enums import Lost

# Half of SHA-256, 128 bits: nobody finds two texts alike without the key, and an index
# of such texts is written in two thirds of the time.
HASH_LENGTH = 32


@lru_cache(maxsize=4)
def _vault(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def vault() -> MultiFernet:
    """The keys in force; the first one encrypts, all of them decrypt."""
    return _vault(tuple(settings.LIANXIN_FIELD_KEYS))


def sealed_texts(texts: Iterable[str]) -> list[str]:
    """What an encrypted field stores of each text; an empty one stays empty."""
    seal = vault().encrypt
    return [seal(text.encode()).decode("ascii") if text else "" for text in texts]


def keyed_hash(value: str) -> str:
    """A hash for exact search that nobody can try values against without the key."""
    return _keyed_hash(force_bytes(settings.LIANXIN_HASH_KEY), value)


def keyed_hashes(values: Iterable[str]) -> dict[str, str]:
    """The keyed hashes of very many values; of an empty one the empty text."""
    key = force_bytes(settings.LIANXIN_HASH_KEY)
    return {
        value: hmac.digest(key, value.encode(), "sha256").hex()[:HASH_LENGTH]
        if value
        else ""
        for value in set(values)
    }


@lru_cache(maxsize=2048)
def _keyed_hash(key: bytes, value: str) -> str:
    """Remembered for a while: a row of a table is looked for, compared and stored."""
    return hmac.digest(key, value.encode(), "sha256").hex()[:HASH_LENGTH]


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # the class takes no arguments at run time
    """Text stored as a Fernet token (AES-128-CBC with HMAC-SHA256).

    `lost` says what takes its place where its key is lost and it is given up.
    """

    def __init__(self, *, lost: Lost = Lost.EMPTY, **kwargs: Any) -> None:  # noqa: ANN401 -- as Django's field takes them
        super().__init__(**kwargs)
        self.lost = lost

    @override
    def get_prep_value(self, value: Any) -> Any:
        """Encrypt; an empty text stays empty."""
        if value in (None, ""):
            return value
        return vault().encrypt(str(value).encode()).decode("ascii")

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt what `get_prep_value` stored."""
        if value in (None, ""):
            return value
        return vault().decrypt(value.encode("ascii")).decode()
