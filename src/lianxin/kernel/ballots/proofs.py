"""Zero-knowledge proofs: what the writer of a number shows about it, and no more.

A proof stands in a record as challenge and response. Whoever checks it finds the
commitments from these and asks whether their hash gives the challenge; the challenge
hashes the whole statement, the election and the credential included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from typing_extensions import override

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import (
    G,
    P,
    Q,
    inverse,
    power,
    power_of_generator,
    powers,
    product,
    random_scalar,
    table_of,
)
from lianxin.kernel.ballots.hashes import challenge, short_hash


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge and the response to it."""

    challenge: int
    response: int

    def as_json(self) -> dict[str, str]:
        """The proof as it stands in a record."""
        return {"challenge": str(self.challenge), "response": str(self.response)}


def read_proof(value: object, what: str) -> Proof:
    """A proof of a record."""
    one, other = canonical.members(value, what, "challenge", "response")
    return Proof(canonical.scalar(one, what), canonical.scalar(other, what))


def read_proofs(value: object, what: str, count: int) -> tuple[Proof, ...]:
    """An array of `count` proofs of a record."""
    entries = canonical.listed(value, what, count)
    return tuple(read_proof(entry, what) for entry in entries)


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """A number under ElGamal's encryption: (g^r, y^r g^number)."""

    alpha: int
    beta: int

    def as_json(self) -> dict[str, str]:
        """The ciphertext as it stands in a record."""
        return {"alpha": str(self.alpha), "beta": str(self.beta)}

    @property
    def mark(self) -> str:
        """The fingerprint of what stands for its nonce, which no other was made with.

        Whoever knows the nonce of one can open every ciphertext of the same mark.
        """
        return short_hash(str(self.alpha).encode())

    @override
    def __str__(self) -> str:
        """The ciphertext as it is hashed."""
        return f"{self.alpha},{self.beta}"


def read_ciphertext(value: object, what: str) -> Ciphertext:
    """A ciphertext of a record; that it is of the group is checked apart."""
    alpha, beta = canonical.members(value, what, "alpha", "beta")
    return Ciphertext(canonical.element(alpha, what), canonical.element(beta, what))


def encrypt(value: int, nonce: int, public_key: int) -> Ciphertext:
    """The number under the key; whoever knows the nonce can open it."""
    hidden = table_of(public_key).power(nonce) * power_of_generator(value) % P
    return Ciphertext(power_of_generator(nonce), hidden)


def sum_of(ciphertexts: Sequence[Ciphertext]) -> Ciphertext:
    """A ciphertext of the sum of what these hide."""
    return Ciphertext(
        product([one.alpha for one in ciphertexts]),
        product([one.beta for one in ciphertexts]),
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """That a ciphertext hides this number."""

    ciphertext: Ciphertext
    value: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The statement that at least one of several claims holds, not saying which."""

    heading: str
    claims: tuple[Claim, ...]

    def is_shown_by(self, proofs: Sequence[Proof], public_key: int) -> bool:
        """Whether the proofs, one for each claim, show it."""
        commitments: list[str] = []
        pairs = zip(self.claims, proofs, strict=True)
        for ciphertext, same in groupby(pairs, key=lambda pair: pair[0].ciphertext):
            commitments += _commitments(ciphertext, list(same), public_key)
        total = sum(proof.challenge for proof in proofs) % Q
        return bool(challenge(self.heading + ",".join(commitments)) == total)

    def prove(
        self, openings: Sequence["Opening"], true: int, public_key: int
    ) -> tuple[Proof, ...]:
        """Proofs, one for each claim, where number `true` of the claims holds.

        `openings` says for each claim what its ciphertext hides. The prover's powers
        are of g and the key only: all others are found through the openings.
        """
        key = table_of(public_key)
        witness = random_scalar()
        parts: list[tuple[int, int]] = []
        commitments = []
        for place, (claim, opening) in enumerate(
            zip(self.claims, openings, strict=True)
        ):
            mine, theirs = random_scalar(), random_scalar()
            parts.append((mine, theirs))
            secret = witness if place == true else theirs + opening.nonce * mine
            surplus = 0 if place == true else (opening.value - claim.value) * mine
            second = key.power(secret) * power_of_generator(surplus) % P
            commitments.append(f"{power_of_generator(secret)},{second}")
        others = sum(one for n, (one, _) in enumerate(parts) if n != true)
        own = (challenge(self.heading + ",".join(commitments)) - others) % Q
        parts[true] = own, (witness - openings[true].nonce * own) % Q
        return tuple(Proof(one, other) for one, other in parts)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a ciphertext hides, and the nonce that opens it."""

    value: int
    nonce: int


def _commitments(
    ciphertext: Ciphertext, pairs: Sequence[tuple[Claim, Proof]], public_key: int
) -> list[str]:
    """For claim M and proof (c, z): g^z alpha^c and y^z (beta / g^M)^c, as text.

    (beta / g^M)^c is found as beta^c g^(-M c), which needs no other base than beta.
    """
    key = table_of(public_key)
    challenges = [proof.challenge for _, proof in pairs]
    alphas = powers(ciphertext.alpha, challenges)
    betas = powers(ciphertext.beta, challenges)
    found = []
    for (claim, proof), alpha, beta in zip(pairs, alphas, betas, strict=True):
        first = power_of_generator(proof.response) * alpha % P
        second = key.power(proof.response) * beta % P
        if claim.value:
            second = second * power_of_generator(-claim.value * proof.challenge) % P
        found.append(f"{first},{second}")
    return found


def prove_knowledge(heading: str, secret: int) -> Proof:
    """Show that the writer knows the secret exponent of a public number.

    Also the signature of the protocol: what is signed stands in the heading.
    """
    witness = random_scalar()
    found = challenge(f"{heading}{power_of_generator(witness)}")
    return Proof(found, (witness - secret * found) % Q)


def shows_knowledge(heading: str, public: int, proof: Proof) -> bool:
    """Whether the proof shows that its writer knows the exponent of `public`."""
    commitment = power_of_generator(proof.response) * power(public, proof.challenge) % P
    return bool(challenge(f"{heading}{commitment}") == proof.challenge)


def prove_decryption(heading: str, alpha: int, secret: int) -> Proof:
    """Show that one exponent leads from g to a public key and from alpha to a factor."""
    witness = random_scalar()
    commitments = f"{power_of_generator(witness)},{power(alpha, witness)}"
    found = challenge(f"{heading}{commitments}")
    return Proof(found, (witness - secret * found) % Q)


def shows_decryption(
    heading: str, alpha: int, factor: int, public_key: int, proof: Proof
) -> bool:
    """Whether the proof shows that `factor` is alpha to the key's secret exponent."""
    first = power_of_generator(proof.response) * power(public_key, proof.challenge) % P
    second = power(alpha, proof.response) * power(factor, proof.challenge) % P
    return bool(challenge(f"{heading}{first},{second}") == proof.challenge)


def logarithm(element: int, most: int) -> int | None:
    """The number from 0 to `most` of which `element` is the power of g, if any."""
    found = 1
    for value in range(most + 1):
        if found == element:
            return value
        found = found * G % P
    return None


def quotient(one: int, other: int) -> int:
    """`one` divided by `other`."""
    return one * inverse(other) % P
