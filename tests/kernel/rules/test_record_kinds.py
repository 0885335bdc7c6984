"""Kinds of record are read from YAML; a wrong entry is refused with place and advice."""

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.rules.record_kinds import (
    Entry,
    Expected,
    OwnField,
    Privacy,
    RecordKind,
    parse_record_kinds,
)

TITLE = "title: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}"
NAMED = Title("Talk", "谈话", "談話")
HEAD = f"talk:\n  {TITLE}\n  expected: {{branch: members}}\n"


def test_a_kind_is_read_with_all_that_it_may_say():
    text = HEAD + (
        "  hours: 2\n  quorum: branch_meeting_quorum\n  agenda: true\n"
        "  first_topic: true\n  part: true\n  deals_with: meeting_powers\n"
        "  usual_agenda: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}\n"
        "  leader: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}\n"
        "  outline: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}\n"
        "  fields:\n    way:\n      entry: choice\n"
        "      title: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}\n"
        "      choices: {one: {en: Talk, zh-Hans: 谈话, zh-Hant: 談話}}\n"
    )
    kind = RecordKind(
        "talk",
        NAMED,
        {"branch": Expected.MEMBERS},
        leader=NAMED,
        hours=2,
        quorum="branch_meeting_quorum",
        agenda=True,
        first_topic=True,
        usual_agenda=NAMED,
        deals_with="meeting_powers",
        part=True,
        outline=NAMED,
        fields=(OwnField("way", NAMED, Entry.CHOICE, {"one": NAMED}),),
    )
    assert parse_record_kinds(text, "records.yaml") == (kind,)
    assert kind.units == ("branch",)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "expected: {}",
            "expected must say for each kind of unit who is expected, "
            "such as {branch: members}.",
        ),
        (
            "expected: {branch: members}\n  usual_agenda: {en: a, zh-Hans: b, zh-Hant: c}",
            "usual_agenda: its topics are no rows of their own; add agenda: true or "
            "write headings under outline.",
        ),
        (
            "expected: {branch: members}\n  seats: true",
            "seats: nobody is expected by post; remove it or expect posts.",
        ),
        (
            "expected: {branch: members}\n  prior_study: true",
            "prior_study: its topics are no rows of their own; add agenda: true.",
        ),
        (
            "expected: {branch: everybody}",
            "expected: branch: must be one of members, staff, posts.",
        ),
        (
            "expected: {branch: members}\n  privacy: secret",
            "privacy must be one of open, needed, two.",
        ),
        (
            "expected: {branch: members}\n  hours: zwei",
            "hours must be a whole number from 1 on.",
        ),
        (
            "expected: {branch: members}\n  privacy: two\n  part: true",
            "part: what not everybody may read cannot be a part of another meeting; "
            "remove part or privacy.",
        ),
        (
            "expected: {branch: members}\n  leader: Boss",
            "leader needs en, zh-Hans and zh-Hant; give all three.",
        ),
        (
            "expected: {branch: members}\n  fields: {way: {entry: line}}",
            "fields: way: takes title, entry and choices.",
        ),
        (
            "expected: {branch: members}\n"
            "  fields: {way: {entry: date, title: {en: a, zh-Hans: b, zh-Hant: c}}}",
            "fields: way: entry must be one of line, lines, number, choice.",
        ),
        (
            "expected: {branch: members}\n"
            "  fields: {way: {entry: choice, title: {en: a, zh-Hans: b, zh-Hant: c}}}",
            "fields: way: choices stand beside entry: choice, and only there.",
        ),
    ],
)
def test_a_wrong_kind_is_refused(body: str, message: str):
    with pytest.raises(BookError) as error:
        parse_record_kinds(f"talk:\n  {TITLE}\n  {body}\n", "x.yaml")
    assert str(error.value) == f"x.yaml:1: talk: {message}"


def test_every_quorum_that_a_kind_names_is_a_rule():
    named = {kind.quorum for kind in rulebook.record_kinds().values() if kind.quorum}
    assert named == {"branch_meeting_quorum", "branch_committee_quorum"}
    assert named - set(rulebook.rules()) == set()


def test_every_rule_of_what_a_meeting_deals_with_is_one_with_words():
    named = {k.deals_with for k in rulebook.record_kinds().values() if k.deals_with}
    assert named == {"meeting_powers", "life_meeting_steps"}
    assert [code for code in named if not rulebook.rules()[code].latest.codes] == []


def test_what_is_private_is_literal():
    kinds = rulebook.record_kinds().values()
    private = {k.code: k.privacy for k in kinds if k.privacy is not Privacy.OPEN}
    assert private == {
        "democratic_life_meeting": Privacy.NEEDED,
        "heart_to_heart_talk": Privacy.TWO,
        "care_visit": Privacy.NEEDED,
    }
