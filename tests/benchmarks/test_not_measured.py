"""A benchmark says so where it has not shown what it promises."""

import shutil
import sys
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


@pytest.mark.parametrize(
    ("walls", "longest", "processors", "broken"),
    [
        ((10, 5.2), 9, 2, []),
        ((10, 7.0), 9, 8, []),
        ((10, 7.1), 5, 2, ["0.71 of the time of one (by the clock), more than 0.7"]),
        ((10, 10.0), 5, 1, []),
        ((20, 25.0), 5.2, 2, []),  # others ran too: what each process has used counts
        (
            (20, 25.0),
            10,
            2,
            [
                "1.00 of the time of one (by the busiest process, as others ran too), "
                "more than 0.7"
            ],
        ),
    ],
)
def test_two_processors_must_be_faster_where_there_are_two(
    walls: tuple[float, float], longest: float, processors: int, broken: list[str]
) -> None:
    one = ballots.Measured(10, walls[0], 10)
    two = ballots.Measured(10, walls[1], longest)
    found = ballots.scaling(one, two, processors=processors)
    assert [words.removeprefix("two processes took ") for words in found] == broken


def test_what_a_process_and_its_busiest_child_used_is_seen() -> None:
    spin = "import time; [0 for _ in iter(lambda: time.process_time() < 0.3, False)]"
    script = (
        "import subprocess, sys\n"
        f"both = [subprocess.Popen([sys.executable, '-c', {spin!r}]) for _ in range(2)]\n"
        "for one in both: one.wait()"
    )
    took = ballots.measured(sys.executable, "-c", script)
    assert took.cpu > 0.6  # of both children
    assert 0.2 < took.longest < took.cpu - 0.2  # of one of them
