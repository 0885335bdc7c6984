"""Receipts: the board's signed word that it holds a ballot."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.refusals import Refused


def new_key() -> str:
    """A new private key for receipts, in hexadecimal digits."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_key(secret: str) -> str:
    """The public key to a private one; it stands in the record of the election."""
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    return key.public_key().public_bytes_raw().hex()


def receipt(secret: str, *, uuid: str, height: int, event: str, tracker: str) -> bytes:
    """A receipt for the ballot that stands at a height of a board."""
    told = {"uuid": uuid, "height": height, "event": event, "tracker": tracker}
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    signature = key.sign(canonical.write(told)).hex()
    return canonical.write({**told, "signature": signature})


def check_receipt(
    record: bytes, public: str, events: tuple[str, ...], trackers: tuple[str, ...]
) -> str:
    """The tracker that a receipt names; Refused where it is forged or not kept.

    A receipt that is genuine but whose ballot is not on the board proves that the
    board was changed.
    """
    uuid, height, event, tracker, signature = canonical.members(
        canonical.read(record),
        "the receipt",
        "uuid",
        "height",
        "event",
        "tracker",
        "signature",
    )
    told = {"uuid": uuid, "height": height, "event": event, "tracker": tracker}
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(str(signature)), canonical.write(told))
    except (InvalidSignature, ValueError) as error:
        raise Refused("wrong_receipt") from error
    place = canonical.count(height, "the height")
    if events[place : place + 1] != (event,) or tracker not in trackers:
        raise Refused("receipt_broken", tracker=str(tracker))
    return str(tracker)
