"""A benchmark that lacks a program has not shown what it promises, and says so."""

import shutil
from pathlib import Path
from typing import cast

import pytest

from benchmarks import ballots, polls

NOTHING = ballots.Measured(cpu=0, wall=0)


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _program: None)
    monkeypatch.setattr(ballots, "ROOT", tmp_path)


@pytest.mark.usefixtures("nothing_installed")
def test_a_program_that_is_missing_is_a_promise_not_shown(tmp_path: Path) -> None:
    assert [
        *ballots.budgets(1, NOTHING),
        *ballots.beside_the_tool(tmp_path, NOTHING),
        *polls.booth(cast("polls.Site", None)),
    ] == [
        "node is not installed: the booth was not measured",
        "belenios-tool is not installed: its time was not measured",
        "chromium is not installed: the booth was not measured",
    ]
