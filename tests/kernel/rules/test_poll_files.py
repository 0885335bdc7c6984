"""Kinds of poll as YAML: a decision and a template say what they must."""

import pytest

from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.rules.poll_files import (
    Mode,
    Offered,
    Participation,
    Told,
    Way,
    parse_poll_kinds,
)

TITLE = "{en: a, zh-Hans: 甲, zh-Hant: 甲}"
KIND = f"""review:
  title: {TITLE}
  units: [branch]
  shape: grades
  voters: members
  modes: {{paper: [own]}}
  because: {TITLE}
  grades:
    good: {TITLE}
"""


def parse(more: str = ""):
    return parse_poll_kinds(KIND + more, "kinds.yaml", {"at_most_a_third"})["review"]


def test_what_is_not_said_is_not_so() -> None:
    kind = parse()
    assert (kind.offered, kind.best, kind.template) == (Offered.VOTERS, "", None)


def test_a_decision_and_a_template() -> None:
    kind = parse(
        "  offered: graded\n"
        "  decision: {best: good, limit: at_most_a_third}\n"
        f"  template: {{title: {TITLE}, text: {TITLE}, lines: [{TITLE}], yearly: true}}\n"
    )
    assert (kind.offered, kind.best, kind.limit) == (
        Offered.GRADED,
        "good",
        "at_most_a_third",
    )
    assert kind.template is not None
    assert kind.template.lines == (Title("a", "甲", "甲"),)
    assert kind.template.is_yearly


RULES = {"secret", "by_oneself"}


def modes(text: str) -> tuple[Way, ...]:
    kinds = parse_poll_kinds(KIND.replace("{paper: [own]}", text), "kinds.yaml", RULES)
    return kinds["review"].ways


def test_each_way_to_vote_has_its_rules_or_is_our_own_choice() -> None:
    found = modes("{paper: [secret, by_oneself], sealed: [secret, own], hands: [own]}")
    assert found == (
        Way(Mode.PAPER, ("secret", "by_oneself"), is_own=False),
        Way(Mode.SEALED, ("secret",), is_own=True),
        Way(Mode.HANDS, (), is_own=True),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[paper]", "modes must give each way to vote its rules"),
        ("{}", "modes must give each way to vote its rules"),
        ("{letter: [own]}", "modes must be of hands, paper, named, sealed"),
        ("{paper: []}", "paper must have its rules"),
        ("{paper: own}", "paper must have its rules"),
        ("{paper: [custom]}", "paper names 'custom', which is no rule"),
    ],
)
def test_a_way_to_vote_without_a_basis_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        modes(text)


def told(text: str) -> Participation:
    more = f"{KIND}  participation: {text}\n"
    return parse_poll_kinds(more, "kinds.yaml", RULES)["review"].participation


def test_participation_is_told_after_the_end_unless_a_rule_needs_it() -> None:
    assert parse().participation == Participation(Told.ENDED, (), is_own=True)
    needed = Participation(Told.ALWAYS, ("secret",), is_own=False)
    assert told("{always: [secret]}") == needed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("always", "participation is"),
        ("{soon: [own]}", "participation is"),
        ("{always: [own], ended: [own]}", "participation is"),
        ("{always: []}", "always must have its rules"),
        ("{always: [custom]}", "always names 'custom', which is no rule"),
    ],
)
def test_participation_without_a_basis_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        told(text)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("  decision: {best: good}\n", "decision needs best"),
        ("  decision: {best: bad, limit: at_most_a_third}\n", "not there"),
        ("  decision: {best: good, limit: none}\n", "not there"),
        ("  offered: everybody\n", "offered must be one of"),
        (f"  template: {{title: {TITLE}}}\n", "title needs en"),
        (f"  template: {{title: {TITLE}, words: x}}\n", "template has title"),
        (
            f"  template: {{title: {TITLE}, text: {TITLE}, lines: x}}\n",
            "must be a list",
        ),
    ],
)
def test_what_is_wrong_is_said(more: str, fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        parse(more)
