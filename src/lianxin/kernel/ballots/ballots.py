"""A ballot: sealed by a voter, read strictly, checked by anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import (
    P,
    Q,
    first_stranger,
    power_of_generator,
    random_scalar,
)
from lianxin.kernel.ballots.credentials import Credentials
from lianxin.kernel.ballots.election import Election, Question
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.proofs import (
    Ciphertext,
    Claim,
    OneOf,
    Opening,
    Proof,
    encrypt,
    prove_knowledge,
    read_ciphertext,
    read_proof,
    read_proofs,
    shows_knowledge,
    sum_of,
)
from lianxin.kernel.ballots.refusals import Refused

_SIGNATURE = b',"signature":'
_DIGITS = len(str(P)) + len(str(Q))
# Names of members, quotes and commas around the numbers of one ciphertext or proof.
_AROUND = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """The ciphertexts that answer one question, with their proofs."""

    choices: tuple[Ciphertext, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] | None

    def as_json(self) -> dict[str, Any]:
        """The answer as it stands in the record of a ballot."""
        found: dict[str, Any] = {
            "choices": [one.as_json() for one in self.choices],
            "individual_proofs": [_as_json(proofs) for proofs in self.individual],
            "overall_proof": _as_json(self.overall),
        }
        if self.blank is not None:
            found["blank_proof"] = _as_json(self.blank)
        return found


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot as its record says; `tracker` is how its voter finds it again."""

    credential: str
    answers: tuple[Answer, ...]
    digest: str
    signature: Proof
    record: bytes

    @property
    def tracker(self) -> str:
        """The fingerprint of the record."""
        return short_hash(self.record)

    @property
    def elements(self) -> list[int]:
        """All numbers that must be members of the group, in the order of the record."""
        choices = (choice for answer in self.answers for choice in answer.choices)
        return [number for one in choices for number in (one.alpha, one.beta)]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ballot just made, with the openings that only its voter has.

    A ballot whose openings were shown to anybody is spoilt and must not be cast.
    """

    record: bytes
    openings: tuple[tuple[Opening, ...], ...]

    @property
    def tracker(self) -> str:
        """The fingerprint of the record."""
        return short_hash(self.record)


def statements(
    question: Question, choices: Sequence[Ciphertext], base: str
) -> tuple[OneOf, OneOf | None]:
    """What the overall proof, and the proof about a blank answer, say of a question.

    `base` is what all proofs of the ballot bind: the fingerprint and the credential.
    """
    context = f"{base}|{','.join(map(str, choices))}"
    if not question.blank:
        total = sum_of(choices)
        overall = tuple(Claim(total, value) for value in question.totals)
        return OneOf(f"prove|{context}|{total}|", overall), None
    flag, total = choices[0], sum_of(choices[1:])
    either = (Claim(flag, 0), Claim(total, 0))
    allowed = (Claim(flag, 1), *(Claim(total, value) for value in question.totals))
    return (
        OneOf(f"bproof1|{context}|", allowed),
        OneOf(f"bproof0|{context}|", either),
    )


def is_zero_or_one(choice: Ciphertext, base: str) -> OneOf:
    """What the individual proof of a ciphertext says."""
    return OneOf(f"prove|{base}|{choice}|", (Claim(choice, 0), Claim(choice, 1)))


def base_of(election: Election, credential: str) -> str:
    """What every proof of a ballot binds."""
    return f"{election.fingerprint}|{credential}"


# Sealing


def seal(election: Election, secret: int, votes: Sequence[Sequence[int]]) -> Sealed:
    """Make the ballot of a credential's secret; Refused where it would not be valid.

    `votes` has 0 or 1 for each answer of each question; where a question may be left
    blank, it has one more in front, 1 for blank.
    """
    credential = str(power_of_generator(secret))
    base = base_of(election, credential)
    if len(votes) != len(election.questions):
        expected = len(election.questions)
        raise Refused(
            "wrong_length",
            what="the list of votes",
            found=len(votes),
            expected=expected,
        )
    answers, openings = [], []
    for place, (question, vote) in enumerate(
        zip(election.questions, votes, strict=True), start=1
    ):
        check_votes(question, vote, place)
        opened = tuple(Opening(value, random_scalar()) for value in vote)
        answers.append(sealed_answer(question, opened, base, election.public_key))
        openings.append(opened)
    record = signed_record(election, secret, [one.as_json() for one in answers])
    return Sealed(record, tuple(openings))


def check_votes(question: Question, vote: Sequence[int], place: int) -> None:
    """Refuse votes that the rules of the question do not allow."""
    flag, chosen = (vote[0], vote[1:]) if question.blank and vote else (0, vote)
    is_allowed = (
        len(vote) == question.places
        and set(vote) <= {0, 1}
        and (sum(chosen) == 0 if flag else sum(chosen) in question.totals)
    )
    if not is_allowed:
        raise Refused(
            "wrong_choices",
            question=place,
            least=question.least,
            most=question.most,
            answers=len(question.answers),
        )


def sealed_answer(
    question: Question, opened: Sequence[Opening], base: str, key: int
) -> Answer:
    """The ciphertexts of one question with their proofs.

    For votes that are not allowed the proofs come out wrong; nothing is checked here.
    """
    choices = tuple(encrypt(one.value, one.nonce, key) for one in opened)
    individual = tuple(
        is_zero_or_one(choice, base).prove([one, one], one.value & 1, key)
        for choice, one in zip(choices, opened, strict=True)
    )
    overall, either = statements(question, choices, base)
    first = 1 if question.blank else 0
    total = Opening(
        sum(one.value for one in opened[first:]),
        sum(one.nonce for one in opened[first:]),
    )
    true = total.value - question.least
    if either is None:
        true = min(max(true, 0), len(overall.claims) - 1)
        proofs = overall.prove([total] * len(overall.claims), true, key)
        return Answer(choices, individual, proofs, None)
    flag = opened[0]
    known = [flag] + [total] * (len(overall.claims) - 1)
    true = 0 if flag.value else min(max(true + 1, 1), len(overall.claims) - 1)
    proofs = overall.prove(known, true, key)
    blank = either.prove([flag, total], 1 if flag.value else 0, key)
    return Answer(choices, individual, proofs, blank)


def signed_record(
    election: Election, secret: int, answers: Sequence[dict[str, Any]]
) -> bytes:
    """The record of a ballot with these answers, signed by its credential."""
    ballot: dict[str, Any] = {
        "election_uuid": election.uuid,
        "election_hash": election.fingerprint,
        "credential": str(power_of_generator(secret)),
        "answers": list(answers),
    }
    digest = short_hash(canonical.write(ballot))
    proof = prove_knowledge(f"sig|{digest}|", secret)
    return canonical.write(
        {**ballot, "signature": {"hash": digest, "proof": proof.as_json()}}
    )


def votes_in(
    election: Election, record: bytes, openings: Sequence[Sequence[Opening]]
) -> list[list[int]]:
    """What a spoilt ballot hides, by the openings its voter showed (Benaloh's audit).

    Refused where a ciphertext is not what its opening says.
    """
    ballot = read_ballot(election, record)
    votes = []
    pairs = zip(ballot.answers, openings, strict=True)
    for question, (answer, opened) in enumerate(pairs, start=1):
        checked = zip(answer.choices, opened, strict=True)
        for choice, (ciphertext, one) in enumerate(checked, start=1):
            if encrypt(one.value, one.nonce, election.public_key) != ciphertext:
                raise Refused("wrong_opening", question=question, choice=choice)
        votes.append([one.value for one in opened])
    return votes


# Reading


def longest_record(election: Election) -> int:
    """How many bytes a ballot of this election can have at most."""
    size = 1_000 + _DIGITS
    for question in election.questions:
        proofs = 4 * question.places + 2 * (len(question.totals) + 4)
        numbers = question.places * 2 * len(str(P)) + proofs * len(str(Q))
        size += numbers + _AROUND * (question.places * 4 + proofs)
    return size


def read_ballot(election: Election, record: bytes) -> Ballot:
    """The ballot of a record, after all checks that need no arithmetic."""
    most = longest_record(election)
    if len(record) > most:
        raise Refused("too_long", found=len(record), most=most)
    value = canonical.read(record)
    uuid, fingerprint, credential, answers, signature = canonical.members(
        value,
        "the ballot",
        "election_uuid",
        "election_hash",
        "credential",
        "answers",
        "signature",
    )
    if uuid != election.uuid:
        raise Refused("other_election")
    if fingerprint != election.fingerprint:
        raise Refused("other_fingerprint")
    canonical.element(credential, "the ballot's credential")
    digest, proof = canonical.members(signature, "the signature", "hash", "proof")
    unsigned = record[: record.rindex(_SIGNATURE)] + b"}"
    if digest != short_hash(unsigned):
        raise Refused("wrong_ballot_hash")
    entries = canonical.listed(answers, "the list of answers", len(election.questions))
    return Ballot(
        credential,
        tuple(
            _read_answer(question, entry, place)
            for place, (question, entry) in enumerate(
                zip(election.questions, entries, strict=True), start=1
            )
        ),
        digest,
        read_proof(proof, "the signature"),
        record,
    )


def _read_answer(question: Question, value: object, place: int) -> Answer:
    what = f"the answer to question {place}"
    choices, individual, overall, blank = canonical.members(
        value, what, "choices", "individual_proofs", "overall_proof", "?blank_proof"
    )
    if blank is not None and not question.blank:
        raise Refused("needless_blank_proof", question=place)
    if blank is None and question.blank:
        raise Refused("missing_blank_proof", question=place)
    count = question.places
    claims = len(question.totals) + question.blank
    return Answer(
        tuple(
            read_ciphertext(one, f"a choice in {what}")
            for one in canonical.listed(choices, f"the choices in {what}", count)
        ),
        tuple(
            read_proofs(one, f"an individual proof in {what}", 2)
            for one in canonical.listed(
                individual, f"the individual proofs in {what}", count
            )
        ),
        read_proofs(overall, f"the overall proof in {what}", claims),
        read_proofs(blank, f"the blank proof in {what}", 2) if question.blank else None,
    )


# Checking


def check_credential(ballot: Ballot, credentials: Credentials) -> None:
    """Refuse a ballot whose credential is not in the list, or did not sign it."""
    public = credentials.numbers.get(ballot.credential)
    if public is None:
        raise Refused("unknown_credential")
    if not shows_knowledge(f"sig|{ballot.digest}|", public, ballot.signature):
        raise Refused("wrong_ballot_signature")


def check_membership(election: Election, ballots: Sequence[Ballot]) -> int | None:
    """The place of the first ballot with a number that is not of the group, if any."""
    elements = [number for ballot in ballots for number in ballot.elements]
    stranger = first_stranger(elements)
    if stranger is None:
        return None
    each = 2 * sum(question.places for question in election.questions)
    return stranger // each


def check_proofs(election: Election, ballot: Ballot) -> None:
    """Refuse a ballot whose proofs do not hold; its numbers must be of the group."""
    base = base_of(election, ballot.credential)
    pairs = zip(election.questions, ballot.answers, strict=True)
    for place, (question, answer) in enumerate(pairs, start=1):
        _check_answer(question, answer, place, base, election.public_key)


def _check_answer(
    question: Question, answer: Answer, place: int, base: str, key: int
) -> None:
    shown = zip(answer.choices, answer.individual, strict=True)
    for number, (choice, proofs) in enumerate(shown, start=1):
        if not is_zero_or_one(choice, base).is_shown_by(proofs, key):
            raise Refused("wrong_individual_proof", question=place, choice=number)
    overall, either = statements(question, answer.choices, base)
    if not overall.is_shown_by(answer.overall, key):
        raise Refused("wrong_overall_proof", question=place)
    if either and answer.blank and not either.is_shown_by(answer.blank, key):
        raise Refused("wrong_blank_proof", question=place)


def check_ballot(election: Election, credentials: Credentials, record: bytes) -> Ballot:
    """Read and check one ballot wholly, the cheap checks first; Refused or valid."""
    ballot = read_ballot(election, record)
    check_credential(ballot, credentials)
    refuse_strangers(ballot)
    check_proofs(election, ballot)
    return ballot


def refuse_strangers(ballot: Ballot) -> None:
    """Refuse a ballot with a number that is not of the group, and say which."""
    stranger = first_stranger(ballot.elements)
    if stranger is not None:
        question, choice = list(_places(ballot))[stranger // 2]
        raise Refused("not_in_group", question=question, choice=choice)


def _places(ballot: Ballot) -> Iterator[tuple[int, int]]:
    for question, answer in enumerate(ballot.answers, start=1):
        for choice in range(1, len(answer.choices) + 1):
            yield question, choice


def _as_json(proofs: Sequence[Proof]) -> list[dict[str, str]]:
    return [proof.as_json() for proof in proofs]
