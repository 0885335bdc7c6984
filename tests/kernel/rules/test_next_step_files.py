"""What comes next after a vote, as YAML: something after each ending, by a rule."""

import pytest

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.counting import AGAIN, Ending, Shape
from lianxin.kernel.rules.next_step_files import parse_next_steps

TEXT = rulebook._text("polls/next_steps.yaml")


def parse(text: str):
    return parse_next_steps(text, "next_steps.yaml", rulebook.rules())


def rule_after(ending: Ending, kind: str) -> str:
    """The rule that the first step which fits comes from."""
    found = rulebook.poll_kinds()[kind]
    step = next(one for one in parse(TEXT) if one.follows(ending, found))
    return step.rule_for(found)


def test_each_ending_of_an_election_follows_a_rule() -> None:
    kind = "committee_election"
    assert {ending: rule_after(ending, kind) for ending in sorted(AGAIN)} == {
        "no_quorum": "election_quorum",
        "short": "election_outcome",
        "tied": "election_outcome",
        "unopened": "",
        "void": "ballots_returned",
    }


def test_rules_of_elections_are_not_cited_for_other_votes() -> None:
    assert rule_after(Ending.NO_QUORUM, "branch_motion") == "branch_meeting_quorum"
    assert rule_after(Ending.VOID, "branch_motion") == ""
    assert rule_after(Ending.TIED, "recommendation") == ""
    assert rule_after(Ending.SHORT, "recommendation") == ""
    assert rule_after(Ending.SHORT, "congress_choice") == "congress_majority"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("rule: election_outcome", "rule: by_custom", "is no rule"),
        ("ending: tied", "ending: passed", "ending must be one of"),
        ("shapes: [election]", "shapes: [round]", "shapes must be of"),
        ("ending: unopened", "ending: tied", "nothing follows unopened"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, words: str) -> None:
    with pytest.raises(BookError, match=words):
        parse(TEXT.replace(old, new, 1))


def test_a_step_without_shapes_follows_any() -> None:
    step = next(one for one in parse(TEXT) if one.code == "no_quorum")
    assert all(step.fits(Ending.NO_QUORUM, shape) for shape in Shape)
    assert not step.fits(Ending.VOID, Shape.ELECTION)
