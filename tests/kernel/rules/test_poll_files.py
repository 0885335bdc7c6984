"""Kinds of poll as YAML: a decision and a template say what they must."""

import pytest

from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.rules.poll_files import Offered, parse_poll_kinds

TITLE = "{en: a, zh-Hans: 甲, zh-Hant: 甲}"
KIND = f"""review:
  title: {TITLE}
  units: [branch]
  shape: grades
  voters: members
  modes: [paper]
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
