"""What is asked: the record of an election, its questions and its fingerprint."""

from dataclasses import dataclass

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


def elected(template: object, uuid: str, public_key: int) -> Election:
    """The election of a template in the form that `belenios-tool` reads too."""
    description, name, questions, *people = canonical.members(
        template,
        "the template",
        "description",
        "name",
        "questions",
        "?administrator",
        "?credential_authority",
    )
    record = {
        "version": 1,
        "description": description,
        "name": name,
        "group": NAME,
        "public_key": str(public_key),
        "questions": questions,
        "uuid": uuid,
    }
    known = ("administrator", "credential_authority")
    given = zip(known, people, strict=True)
    record |= {key: value for key, value in given if value is not None}
    return read_election(canonical.write(record))


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
        if person is not None:
            canonical.text(person, "the name of who is in charge")
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
