"""The hashes of the protocol: challenges, fingerprints and names of records."""

import base64
import hashlib

from lianxin.kernel.ballots.arithmetic import Q, number


def challenge(text: str) -> int:
    """SHA-256 of the text as a number modulo the order of the group."""
    return number(int.from_bytes(hashlib.sha256(text.encode()).digest())) % Q


def hex_hash(record: bytes) -> str:
    """SHA-256 in hexadecimal: the name of a record in the archive."""
    return hashlib.sha256(record).hexdigest()


def short_hash(record: bytes) -> str:
    """SHA-256 in base 64 without padding: fingerprints and trackers."""
    digest = hashlib.sha256(record).digest()
    return base64.b64encode(digest).decode().rstrip("=")
