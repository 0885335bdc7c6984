"""Every row of the real-life rosters is read as a careful clerk would read it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.joinpath(os.environ.get("LIANXIN_SHARED", "../shared"))
SCORER = SHARED / "tools" / "score_rosters.py"


def test_every_row_of_the_rosters_is_right() -> None:
    if not SCORER.exists():
        pytest.skip(f"The corpus is not at {SHARED}; set LIANXIN_SHARED.")
    lianxin = str(Path(sys.executable).with_name("lianxin"))
    command = [lianxin, "import", "--preview", "--json"]
    told = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, str(SCORER), *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (told.returncode, told.stdout.splitlines()[-1:]) == (
        0,
        ["ALL: 37 of 37 rows right"],
    )
