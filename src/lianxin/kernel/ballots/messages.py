"""Messages from one trustee to another, sealed so that the server cannot read them.

The form is that of `belenios-tool`: a key sent by ElGamal, AES-256-CCM with a tag of 8
bytes, and inside a message that its sender has signed.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import (
    P,
    number,
    power,
    power_of_generator,
    random_scalar,
)
from lianxin.kernel.ballots.proofs import quotient, read_proof
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.trustees import check_message, signed_message

_TAG = 8
_NONCE = 13


def signing_key(seed: str) -> int:
    """The exponent with which the holder of a seed signs."""
    return _derived(f"sk|{seed}")


def opening_key(seed: str) -> int:
    """The exponent with which the holder of a seed opens what is sealed for him."""
    return _derived(f"dk|{seed}")


def _derived(text: str) -> int:
    return number(int.from_bytes(hashlib.sha256(text.encode()).digest()))


def sealed(message: str, sender: str, recipient: int) -> str:
    """The message, signed with the seed of its sender, for the holder of a key."""
    inner = canonical.write({"recipient": str(recipient), "message": message})
    signed = canonical.write(signed_message(inner.decode(), signing_key(sender)))
    nonce, hidden = random_scalar(), power_of_generator(random_scalar())
    alpha = power_of_generator(nonce)
    beta = power(recipient, nonce) * hidden % P
    data = _cipher(hidden).encrypt(_start(alpha), signed, None)
    parts = {"alpha": str(alpha), "beta": str(beta), "data": data.hex()}
    return canonical.write(parts).decode()


def opened(text: str, recipient: str, signer: int, what: str) -> str:
    """The message for the holder of the seed `recipient`, signed by `signer`."""
    alpha, beta, data = canonical.members(
        canonical.read(text.encode()), what, "alpha", "beta", "data"
    )
    key = opening_key(recipient)
    first = canonical.element(alpha, what)
    hidden = quotient(canonical.element(beta, what), power(first, key))
    try:
        ciphertext = bytes.fromhex(canonical.text(data, what))
        plain = _cipher(hidden).decrypt(_start(first), ciphertext, None)
    except (ValueError, InvalidTag) as error:
        raise Refused("cannot_be_opened") from error
    message, signature = canonical.members(
        canonical.read(plain), what, "message", "signature"
    )
    check_message(message, read_proof(signature, what), signer, what)
    named, inner = canonical.members(
        canonical.read(message.encode()), what, "recipient", "message"
    )
    if named != str(power_of_generator(key)):
        raise Refused("not_for_this_key")
    return canonical.text(inner, what)


def _cipher(hidden: int) -> AESCCM:
    return AESCCM(hashlib.sha256(f"key|{hidden}".encode()).digest(), tag_length=_TAG)


def _start(alpha: int) -> bytes:
    return hashlib.sha256(f"iv|{alpha}".encode()).digest()[:_NONCE]
