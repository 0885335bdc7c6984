"""`belenios-tool` 2.0, which this project did not write, checks what we wrote."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.kernel.ballots.election import Question
from tests.kernel.ballots.booth import sealed_by_booth
from tests.kernel.ballots.elections import (
    CHOICE,
    MOTION,
    UUID,
    VOTES,
    archive_of,
    opened,
    rebuilt,
    steps_of,
    world,
)
from tests.kernel.ballots.shared import manifest, only_archive

TOOL = "belenios-tool"


def tool(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit code, output and messages of the foreign program."""
    if not shutil.which(TOOL):
        pytest.skip("belenios-tool is not installed (apt-get install belenios-tool)")
    done = subprocess.run(  # noqa: S603 -- the foreign tool, arguments of the tests
        [TOOL, *arguments], input=stdin, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def told_by_the_tool(folder: Path, content: bytes) -> tuple[int, bool, bool]:
    """Exit code, whether all checks passed, whether it warns of anything."""
    folder.mkdir(exist_ok=True)
    folder.joinpath(f"{UUID}.bel").write_bytes(content)
    code, _, words = tool("election", "verify", "--dir", str(folder))
    return code, "all checks passed" in words, "W:" in words


GOOD = (0, True, False)


@st.composite
def shapes(draw: st.DrawFn) -> tuple[list[dict[str, object]], list[list[list[int]]]]:
    """Questions of any shape, and votes of three voters that their rules allow.

    The first voter marks as few as may be, the second as many: nothing, or all.
    """
    questions, votes = [], [[], [], []]
    for asked in range(draw(st.integers(1, 2))):
        answers = draw(st.integers(1, 10))
        most = draw(st.integers(0, answers))
        least = draw(st.integers(0, most))
        blank = draw(st.booleans())
        names = [f"答案 {n}" for n in range(answers)]
        flag = {"blank": True} if blank else {}
        bounds = {"min": least, "max": most, "question": f"问题 {asked}？"}
        questions.append({"answers": names, **flag, **bounds})
        for place, voter in enumerate(votes):
            is_blank = blank and draw(st.booleans())
            number = (least, most, draw(st.integers(least, most)))[place]
            chosen = 0 if is_blank else number
            order = draw(st.permutations(range(answers)))
            vote = [int(n in order[:chosen]) for n in range(answers)]
            voter.append([int(is_blank), *vote] if blank else vote)
    return questions, votes


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(shape=shapes())
def test_elections_of_any_shape_are_counted_as_plain_votes(
    tmp_path: Path, shape: tuple[list[dict[str, object]], list[list[list[int]]]]
) -> None:
    """Two ballots are sealed by the booth, the third by our own program."""
    questions, votes = shape
    one = world(*questions)
    *of_booth, mine = votes
    asked = [
        (one.election.record, code, vote)
        for code, vote in zip(one.codes, of_booth, strict=False)
    ]
    sealed, _printed = sealed_by_booth(asked, folder=tmp_path)
    ballots = [found["record"].encode() for found in sealed]
    content = archive_of(one, [*ballots, one.ballot(len(ballots), mine)])
    plain = tuple(
        tuple(sum(column) for column in zip(*answers, strict=True))
        for answers in zip(*votes, strict=True)
    )
    assert opened(content).result == plain
    assert told_by_the_tool(tmp_path / "any", content) == GOOD


def test_every_two_successive_copies_continue_each_other(tmp_path: Path) -> None:
    one = world(MOTION, CHOICE)
    content = archive_of(one, [one.ballot(n, VOTES[n]) for n in range(2)])
    steps = steps_of(content)
    copies = [rebuilt(steps[:n]) for n in range(1, len(steps) + 1)]
    assert copies[-1] == content
    for number, copy in enumerate(copies):
        folder = tmp_path / str(number)
        folder.mkdir()
        folder.joinpath(f"{UUID}.bel").write_bytes(copy)
    for old, new in ((0, 1), (1, 2), (2, 3), (4, len(copies) - 1)):
        args = ("--dir1", str(tmp_path / str(old)), "--dir2", str(tmp_path / str(new)))
        assert tool("election", "verify-diff", *args)[0] == 0
    without = tmp_path / "without"
    without.mkdir()
    without.joinpath(f"{UUID}.bel").write_bytes(rebuilt([steps[0], steps[2]]))
    args = ("--dir1", str(tmp_path / "2"), "--dir2", str(without))
    code, _, words = tool("election", "verify-diff", *args)
    assert code != 0
    assert "not a prefix" in words


def test_the_tracker_is_what_the_tool_finds(tmp_path: Path) -> None:
    one = world(MOTION)
    ballot = one.ballot(0, [[1, 0, 0]])
    board = opened(archive_of(one, [ballot], until="Ballot"))
    code, out, _ = tool("sha256-b64", stdin=ballot)
    assert (code, (out.strip(),)) == (0, board.trackers)


def test_an_unfinished_board_is_warned_of(tmp_path: Path) -> None:
    one = world(MOTION)
    content = archive_of(one, [one.ballot(0, [[1, 0, 0]])], until="Ballot")
    assert told_by_the_tool(tmp_path / "open", content) == (0, True, True)


@pytest.mark.parametrize("case", manifest(), ids=lambda case: case["case"])
def test_the_tool_still_says_what_the_manifest_says(case: dict[str, str]) -> None:
    folder = only_archive(f"tampered/{case['case']}").parent
    code, _, _ = tool("election", "verify", "--dir", str(folder))
    assert ("reject" if code else "ACCEPT") == case["belenios_tool_2_0"]


def test_a_question_of_the_template_is_read_as_it_stands() -> None:
    assert world(MOTION, CHOICE).election.questions == (
        Question("M?", ("Yes", "No", "Abstain"), 1, 1),
        Question("C?", ("A", "B"), 1, 2, blank=True),
    )
