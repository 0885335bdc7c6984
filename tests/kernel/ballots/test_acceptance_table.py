"""The table of docs/ballots.md names tests that are there, for each of A1 to A14."""

import re

from tests.kernel.ballots.shared import ROOT


def test_each_acceptance_test_is_shown_by_tests_that_exist() -> None:
    document = (ROOT / "docs" / "ballots.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (A\d+) \|(.+)\|$", document, re.MULTILINE))
    assert list(rows) == [f"A{number}" for number in range(1, 15)]
    named = {
        name: re.findall(r"`(tests/\S+?)::(\w+)`", row) for name, row in rows.items()
    }
    # A3 needs a tool that Debian 12 has not; A12 is measured and not tested.
    assert {name for name, tests in named.items() if not tests} == {"A3", "A12"}
    missing = [
        (path, test)
        for tests in named.values()
        for path, test in tests
        if f"\ndef {test}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []
