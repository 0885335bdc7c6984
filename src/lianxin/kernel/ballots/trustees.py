"""Who can decrypt: single keys, and groups of which any few suffice (Pedersen)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import (
    NAME,
    P,
    Q,
    is_member,
    number,
    power,
    power_of_generator,
    product,
)
from lianxin.kernel.ballots.proofs import (
    Proof,
    prove_knowledge,
    read_proof,
    shows_knowledge,
)
from lianxin.kernel.ballots.refusals import Refused

# The work of checking them grows with the cube of their number.
_MOST_TRUSTEES = 60
# With fewer, one person could open single ballots, or one loss would lose the result.
_LEAST_TRUSTEES, _LEAST_NEEDED = 3, 2


@dataclass(frozen=True, slots=True)
class Group:
    """Trustees of whom `threshold` are needed; `keys` are their public keys.

    A single key is a group of one. `first` is the number of the first of them among
    all trustees, from 1; `shared` is their part of the election's public key.
    """

    first: int
    threshold: int
    keys: tuple[int, ...]
    shared: int
    certificates: tuple[bytes, ...] = ()

    def combined(self, factors: Mapping[int, int]) -> int:
        """The factor of the whole group from those of the first `threshold` of its
        members who decrypted, by number; Refused where they are too few.
        """
        places = [
            owner - self.first + 1
            for owner in factors
            if 0 <= owner - self.first < len(self.keys)
        ][: self.threshold]
        if len(places) < self.threshold:
            raise Refused("too_few_factors")
        result = number(1)
        for place in places:
            share = factors[self.first + place - 1]
            result = result * power(share, lagrange(place, places)) % P
        return result


@dataclass(frozen=True, slots=True)
class Trustees:
    """All who are needed to decrypt: from each group as many as its threshold."""

    groups: tuple[Group, ...]
    record: bytes

    @property
    def keys(self) -> list[int]:
        """The public key of each trustee, in the order of their numbers."""
        return [key for group in self.groups for key in group.keys]

    @property
    def public_key(self) -> int:
        """The key of an election with these trustees."""
        return product([group.shared for group in self.groups])

    def combined(self, factors: Mapping[int, int]) -> int:
        """The factor that opens a ciphertext, from those of trustees by number."""
        return product([group.combined(factors) for group in self.groups])


def lagrange(place: int, places: Sequence[int]) -> int:
    """The weight of a place in the polynomial through `places`, at zero."""
    above = below = 1
    for other in places:
        if other != place:
            above = above * other % int(Q)
            below = below * (other - place) % int(Q)
    return above * pow(below, -1, int(Q)) % int(Q)


def read_trustees(record: bytes) -> Trustees:
    """The trustees of a record; Refused unless all that they show holds."""
    entries = canonical.listed(canonical.read(record), "the list of trustees")
    if not entries:
        raise Refused("no_trustees")
    groups: list[Group] = []
    first = 1
    for entry in entries[: _MOST_TRUSTEES + 1]:
        kind, value = canonical.listed(entry, "a trustee", 2)
        if kind == "Single":
            group = _read_single(value, first)
        elif kind == "Pedersen":
            group = _read_pedersen(value, first)
        else:
            raise Refused("unknown_trustee", kind=str(kind)[:40])
        _refuse_copied_keys(group, groups)
        groups.append(group)
        first += len(group.keys)
    if first > _MOST_TRUSTEES + 1:
        raise Refused("too_many_trustees", most=_MOST_TRUSTEES)
    return Trustees(tuple(groups), record)


def check_shared(trustees: Trustees) -> None:
    """Refuse trustees of whom one could open ballots alone, or block the result alone:
    a vote has one group of at least three, of whom at least two are needed.
    """
    groups = trustees.groups
    if (
        len(groups) == 1
        and len(groups[0].keys) >= _LEAST_TRUSTEES
        and groups[0].threshold >= _LEAST_NEEDED
    ):
        return
    raise Refused("not_shared", size=_LEAST_TRUSTEES, needed=_LEAST_NEEDED)


def _refuse_copied_keys(group: Group, others: Sequence[Group]) -> None:
    """Refuse a key that trustees before have shown: one who copies the key of another
    with its proof leaves that other able to decrypt alone.
    """
    shown = {group.shared, *group.keys}
    for other in others:
        if shown & {other.shared, *other.keys}:
            raise Refused("key_twice", trustee=group.first, other=other.first)


def _read_single(value: object, first: int) -> Group:
    what = f"the key of trustee {first}"
    pok, text, name = canonical.members(value, what, "pok", "public_key", "?name")
    _check_name(name, first)
    key = checked_key(text, pok, what)
    return Group(first, 1, (key,), key)


def _check_name(name: object, place: int) -> None:
    if name is not None:
        canonical.text(name, f"the name of trustee {place}")


def checked_key(text: object, pok: object, what: str) -> int:
    """A public key whose holder shows that he knows the private one."""
    key = member(text, what)
    if not shows_knowledge(f"pok|{NAME}|{key}|", key, read_proof(pok, what)):
        raise Refused("wrong_key_proof", what=what)
    return key


def prove_key(secret: int) -> dict[str, Any]:
    """A public key with the proof that its maker knows the private one."""
    key = power_of_generator(secret)
    proof = prove_knowledge(f"pok|{NAME}|{key}|", secret)
    return {"pok": proof.as_json(), "public_key": str(key)}


def member(text: object, what: str) -> int:
    """A key: a member of the group other than 1."""
    key = canonical.element(text, what)
    if key == 1:
        raise Refused("key_of_everybody", what=what)
    if not is_member(key):
        raise Refused("key_not_member", what=what)
    return key


# Groups


def _read_pedersen(value: object, first: int) -> Group:
    what = "a group of trustees"
    threshold, certs, coefexps, signatures, verification_keys = canonical.members(
        value,
        what,
        "threshold",
        "certs",
        "coefexps",
        "?signatures",
        "verification_keys",
    )
    size = len(canonical.listed(certs, "the list of certificates"))
    if size > _MOST_TRUSTEES:
        raise Refused("too_many_trustees", most=_MOST_TRUSTEES)
    if not 1 <= canonical.count(threshold, "the threshold") <= size:
        raise Refused("wrong_threshold", threshold=threshold, size=size)
    canonical.listed(coefexps, "the list of polynomials", size)
    canonical.listed(verification_keys, "the list of verification keys", size)
    signers = [
        read_certificate(cert, place, size, threshold)[0]
        for place, cert in enumerate(certs, start=1)
    ]
    _refuse_copied_certificates(signers, first)
    polynomials = [
        read_polynomial(entry, place, threshold, signers[place - 1])
        for place, entry in enumerate(coefexps, start=1)
    ]
    signed = [isinstance(key, dict) and "signature" in key for key in verification_keys]
    if len({signatures is not None, *signed}) > 1:
        raise Refused("half_signed")
    if signatures is not None:
        _check_agreement(signatures, certs, polynomials, signers)
    keys = tuple(
        read_verification_key(entry, place, polynomials, signers[place - 1])
        for place, entry in enumerate(verification_keys, start=1)
    )
    shared = product([polynomial[0] for polynomial in polynomials])
    records = tuple(canonical.write(cert) for cert in certs)
    return Group(first, threshold, keys, shared, records)


def _refuse_copied_certificates(signers: Sequence[int], first: int) -> None:
    for place, signer in enumerate(signers):
        other = signers.index(signer)
        if other < place:
            raise Refused("key_twice", trustee=first + place, other=first + other)


def read_certificate(
    value: object, place: int, size: int, threshold: int
) -> tuple[int, int]:
    """The keys to check a trustee's signatures and to seal messages to him."""
    what = f"the certificate of trustee {place}"
    message, signature = _message(value, what)
    context, verification, encryption = canonical.members(
        canonical.read(message.encode()), what, "?context", "verification", "encryption"
    )
    expected = context_of(place, size, threshold)
    if context is not None and canonical.write(context) != canonical.write(expected):
        raise Refused("wrong_context", trustee=place)
    signer = member(verification, what)
    check_message(message, signature, signer, what)
    return signer, member(encryption, what)


def context_of(place: int, size: int, threshold: int) -> dict[str, Any]:
    """What a certificate says of the group that it is made for."""
    return {"group": NAME, "size": size, "threshold": threshold, "index": place}


def read_polynomial(
    value: object, place: int, threshold: int, signer: int
) -> tuple[int, ...]:
    """The powers of g to the coefficients of a trustee's secret polynomial."""
    what = f"the polynomial of trustee {place}"
    message, signature = _message(value, what)
    check_message(message, signature, signer, what)
    (coefficients,) = canonical.members(
        canonical.read(message.encode()), what, "coefexps"
    )
    entries = canonical.listed(coefficients, what, threshold)
    return tuple(member(entry, what) for entry in entries)


def read_verification_key(
    value: object, place: int, polynomials: Sequence[Sequence[int]], signer: int
) -> int:
    """A trustee's public key, which must follow from all polynomials."""
    what = f"the key of trustee {place}"
    pok, text, signature, name = canonical.members(
        value, what, "pok", "public_key", "?signature", "?name"
    )
    _check_name(name, place)
    key = checked_key(text, pok, what)
    if key != product([at_place(one, place) for one in polynomials]):
        raise Refused("wrong_verification_key", trustee=place)
    if signature is not None:
        check_message(text, read_proof(signature, what), signer, what)
    return key


def at_place(polynomial: Sequence[int], place: int) -> int:
    """g to the value of a polynomial, from g to its coefficients."""
    result = number(1)
    for coefficient in reversed(polynomial):
        result = power(result, place) * coefficient % P
    return result


def agreement(certs: Sequence[object], coefficients: Sequence[int]) -> str:
    """What each trustee signs: all certificates, and his own polynomial."""
    own = [str(one) for one in coefficients]
    text = canonical.write({"certs": list(certs), "coefexps": own}).decode()
    return f"certs_sig|{text}"


def _check_agreement(
    signatures: object,
    certs: Sequence[object],
    polynomials: Sequence[Sequence[int]],
    signers: Sequence[int],
) -> None:
    entries = canonical.listed(signatures, "the trustees' signatures", len(signers))
    for place, entry in enumerate(entries, start=1):
        what = f"the agreement of trustee {place}"
        proof = read_proof(entry, what)
        message = agreement(certs, polynomials[place - 1])
        check_message(message, proof, signers[place - 1], what)


# Signed messages


def sign_message(message: str, secret: int) -> dict[str, Any]:
    """The signature of a text by a trustee's signing key."""
    return prove_knowledge(f"sigmsg|{message}|", secret).as_json()


def signed_message(message: str, secret: int) -> dict[str, Any]:
    """A text with its signature."""
    return {"message": message, "signature": sign_message(message, secret)}


def check_message(message: str, signature: Proof, signer: int, what: str) -> None:
    """Refuse a text that was not signed by the holder of the key."""
    if not shows_knowledge(f"sigmsg|{message}|", signer, signature):
        raise Refused("wrong_signature", what=what)


def _message(value: object, what: str) -> tuple[str, Proof]:
    message, signature = canonical.members(value, what, "message", "signature")
    return canonical.text(message, what), read_proof(signature, what)
