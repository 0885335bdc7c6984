"""The booth of the site, run by Node: what it seals, and all else that it says."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.kernel.ballots.shared import ROOT

NODE = ROOT / ".venv" / "bin" / "node"
BOOTH = ROOT / "src" / "lianxin" / "site" / "static" / "js" / "booth"
SCRIPT = """
import { seal } from "%s/seal.js";
import { readFileSync, writeFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf-8"));
const found = [];
for (const { election, code, votes } of asked) {
  try {
    found.push(await seal(election, code, votes));
  } catch (error) {
    found.push({ refused: error.message });
  }
}
writeFileSync(process.argv[1], JSON.stringify(found));
"""


def sealed_by_booth(
    asked: Sequence[tuple[bytes, str, Sequence[Sequence[int]]]],
    *,
    folder: Path,
    booth: Path = BOOTH,
) -> tuple[list[dict[str, Any]], str]:
    """What the booth makes of each election, code and votes; and what it prints."""
    told = json.dumps(
        [
            {"election": election.decode(), "code": code, "votes": votes}
            for election, code, votes in asked
        ]
    )
    answer = folder / "sealed.json"
    done = subprocess.run(  # noqa: S603 -- our own script
        [NODE, "--input-type=module", "-e", SCRIPT % booth, str(answer)],
        input=told,
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(answer.read_text(encoding="utf-8"))), (
        done.stdout + done.stderr
    )
