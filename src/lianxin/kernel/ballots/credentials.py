"""What gives the right to vote: private codes, and the list of their public halves.

A registrar outside the server makes the codes and hands them to the voters; the server
knows the public list only.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import (
    Q,
    first_stranger,
    number,
    power_of_generator,
)
from lianxin.kernel.ballots.election import BASE58
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.refusals import Refused

# What may stand between the groups of a code: any dash that a keyboard offers.
_BETWEEN = re.compile("[\u2010-\u2015\u2212-]")
_CHARACTERS = 14
_GROUP = 3
_CHECK = 53
_ROUNDS = 1000
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Credentials:
    """The list of public credentials; `numbers` has each by its decimal form."""

    numbers: dict[str, int]
    fingerprint: str
    record: bytes


def make_uuid() -> str:
    """A new name of an election."""
    return "".join(secrets.choice(BASE58) for _ in range(_CHARACTERS))


def make_code() -> str:
    """A private credential, such as nt2-PDC-ai1-r52-MrQ: 82 bits and a check."""
    body = "".join(secrets.choice(BASE58) for _ in range(_CHARACTERS))
    return _dashed(body + _check_character(body))


def read_code(typed: str) -> str:
    """The code as it was printed, from how a voter typed it; Refused where it is
    mistyped.
    """
    body = "".join(_BETWEEN.sub("", normalize("NFKC", typed)).split())
    wrong = sorted(set(body) - set(BASE58))
    if wrong:
        why = f"{wrong[0]} never stands in one"
        raise Refused("wrong_credential", credential=typed[:40], why=why)
    if len(body) != _CHARACTERS + 1:
        why = f"it must have {_CHARACTERS + 1} characters"
        raise Refused("wrong_credential", credential=typed[:40], why=why)
    if _check_character(body[:-1]) != body[-1]:
        why = "a character was mistyped, or two exchanged"
        raise Refused("wrong_credential", credential=typed[:40], why=why)
    return _dashed(body)


def _dashed(body: str) -> str:
    return "-".join(body[n : n + _GROUP] for n in range(0, len(body), _GROUP))


def _check_character(body: str) -> str:
    value = 0
    for character in body:
        value = value * len(BASE58) + BASE58.index(character)
    return BASE58[_CHECK - value % _CHECK]


def secret_of(code: str, uuid: str) -> int:
    """The secret exponent of a code in one election."""
    password = read_code(code).encode()
    derived = hashlib.pbkdf2_hmac("sha256", password, uuid.encode(), _ROUNDS, _BYTES)
    return number(int.from_bytes(derived)) % Q


def public_of(code: str, uuid: str) -> int:
    """The public credential of a code in one election."""
    return power_of_generator(secret_of(code, uuid))


def write_credentials(public: Sequence[int]) -> Credentials:
    """The list of these public credentials, in numerical order: the order in which
    the codes were made would tell whose they are.
    """
    return read_credentials(canonical.write([str(one) for one in sorted(public)]))


def read_credentials(record: bytes) -> Credentials:
    """The list of a record; Refused unless all are different members of the group."""
    listed = canonical.listed(canonical.read(record), "the list of credentials")
    if not listed:
        raise Refused("no_credentials")
    numbers: dict[str, int] = {}
    for place, text in enumerate(listed, start=1):
        if isinstance(text, str) and "," in text:
            raise Refused("weighted")
        one = canonical.element(text, f"credential {place}")
        if one == 1:
            raise Refused("credential_of_everybody", place=place)
        if text in numbers:
            raise Refused("credential_twice")
        numbers[text] = one
    stranger = first_stranger(list(numbers.values()))
    if stranger is not None:
        raise Refused("credential_not_member", place=stranger + 1)
    return Credentials(numbers, short_hash(record), record)
