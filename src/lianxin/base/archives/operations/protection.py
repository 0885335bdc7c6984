"""What encrypted fields become in an archive: ciphertext under a passphrase, or clear."""

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

PROOF = b"lianxin"
SALT_BYTES, KEY_BYTES = 16, 32
COST, BLOCK, LANES = 2**15, 8, 1  # scrypt: 32 MB and a tenth of a second
SHORTEST = 12


class Refusal(Exception):
    """The archive was not written or read, and nothing was changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Protection:
    """How encrypted fields are kept: under `key`, or in clear where it is None."""

    key: Fernet | None
    told: Mapping[str, Any]

    def close(self, text: str) -> str:
        """What the archive holds for a text of an encrypted field."""
        if self.key is None or not text:
            return text
        return self.key.encrypt(text.encode()).decode("ascii")

    def open(self, held: str) -> str:
        """The text that `close` was given."""
        if self.key is None or not held:
            return held
        return self.key.decrypt(held.encode("ascii")).decode()


def under(passphrase: str) -> Protection:
    """Protection by a passphrase, with a salt of its own; Refusal for a short one."""
    if len(passphrase) < SHORTEST:
        raise Refusal(
            _("The passphrase needs at least %(number)d characters.")
            % {"number": SHORTEST}
        )
    salt = secrets.token_bytes(SALT_BYTES)
    key = _derived(passphrase, salt, cost=COST, block=BLOCK, lanes=LANES)
    return Protection(
        key,
        {
            "kind": "passphrase",
            "scrypt": {
                "salt": base64.b64encode(salt).decode("ascii"),
                "n": COST,
                "r": BLOCK,
                "p": LANES,
            },
            "proof": key.encrypt(PROOF).decode("ascii"),
        },
    )


def in_clear() -> Protection:
    """No protection: whoever has the archive reads everything in it."""
    return Protection(None, {"kind": "clear"})


def of_archive(told: Mapping[str, Any], passphrase: Callable[[], str]) -> Protection:
    """The protection with which an archive was written; Refusal for a wrong passphrase."""
    if told.get("kind") == "clear":
        return in_clear()
    scrypt = told["scrypt"]
    key = _derived(
        passphrase(),
        base64.b64decode(scrypt["salt"]),
        cost=scrypt["n"],
        block=scrypt["r"],
        lanes=scrypt["p"],
    )
    try:
        key.decrypt(told["proof"].encode("ascii"))
    except InvalidToken as error:
        raise Refusal(_("This is not the passphrase of the archive.")) from error
    return Protection(key, told)


def _derived(
    passphrase: str, salt: bytes, *, cost: int, block: int, lanes: int
) -> Fernet:
    if cost > 2**20 or block * lanes > 64:  # a hostile archive must not eat the memory
        raise Refusal(_("The archive asks for more work than any of ours does."))
    made = Scrypt(salt=salt, length=KEY_BYTES, n=cost, r=block, p=lanes)
    return Fernet(base64.urlsafe_b64encode(made.derive(passphrase.encode())))
