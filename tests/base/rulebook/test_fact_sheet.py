"""Each row of the fact sheet is a value of the rulebook, or says why it is none."""

import os
import re
from datetime import date
from importlib.resources import files

import pytest
import yaml

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.shapes import Share
from lianxin.kernel.rules.values import Bounds, Sure
from tests.architecture.source import ROOT

SHEET = ROOT.joinpath(os.environ.get("LIANXIN_SHARED", "../shared"), "facts/rules.md")
ROW = re.compile(r"^\| (\d+[ab]?\.\d+) \|", re.MULTILINE)
LINE_OF_A_TABLE = re.compile(r"^\|(?! id \||---)", re.MULTILINE)
CORRECTION = re.compile(r"^- (.+)$", re.MULTILINE)
# The corrections of the second reading, which overrule the rows, by how they begin.
# They count as rows 0.01, 0.02 … in this order.
CORRECTIONS = (
    "**On-line voting.** Party elections",
    "Written opinions given before an admission meeting count",
    "Sizes that count members (100, 50) count all members",
    'Election quorum four fifths: store as "at least"',
    "Organisation-life meeting and yearly review (2.28)",
    "优秀 at most a third (11.05)",
    "Admission, 2026 edition",
    "Hours: the 2019–2023 plan (56 hours) has run out",
    "Two standards are called 四强",
    "Article numbers marked from memory",
    "Reports of discipline breaches",
    "Matters of staff and what the law asks",
)


def sheet() -> str:
    if not SHEET.exists():
        reason = f"The fact sheet is not at {SHEET}; set LIANXIN_SHARED."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHEET.read_text(encoding="utf-8")


def corrections() -> list[str]:
    _before, _sign, after = sheet().partition("### Second reading")
    return CORRECTION.findall(after.partition("\n## ")[0])


def rows_of_the_sheet() -> list[str]:
    second = [f"0.{number:02}" for number in range(1, len(corrections()) + 1)]
    return [*second, *ROW.findall(sheet())]


def rows_of_values() -> set[str]:
    return {
        row
        for rule in rulebook.rules().values()
        for edition in rule.editions
        for row in edition.rows
    }


def rows_of_duties() -> set[str]:
    """How often a duty is due stands in a file of its own."""
    file = files("lianxin") / "rulebook" / "duties.yaml"
    if not file.is_file():
        return set()
    return set(named_under_rows(yaml.safe_load(file.read_text(encoding="utf-8"))))


def named_under_rows(found: object) -> list[str]:
    if isinstance(found, list):
        return [row for each in found for row in named_under_rows(each)]
    if not isinstance(found, dict):
        return []
    here = [str(row) for row in found.get("rows", [])]
    return here + [row for each in found.values() for row in named_under_rows(each)]


def test_no_line_of_a_table_is_passed_over() -> None:
    """Whatever its number looks like, a line below a heading is a row."""
    tables = sheet().partition("\n## 1. ")[2]
    assert len(LINE_OF_A_TABLE.findall(tables)) == len(ROW.findall(tables)) == 357


def test_the_corrections_are_those_that_were_numbered() -> None:
    """One more, or one in another place, is to be read and given its number."""
    begin = [
        words[: len(known)]
        for words, known in zip(corrections(), CORRECTIONS, strict=True)
    ]
    assert begin == list(CORRECTIONS)


def test_every_row_is_a_value_or_left_out_with_a_reason() -> None:
    rows = rows_of_the_sheet()
    assert len(rows) == len(set(rows)) > 300
    told = rows_of_values() | rows_of_duties() | set(rulebook.left_out())
    assert set(rows) ^ told == set()


def test_no_row_is_both_a_value_and_left_out() -> None:
    assert (rows_of_values() | rows_of_duties()) & set(rulebook.left_out()) == set()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("branch_full_members", ("full_members", 3)),
        ("branch_committee_full_members", ("full_members", 7)),
        ("general_branch_members", ("members", 50)),
        ("committee_members", ("members", 100)),
    ],
)
def test_sizes_count_whom_the_second_reading_says(
    rule: str, said: tuple[str, int]
) -> None:
    found = rulebook.rules()[rule]
    assert isinstance(found.latest.value, Bounds)
    assert (found.counted, found.latest.value.least) == said


def test_an_election_needs_four_fifths_at_least_and_that_is_to_be_checked() -> None:
    edition = rulebook.rules()["election_quorum"].latest
    assert isinstance(edition.value, Share)
    assert edition.value.holds(4, 5)
    assert not edition.value.holds(79, 100)
    assert edition.source.sure is not Sure.READ


def test_what_is_cast_in_the_meeting_is_never_on_line() -> None:
    """Elections and admissions are cast on paper in the meeting."""
    on_line = {"named", "sealed"}
    kinds = rulebook.poll_kinds().values()
    paper = {kind.code for kind in kinds if not on_line & set(kind.modes)}
    assert paper == {
        "admission",
        "branch_motion",
        "committee_election",
        "congress_election",
        "secretary_by_members",
        "secretary_election",
    }


def test_the_plan_of_hours_has_run_out() -> None:
    rule = rulebook.rules()["hours_of_committee_members"]
    assert rule.on(date(2023, 12, 31)) is not None
    assert rule.on(date(2024, 1, 1)) is None
