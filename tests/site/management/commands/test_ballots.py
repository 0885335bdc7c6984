"""`lianxin ballots`: what docs/ballots.md says, done word for word; and its refusals."""

import io
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command

from lianxin.site.management import ballot_files
from tests.site.places import ROOT

pytestmark = pytest.mark.no_database
DOCUMENT = (ROOT / "docs" / "ballots.md").read_text(encoding="utf-8")
TEMPLATE = {
    "description": "",
    "name": "工会经费\x1b[2J",
    "questions": [
        {"answers": ["Yes", "No", "Abstain"], "min": 1, "max": 1, "question": "同意？"}
    ],
}
VOTES = ("[[1,0,0]]", "[[1,0,0]]", "[[0,1,0]]", "[[1,0,0]]", "[[0,0,1]]")


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("ballots", *arguments, stdout=out)
    return out.getvalue()


def steps() -> list[list[str]]:
    blocks = re.findall(r"```steps\n(.*?)```", DOCUMENT, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line.removeprefix("lianxin ballots ")) for line in lines]


def run_steps(until: str = "") -> str:
    """Do what the document says in the working folder; return what was said last."""
    Path("template.json").write_text(json.dumps(TEMPLATE), encoding="utf-8")
    names = {"$UUID": "", "$FINGERPRINT": ""}
    answer = ""
    for step in steps():
        if step[0] == until:
            break
        arguments = [names.get(word, word) for word in step]
        if step[0] == "vote":
            vote_all(arguments)
            continue
        answer = said(*arguments)
        if step[0] == "credentials":
            found = re.findall(r": (\S+)$", answer, re.MULTILINE)
            names = {"$UUID": found[0], "$FINGERPRINT": found[1]}
            Path("names").write_text(" ".join(found))
    return answer


def vote_all(arguments: list[str]) -> None:
    for code, votes in zip(Path("codes.txt").read_text().split(), VOTES, strict=True):
        Path("code.txt").write_text(code + "\n")
        assert "is on the board as" in said(*arguments[:-1], votes)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the document's election was held, up to its result."""
    folder = tmp_path_factory.mktemp("election")
    before = Path.cwd()
    os.chdir(folder)
    try:
        folder.joinpath("told").write_text(run_steps(), encoding="utf-8")
    finally:
        os.chdir(before)
    return folder


@pytest.fixture
def folder(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to work in."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_steps_of_the_document_lead_to_the_result(folder: Path) -> None:
    told = (folder / "told").read_text(encoding="utf-8")
    assert told.splitlines()[-4:] == [
        "同意？",
        "       3  Yes",
        "       1  No",
        "       1  Abstain",
    ]
    assert "2026" not in told
    assert "工会经费\N{REPLACEMENT CHARACTER}[2J" in told
    assert "3 trustees, of whom 2" in told


def test_the_recipe_of_the_document_is_run_as_it_stands(folder: Path) -> None:
    if not shutil.which("belenios-tool"):
        pytest.skip("belenios-tool is not installed (apt-get install belenios-tool)")
    (recipe,) = re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 -- the recipe of our own document
        ["bash", "-euc", recipe],  # noqa: S607 -- the shell of whoever reads the recipe
        cwd=folder,
        env={"PATH": path, "LIANXIN_DATA": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == (folder / "told").read_text(encoding="utf-8").strip()
    assert "all checks passed" in done.stderr
    assert "W:" not in done.stderr
    assert not (folder / "data").exists() or not list(folder.glob("data/*.sqlite3"))


def test_programs_are_told_in_json(folder: Path) -> None:
    found = json.loads(said("verify", "UUID.bel", "--json"))
    assert found["result"] == [[3, 1, 1]]
    assert len(found["trackers"]) == found["ballots"] == 5


def test_secrets_are_for_their_owner_only(folder: Path) -> None:
    private = {"codes.txt", "1.key", "2.key", "3.key"}
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {name for name, mode in modes.items() if mode == 0o600} == private


def test_nothing_is_overwritten(folder: Path) -> None:
    with pytest.raises(CommandError, match=r"codes\.txt is there already"):
        said("credentials", "--count", "2", "--codes", "codes.txt", "--public", "new")
    assert not (folder / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("verify none.bel", "none.bel cannot be used: No such file"),
        ("verify codes.txt", "does not begin with the record BELENIOS"),
        ("verify .", "cannot be used: Is a directory"),
        ("close UUID.bel", "The board is closed"),
        ("result UUID.bel", "The board is closed"),
        ("add UUID.bel --shown 1.decryption", "Trustee 1 has decrypted before"),
        ("add UUID.bel --shown 1.public", "has a member 'pok'"),
        ("vote UUID.bel --code code.txt --votes [[1,0,0]]", "The board is closed"),
        ("look UUID.bel --key codes.txt", "The key file is damaged"),
        ("credentials --count 0 --codes a --public b", "At least one credential"),
        (
            "decrypt UUID.bel --key 2.key --shown x --credentials other",
            "the registrar said other",
        ),
        (
            "certificate --place 4 --of 3 --threshold 2 --key k --shown c",
            "no possible threshold",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    folder: Path, arguments: str, words: str
) -> None:
    with pytest.raises(CommandError, match=re.escape(words)):
        said(*shlex.split(arguments))


def test_an_unfinished_board_is_correct_and_says_so(board_of_the_day: Path) -> None:
    assert said("verify", "UUID.bel").endswith("No result yet: the board is open.\n")
    _, fingerprint = (board_of_the_day / "names").read_text().split()
    asked = ["decrypt", "UUID.bel", "--key", "1.key", "--shown", "x"]
    asked += ["--credentials", fingerprint]
    with pytest.raises(CommandError, match="nothing is decrypted before it is closed"):
        said(*asked)
    said("close", "UUID.bel")
    assert said("verify", "UUID.bel").endswith("No result yet: voting has ended.\n")
    with pytest.raises(CommandError, match="5 ballots were cast; with fewer than 10"):
        said(*asked)
    with pytest.raises(CommandError, match="before enough trustees had decrypted"):
        said("result", "UUID.bel")
    assert not (board_of_the_day / "x").exists()


@pytest.mark.parametrize(
    ("code", "votes", "words"),
    [
        ("nt2-PDC-ai1-r52-MrQ", "[[1,0,0]]", "credential is not in the list"),
        ("nt2-PDC-ai1-r52-MrR", "[[1,0,0]]", "a character was mistyped"),
        ("nt2-PDC", "[[1,0,0]]", "must have 15 characters"),
        ("nt2-PDC-ai1-r52-Mr0", "[[1,0,0]]", "0 never stands in one"),
        ("", "[[1,0,0]]", "must have 15 characters"),
        (None, "[[1,0,0]]", "has cast a ballot before"),
        (None, "[[1,1,0]]", "1 to 1 of 3 answers must be chosen"),
        (None, "[[1,0]]", "1 to 1 of 3 answers must be chosen"),
        (None, "[]", "list of votes has 0 entries"),
        (None, "yes", "is not readable"),
        (None, "5", "Votes are a list of 0 and 1"),
        (None, "[1,0,0]", "Votes are a list of 0 and 1"),
        (None, "[[1.0,0,0]]", "Votes are a list of 0 and 1"),
        (None, "[[true,0,0]]", "Votes are a list of 0 and 1"),
    ],
)
def test_a_ballot_that_would_not_count_is_not_put_on_the_board(
    board_of_the_day: Path, code: str | None, votes: str, words: str
) -> None:
    before = (board_of_the_day / "UUID.bel").read_bytes()
    if code is not None:
        Path("code.txt").write_text(code)
    with pytest.raises(CommandError, match=words):
        said("vote", "UUID.bel", "--code", "code.txt", "--votes", votes)
    assert (board_of_the_day / "UUID.bel").read_bytes() == before


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all have voted and the board is open."""
    folder = tmp_path_factory.mktemp("voted")
    before = Path.cwd()
    os.chdir(folder)
    try:
        run_steps(until="close")
    finally:
        os.chdir(before)
    return folder


@pytest.fixture
def board_of_the_day(
    voted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    shutil.copytree(voted, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_older_copy_must_be_continued(folder: Path, voted: Path) -> None:
    said("verify", "UUID.bel", "--since", "UUID.bel")
    with pytest.raises(CommandError, match="not a continuation of the older one"):
        said("verify", "UUID.bel", "--since", str(voted / "UUID.bel"))


def test_an_archive_changed_meanwhile_is_left_alone(board_of_the_day: Path) -> None:
    archive = board_of_the_day / "UUID.bel"
    board = ballot_files.checked(archive)
    archive.write_bytes(archive.read_bytes() + b"x")
    changed = archive.read_bytes()
    with pytest.raises(ballot_files.Refused, match="changed while it was read"):
        ballot_files._append(archive, board)
    assert archive.read_bytes() == changed


def test_each_voter_has_a_letter_with_one_code_for_the_registrars_eyes(
    folder: Path,
) -> None:
    codes, names = Path("codes.txt").read_text().split(), ["王一", "李二", "#三", "*四"]
    asked = ["--codes", "codes.txt", "--names", "names.txt", "--shown", "letters.pdf"]
    asked += ["--title", "推荐先进", "--address", "https://lianxin.example/polls/7/"]
    Path("names.txt").write_text("\n".join(names), encoding="utf-8")
    with pytest.raises(CommandError, match="5 credentials, but 4 people"):
        said("letters", *asked)
    names.append("=五")
    Path("names.txt").write_text("\n".join(names) + "\n\n", encoding="utf-8")
    assert "5 letters stand in letters.pdf" in said("letters", *asked)
    assert stat.S_IMODE(Path("letters.pdf").stat().st_mode) == 0o600
    found = pypdf.PdfReader("letters.pdf").pages
    pages = ["".join(page.extract_text().split()) for page in found]
    for page, name, code in zip(pages, names, codes, strict=True):
        assert [one for one in codes if one in page] == [code]
        assert [one for one in names if one in page] == [name]
        assert "推荐先进" in page
        assert "https://lianxin.example/polls/7/" in page
    with pytest.raises(CommandError, match="is there already"):
        said("letters", *asked)
