"""What is asked: the record of an election, its questions and its fingerprint."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import NAME
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.refusals import Refused

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SHORTEST_NAME = 14
_REQUIRED = (
    "version",
    "description",
    "name",
    "group",
    "public_key",
    "questions",
    "uuid",
)
_OPTIONAL = ("administrator", "credential_authority")


@dataclass(frozen=True, slots=True)
class Question:
    """`least` to `most` of the answers are chosen; or, where that is allowed, none."""

    text: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def places(self) -> int:
        """How many ciphertexts answer it; a flag for blank comes first."""
        return len(self.answers) + self.blank

    @property
    def totals(self) -> range:
        """The numbers of answers that may be chosen."""
        return range(self.least, self.most + 1)

    def as_json(self) -> dict[str, Any]:
        """The question as it stands in the record of the election."""
        blank = {"blank": True} if self.blank else {}
        bounds = {"min": self.least, "max": self.most, "question": self.text}
        return {"answers": list(self.answers), **blank, **bounds}


@dataclass(frozen=True, slots=True)
class Election:
    """An election as its record says; `fingerprint` binds every byte of that."""

    uuid: str
    name: str
    description: str
    public_key: int
    questions: tuple[Question, ...]
    fingerprint: str
    record: bytes


def write_election(
    *,
    uuid: str,
    name: str,
    description: str,
    public_key: int,
    questions: Sequence[Question],
    administrator: str = "",
    registrar: str = "",
) -> Election:
    """A new election; Refused where nobody could vote in it."""
    parts: dict[str, Any] = {
        "version": 1,
        "description": description,
        "name": name,
        "group": NAME,
        "public_key": str(public_key),
        "questions": [question.as_json() for question in questions],
        "uuid": uuid,
    }
    if administrator:
        parts["administrator"] = administrator
    if registrar:
        parts["credential_authority"] = registrar
    return read_election(canonical.write(parts))


def read_election(record: bytes) -> Election:
    """The election of a record.

    Further members may follow those of the format (the time of opening, say): the
    fingerprint binds them too.
    """
    value = canonical.read(record)
    if not isinstance(value, dict):
        raise Refused("not_an_object", what="the election")
    listed = {key: value[key] for key in value if key in (*_REQUIRED, *_OPTIONAL)}
    if list(value)[: len(listed)] != list(listed):
        order = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise Refused("order_of_members", what="the election", members=order)
    version, description, name, group, key, questions, uuid, *people = (
        canonical.members(
            listed, "the election", *_REQUIRED, *(f"?{name}" for name in _OPTIONAL)
        )
    )
    for person in people:
        canonical.text(person or "", "the name of who is in charge")
    if canonical.count(version, "the election's version") != 1:
        raise Refused("wrong_election_version", version=version)
    if group != NAME:
        raise Refused("wrong_group", group=str(group)[:40])
    return Election(
        uuid=_uuid(uuid),
        name=canonical.text(name, "the election's name"),
        description=canonical.text(description, "the election's description"),
        public_key=canonical.element(key, "the election's public key"),
        questions=_questions(questions),
        fingerprint=short_hash(record),
        record=record,
    )


def _uuid(value: object) -> str:
    uuid = canonical.text(value, "the election's uuid")
    if len(uuid) < _SHORTEST_NAME or set(uuid) - set(BASE58):
        raise Refused("wrong_uuid", uuid=uuid[:40])
    return uuid


def _questions(value: object) -> tuple[Question, ...]:
    questions = canonical.listed(value, "the list of questions")
    if not questions:
        raise Refused("no_questions")
    return tuple(_question(one, place) for place, one in enumerate(questions, start=1))


def _question(value: object, place: int) -> Question:
    what = f"question {place}"
    if isinstance(value, dict) and "type" in value:
        raise Refused("not_homomorphic", question=place)
    answers, blank, least, most, text = canonical.members(
        value, what, "answers", "?blank", "min", "max", "question"
    )
    if blank is not None and not isinstance(blank, bool):
        raise Refused("not_yes_or_no", what=f"blank of {what}")
    question = Question(
        canonical.text(text, f"the text of {what}"),
        tuple(
            canonical.text(one, f"an answer of {what}")
            for one in canonical.listed(answers, f"the answers of {what}")
        ),
        canonical.count(least, f"min of {what}"),
        canonical.count(most, f"max of {what}"),
        bool(blank),
    )
    offered = len(question.answers)
    if not offered:
        raise Refused("no_answers", question=place)
    if not least <= most <= offered:
        raise Refused(
            "impossible_bounds",
            question=place,
            least=least,
            most=most,
            answers=offered,
        )
    return question
