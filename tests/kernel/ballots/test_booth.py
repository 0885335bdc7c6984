"""The booth's arithmetic, run by Node: its ballots are as good as our own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lianxin.kernel.ballots.ballots import check_ballot, votes_in
from lianxin.kernel.ballots.credentials import read_code
from lianxin.kernel.ballots.proofs import Opening
from lianxin.kernel.ballots.refusals import Refused
from tests.kernel.ballots.booth import BOOTH, NODE, sealed_by_booth
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
from tests.kernel.ballots.test_foreign_tool import GOOD, told_by_the_tool

MANY = {"answers": ["甲", "乙", "丙"], "min": 0, "max": 2, "question": "推荐谁？"}
EACH = ([1, 1, 0], [0, 0, 0], [0, 0, 1])


def sealed_by_node(
    one: World, votes: list[list[list[int]]], folder: Path
) -> list[dict[str, Any]]:
    asked = [
        (one.election.record, code, vote)
        for code, vote in zip(CODES, votes, strict=False)
    ]
    found, printed = sealed_by_booth(asked, folder=folder)
    assert printed == ""
    return found


@pytest.fixture(scope="module")
def one() -> World:
    return world(MOTION, CHOICE, MANY)


def test_ballots_of_the_booth_are_counted(one: World, tmp_path: Path) -> None:
    votes = [[*map(list, both), third] for both, third in zip(VOTES, EACH, strict=True)]
    found = sealed_by_node(one, votes, tmp_path)
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
    one: World, votes: list[list[int]], tmp_path: Path
) -> None:
    assert sealed_by_node(one, [votes], tmp_path) == [
        {"refused": "The votes are not as the questions allow."}
    ]


READ = """
import { readCode } from "%s/code.js";
import { readFileSync } from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(readCode)));
"""


def test_a_code_is_read_as_it_may_be_typed_on_a_phone() -> None:
    code = CODES[0]
    plain = code.replace("-", "")
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    typed = {
        code: {"code": code},
        plain: {"code": code},
        f" {code.replace('-', ' ')} ": {"code": code},
        code.replace("-", "—"): {"code": code},
        wide: {"code": code},
        "": {"wrong": "length"},
        plain[:-1]: {"wrong": "length"},
        plain.replace("n", "N", 1): {"wrong": "typo"},
        plain[1] + plain[0] + plain[2:]: {"wrong": "typo"},
        f"0{plain[1:]}": {"wrong": "character"},
        f"好{plain[1:]}": {"wrong": "character"},
    }
    done = subprocess.run(  # noqa: S603 -- our own script
        [NODE, "--input-type=module", "-e", READ % BOOTH],
        input=json.dumps(list(typed)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == list(typed.values())
    for one, found in typed.items():
        if "code" in found:
            assert read_code(one) == found["code"]
            continue
        with pytest.raises(Refused, match="is no credential"):
            read_code(one)
