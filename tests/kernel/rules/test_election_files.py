"""Steps and ways of an election as YAML: each step rests on rules, or says it does not."""

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.election_files import (
    Way,
    parse_election_steps,
    parse_election_ways,
)

STEPS = rulebook._text("polls/election_steps.yaml")
WAYS = rulebook._text("polls/election_ways.yaml")


def steps(text: str = STEPS):
    return parse_election_steps(
        text,
        "election_steps.yaml",
        rules=rulebook.rules(),
        letters=rulebook.letter_templates(),
    )


def ways(text: str = WAYS):
    return parse_election_ways(text, "election_ways.yaml", rulebook.poll_kinds())


def test_the_steps_of_each_way() -> None:
    found = {
        way: [code for code, step in steps().items() if way in step.ways] for way in Way
    }
    meeting = [
        "request",
        "reply",
        "consultation",
        "candidates",
        "notice",
        "vote",
        "announcement",
        "plenary",
        "report",
        "approval",
    ]
    assert found == {
        Way.MEETING: meeting,
        Way.DIRECT: [code for code in meeting if code != "plenary"],
        Way.CONGRESS: [*meeting[:2], "delegates", *meeting[2:]],
    }


def test_each_step_rests_on_rules_that_name_its_page_or_is_custom() -> None:
    book = rulebook.rules()
    kinds = ("branch", "general_branch", "committee")
    for step in steps().values():
        for kind in kinds:
            assert bool(step.rules_for(kind)) is not step.is_own
    cited = {r for s in steps().values() for k in kinds for r in s.rules_for(k)}
    silent = {code for code in cited if "elections:about" not in book[code].drives}
    assert silent == set()


def test_what_speaks_of_branches_is_not_cited_for_committees() -> None:
    plenary = steps()["plenary"]
    assert plenary.rules_for("branch") == ("who_elects", "secretary_candidates")
    assert plenary.rules_for("committee") == ("secretary_candidates",)


def test_the_vote_is_called_after_its_meeting() -> None:
    vote = steps()["vote"]
    assert vote.title_in(Way.MEETING).en == "Vote in the members' meeting"
    assert vote.title_in(Way.CONGRESS).hans == "党员代表大会选举"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("rules: [order_of_names]", "rules: [by_custom]", "is no rule"),
        ("rules: [order_of_names]", "rules: []", "must name what it rests on"),
        ("{branch: [who_elects]}", "{branch: who_elects}", "rules_of must give lists"),
        ("{branch: [who_elects]}", "{branch: [none]}", "is no rule"),
        ("ways: [congress]", "ways: [lot]", "ways must be of"),
        ("letter: election_reply", "letter: none", "is no template"),
        ("answers: report", "answers: file", "is no step above"),
    ],
)
def test_a_wrong_step_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(BookError, match=words):
        steps(STEPS.replace(old, new, 1))


def test_who_elects_where_and_in_which_vote() -> None:
    found = {way: (one.units, one.poll) for way, one in ways().items()}
    assert found == {
        Way.MEETING: (("branch", "general_branch", "committee"), "committee_election"),
        Way.DIRECT: (("branch",), "secretary_by_members"),
        Way.CONGRESS: (("committee",), "congress_election"),
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("poll: congress_election", "poll: none", "is no kind of poll"),
        ("congress:\n", "lot:\n", "ways must be of"),
        ("  electors: {en: delegates", "  voters: {en: delegates", "unknown key"),
    ],
)
def test_a_wrong_way_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(BookError, match=words):
        ways(WAYS.replace(old, new, 1))


def test_no_way_is_missing() -> None:
    with pytest.raises(BookError, match="must have the ways"):
        ways(WAYS[: WAYS.index("congress:\n")])
