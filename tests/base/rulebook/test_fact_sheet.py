"""Each row of the fact sheet is a value of the rulebook, or says why it is none."""

import os
import re
from importlib.resources import files

import pytest
import yaml

from lianxin.base.rulebook import queries as rulebook
from tests.architecture.source import ROOT

SHEET = ROOT.joinpath(os.environ.get("LIANXIN_SHARED", "../shared"), "facts/rules.md")
ROW = re.compile(r"^\| (\d+[ab]?\.\d+) \|", re.MULTILINE)


def rows_of_the_sheet() -> list[str]:
    if not SHEET.exists():
        reason = f"The fact sheet is not at {SHEET}; set LIANXIN_SHARED."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return ROW.findall(SHEET.read_text(encoding="utf-8"))


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


def test_every_row_is_a_value_or_left_out_with_a_reason() -> None:
    rows = rows_of_the_sheet()
    assert len(rows) == len(set(rows)) > 300
    told = rows_of_values() | rows_of_duties() | set(rulebook.left_out())
    assert set(rows) ^ told == set()


def test_no_row_is_both_a_value_and_left_out() -> None:
    assert (rows_of_values() | rows_of_duties()) & set(rulebook.left_out()) == set()
