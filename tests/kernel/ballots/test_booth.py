"""The booth's arithmetic, run by Node: its ballots are as good as our own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lianxin.kernel.ballots.ballots import check_ballot, votes_in
from lianxin.kernel.ballots.proofs import Opening
from tests.kernel.ballots.elections import (
    CHOICE,
    CODES,
    MOTION,
    VOTES,
    World,
    archive_of,
    opened,
    world,
)
from tests.kernel.ballots.shared import ROOT
from tests.kernel.ballots.test_foreign_tool import GOOD, told_by_the_tool

NODE = ROOT / ".venv" / "bin" / "node"
BOOTH = ROOT / "src" / "lianxin" / "site" / "static" / "js" / "booth"
MANY = {"answers": ["甲", "乙", "丙"], "min": 0, "max": 2, "question": "推荐谁？"}
EACH = ([1, 1, 0], [0, 0, 0], [0, 0, 1])

SCRIPT = """
import { seal } from "%s/seal.js";
const { election, voters } = JSON.parse(process.argv[1]);
const found = [];
for (const { code, votes } of voters) {
  try {
    found.push(await seal(election, code, votes));
  } catch (error) {
    found.push({ refused: error.message });
  }
}
process.stdout.write(JSON.stringify(found));
"""


def sealed_by_node(one: World, votes: list[list[list[int]]]) -> list[dict[str, Any]]:
    voters = [
        {"code": code, "votes": vote} for code, vote in zip(CODES, votes, strict=False)
    ]
    asked = json.dumps({"election": one.election.record.decode(), "voters": voters})
    done = subprocess.run(  # noqa: S603 -- our own script
        [NODE, "--input-type=module", "-e", SCRIPT % BOOTH, asked],
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


@pytest.fixture(scope="module")
def one() -> World:
    return world(MOTION, CHOICE, MANY)


def test_ballots_of_the_booth_are_counted(one: World, tmp_path: Path) -> None:
    votes = [[*map(list, both), third] for both, third in zip(VOTES, EACH, strict=True)]
    found = sealed_by_node(one, votes)
    for vote, sealed in zip(votes, found, strict=True):
        record = sealed["record"].encode()
        ballot = check_ballot(one.election, one.credentials, record)
        assert ballot.tracker == sealed["tracker"]
        openings = [
            [Opening(one["value"], int(one["nonce"])) for one in row]
            for row in sealed["openings"]
        ]
        assert votes_in(one.election, record, openings) == vote
    content = archive_of(one, [sealed["record"].encode() for sealed in found])
    assert opened(content).result == ((2, 1, 0), (1, 1, 2), (1, 1, 1))
    assert told_by_the_tool(tmp_path / "booth", content) == GOOD


@pytest.mark.parametrize(
    "votes",
    [
        [[1, 1, 0], [0, 1, 0], [0, 0, 0]],
        [[1, 0, 0], [1, 1, 0], [0, 0, 0]],
        [[1, 0, 0], [0, 0, 0], [0, 0, 0]],
        [[1, 0, 0], [0, 1, 0], [1, 1, 1]],
        [[1, 0, 0], [0, 1, 0], [2, 0, 0]],
        [[1, 0, 0], [0, 1, 0], [0, 0]],
        [[1, 0, 0], [0, 1, 0]],
    ],
)
def test_the_booth_seals_nothing_that_would_not_count(
    one: World, votes: list[list[int]]
) -> None:
    assert sealed_by_node(one, [votes]) == [
        {"refused": "The votes are not as the questions allow."}
    ]
