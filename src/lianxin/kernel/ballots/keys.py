"""A trustee's key file, from making it to using it once.

Three rounds make a key of which any few of the trustees can decrypt and fewer cannot:
each makes a certificate; each, having seen all certificates, deals a share to every
other; each checks what was dealt to him and shows his public key. The key file never
leaves the trustee's machine, and remembers what it must not do twice.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lianxin.kernel.ballots import canonical, messages
from lianxin.kernel.ballots.arithmetic import (
    Q,
    number,
    power_of_generator,
    random_scalar,
)
from lianxin.kernel.ballots.election import BASE58
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import decrypt
from lianxin.kernel.ballots.trustees import (
    Group,
    agreement,
    at_place,
    context_of,
    prove_key,
    read_certificate,
    read_polynomial,
    read_trustees,
    sign_message,
    signed_message,
)
from lianxin.kernel.ballots.verifier import Verdict

_SEED = 22
_FORM = "lianxin trustee key 1"


@dataclass(frozen=True, slots=True)
class Key:
    """What a trustee's key file holds.

    `certificates` are all certificates, once the trustee has dealt; `share` is his
    private key, once he has checked what was dealt to him. `uuid`, `events` and
    `tally` remember the election it was used for, the events of its board that were
    seen, and the one tally that was decrypted.
    """

    place: int
    size: int
    threshold: int
    seed: str
    certificates: tuple[str, ...] = ()
    share: int | None = None
    uuid: str = ""
    events: tuple[str, ...] = ()
    tally: str = ""

    def as_record(self) -> bytes:
        """The key file; whoever reads it can decrypt as this trustee."""
        return canonical.write(
            {
                "form": _FORM,
                "place": self.place,
                "size": self.size,
                "threshold": self.threshold,
                "seed": self.seed,
                "certificates": list(self.certificates),
                "share": "" if self.share is None else str(self.share),
                "uuid": self.uuid,
                "events": list(self.events),
                "tally": self.tally,
            }
        )


def read_key(record: bytes) -> Key:
    """The key of a file."""
    try:
        form, place, size, threshold, seed, certificates, share, uuid, events, tally = (
            canonical.members(
                canonical.read(record.strip()),
                "the key file",
                "form",
                "place",
                "size",
                "threshold",
                "seed",
                "certificates",
                "share",
                "uuid",
                "events",
                "tally",
            )
        )
    except Refused as error:
        raise Refused("wrong_key_file") from error
    if form != _FORM:
        raise Refused("wrong_key_file")
    return Key(
        place,
        size,
        threshold,
        seed,
        tuple(certificates),
        canonical.scalar(share, "the share") if share else None,
        uuid,
        tuple(events),
        tally,
    )


# First round


def made_key(place: int, size: int, threshold: int) -> tuple[Key, bytes]:
    """A new key file, and the certificate that the other trustees are to have."""
    if not (1 <= threshold <= size and 1 <= place <= size):
        raise Refused("wrong_threshold", threshold=threshold, size=size)
    seed = "".join(secrets.choice(BASE58) for _ in range(_SEED))
    message = canonical.write(
        {
            "context": context_of(place, size, threshold),
            "verification": str(power_of_generator(messages.signing_key(seed))),
            "encryption": str(power_of_generator(messages.opening_key(seed))),
        }
    ).decode()
    certificate = signed_message(message, messages.signing_key(seed))
    return Key(place, size, threshold, seed), canonical.write(certificate)


# Second round


def dealt(key: Key, certificates: Sequence[bytes]) -> tuple[Key, bytes]:
    """What the trustee deals: his public polynomial and a sealed share for each.

    Whether the certificates are really those of the other trustees is for people to
    compare, by `fingerprint_of`.
    """
    if key.certificates:
        raise Refused("wrong_step", found="dealt", expected="certificate made")
    values, recipients = _agreed(key, certificates)
    coefficients = [random_scalar() for _ in range(key.threshold)]
    public = [power_of_generator(one) for one in coefficients]
    signer = messages.signing_key(key.seed)
    polynomial = canonical.write({"coefexps": [str(one) for one in public]}).decode()
    dealing = {
        "polynomial": signed_message(polynomial, signer),
        "agreement": sign_message(agreement(values, public), signer),
        "shares": [
            messages.sealed(str(_value_at(coefficients, place)), key.seed, recipient)
            for place, (_, recipient) in enumerate(recipients, start=1)
        ],
    }
    agreed = tuple(one.decode() for one in certificates)
    return replace(key, certificates=agreed), canonical.write(dealing)


def fingerprint_of(certificates: Sequence[bytes]) -> str:
    """What the trustees read to each other to know that all have the same list."""
    return hex_hash(b"\n".join(certificates))


def _agreed(
    key: Key, certificates: Sequence[bytes]
) -> tuple[list[Any], list[tuple[int, int]]]:
    values = canonical.listed(
        [canonical.read(one) for one in certificates], "the certificates", key.size
    )
    keys = [
        read_certificate(value, place, key.size, key.threshold)
        for place, value in enumerate(values, start=1)
    ]
    own = power_of_generator(messages.signing_key(key.seed))
    if keys[key.place - 1][0] != own:
        raise Refused("other_certificates")
    return values, keys


def _value_at(coefficients: Sequence[int], place: int) -> int:
    result = number(0)
    for coefficient in reversed(coefficients):
        result = (result * place + coefficient) % Q
    return result


# Third round


def finished(key: Key, dealings: Sequence[bytes]) -> tuple[Key, bytes]:
    """The key with its share, and the public key that goes to the election.

    Each share is checked against the polynomial that its dealer signed; a dealer who
    cheats is named, and everybody must begin again.
    """
    if not key.certificates or key.share is not None:
        found = "finished" if key.certificates else "certificate made"
        raise Refused("wrong_step", found=found, expected="dealt")
    records = [one.encode() for one in key.certificates]
    _, keys = _agreed(key, records)
    entries = canonical.listed(
        [canonical.read(one) for one in dealings], "the dealings", key.size
    )
    share = number(0)
    for place, (entry, (signer, _)) in enumerate(zip(entries, keys, strict=True), 1):
        what = f"what trustee {place} dealt"
        polynomial, _, shares = _dealing(entry, what)
        public = read_polynomial(polynomial, place, key.threshold, signer)
        sealed = canonical.listed(shares, what, key.size)[key.place - 1]
        text = messages.opened(sealed, key.seed, signer, what)
        part = canonical.scalar(text, what)
        if power_of_generator(part) != at_place(public, key.place):
            raise Refused("wrong_dealing", trustee=place)
        share = (share + part) % Q
    shown = prove_key(share)
    signer = messages.signing_key(key.seed)
    shown["signature"] = sign_message(shown["public_key"], signer)
    return replace(key, share=share), canonical.write(shown)


def _dealing(value: object, what: str) -> list[Any]:
    return canonical.members(value, what, "polynomial", "agreement", "shares")


def group_record(
    certificates: Sequence[bytes],
    dealings: Sequence[bytes],
    public_keys: Sequence[bytes],
) -> bytes:
    """The record of trustees from all that they published; Refused unless it holds."""
    dealt = [
        _dealing(canonical.read(one), f"what trustee {place} dealt")
        for place, one in enumerate(dealings, start=1)
    ]
    group = {
        "threshold": _threshold_in(dealt),
        "certs": [canonical.read(one) for one in certificates],
        "coefexps": [polynomial for polynomial, _, _ in dealt],
        "signatures": [signature for _, signature, _ in dealt],
        "verification_keys": [canonical.read(one) for one in public_keys],
    }
    return read_trustees(canonical.write([["Pedersen", group]])).record


def _threshold_in(dealt: Sequence[Sequence[Any]]) -> int:
    """How many are needed: as many as each polynomial has coefficients."""
    if not dealt:
        raise Refused("no_trustees")
    what = "what trustee 1 dealt"
    message, _ = canonical.members(dealt[0][0], what, "message", "signature")
    text = canonical.text(message, what)
    (powers,) = canonical.members(canonical.read(text.encode()), what, "coefexps")
    return len(canonical.listed(powers, what))


# Use


def decrypted(
    key: Key, board: Verdict, *, least: int, credentials: str
) -> tuple[Key, int, bytes]:
    """The trustee's part of the decryption, his number, and the key that remembers.

    `board` must have been verified by the trustee himself. Refused where `least`
    ballots were not cast, voting has not ended, the list of credentials is not the one
    whose fingerprint the registrar gave, the board is not the one seen before, or
    another tally was decrypted before: two tallies that differ by a ballot show it.
    The key must be stored before what is returned is published.
    """
    if key.share is None:
        raise Refused("wrong_step", found="dealt", expected="finished")
    seen = looked(key, board)
    if board.credentials.fingerprint != credentials:
        found = board.credentials.fingerprint
        raise Refused("other_credentials", found=found, expected=credentials)
    if not board.is_closed:
        raise Refused("not_closed")
    if board.tally is None:
        raise Refused("no_tally")
    if board.ballots < least:
        raise Refused("too_few_ballots", found=board.ballots, least=least)
    name = hex_hash(board.tally.record)
    if key.tally not in {"", name}:
        raise Refused("other_tally")
    owner = _owner(key, board)
    if owner in board.decryptions:
        raise Refused("already_decrypted")
    record = decrypt(board.election, board.tally, key.share)
    return replace(seen, tally=name), owner, record


def looked(key: Key, board: Verdict) -> Key:
    """The key, having seen a board; Refused where the board is another than before."""
    _owner(key, board)
    if key.uuid not in {"", board.election.uuid}:
        raise Refused("key_of_other_election", uuid=key.uuid)
    for height, name in enumerate(key.events):
        if board.events[height : height + 1] != (name,):
            raise Refused("history_changed", height=height)
    return replace(key, uuid=board.election.uuid, events=board.events)


def _owner(key: Key, board: Verdict) -> int:
    """The trustee's number in the election; his group must be as he agreed to it."""
    agreed = tuple(one.encode() for one in key.certificates)
    for group in board.trustees.groups:
        if _is_mine(key, group):
            if group.certificates != agreed or group.threshold != key.threshold:
                raise Refused("other_certificates")
            return group.first + key.place - 1
    raise Refused("not_a_trustee")


def _is_mine(key: Key, group: Group) -> bool:
    if key.share is None or len(group.keys) < key.place:
        return False
    return group.keys[key.place - 1] == power_of_generator(key.share)
