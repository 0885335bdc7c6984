"""Steps of `lianxin ballots` for what voters hold: opened ballots, receipts, letters."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typst

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.ballots import votes_in
from lianxin.kernel.ballots.credentials import read_code
from lianxin.kernel.ballots.proofs import Opening
from lianxin.kernel.ballots.receipts import check_receipt
from lianxin.kernel.ballots.refusals import Refused
from lianxin.site.management import ballot_files as files

LAYOUT = Path(__file__).parents[1] / "templates" / "ballots" / "letters.typ"
Step = tuple[str, Callable[[dict[str, Any]], str], dict[str, dict[str, Any]]]


def _opened(options: dict[str, Any]) -> str:
    election = files.checked(options["file"]).election
    told = json.loads(options["opened"].read_text(encoding="utf-8"))
    ballot, openings = canonical.members(told, "the file", "ballot", "openings")
    record = canonical.write(ballot)
    votes = votes_in(election, record, [_openings(row) for row in openings])
    lines = ["The opened ballot holds:"]
    for question, row in zip(election.questions, votes, strict=True):
        answers = ("(blank)", *question.answers) if question.blank else question.answers
        marked = [text for text, one in zip(answers, row, strict=True) if one]
        lines += ["", question.text, f"  {'; '.join(marked) or '(none)'}"]
    return "\n".join([*lines, "", "It must not be cast any more."])


def _openings(row: object) -> Sequence[Opening]:
    found = []
    for one in canonical.listed(row, "the openings of a question"):
        nonce, value = canonical.members(one, "an opening", "nonce", "value")
        number = canonical.count(value, "the value of an opening")
        found.append(Opening(nonce=canonical.scalar(nonce, "a nonce"), value=number))
    return found


def _receipt(options: dict[str, Any]) -> str:
    board = files.checked(options["file"])
    value = canonical.read(board.election.record)
    public = str(value.get("receipt_key", ""))
    record = files.read_record(options["receipt"]).strip()
    tracker = check_receipt(record, public, board.events, board.trackers)
    return f"The receipt is genuine, and the ballot {tracker} is on the board."


def _letters(options: dict[str, Any]) -> str:
    codes = _lines(options["codes"])
    names = _lines(options["names"])
    if len(codes) != len(names):
        raise Refused("number_of_credentials", found=len(codes), expected=len(names))
    told = {
        "title": options["title"],
        "address": options["address"],
        "letters": [
            {"name": name, "code": read_code(code)}
            for name, code in zip(names, codes, strict=True)
        ],
    }
    made = typst.compile(
        LAYOUT.read_bytes(), sys_inputs={"given": json.dumps(told, sort_keys=True)}
    )
    files.write_new(options["shown"], bytes(made), files.PRIVATE, ending=b"")
    return (
        f"{len(codes)} letters stand in {options['shown']}: print them, put each into "
        "an envelope, and destroy the file."
    )


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _path(words: str) -> dict[str, Any]:
    return {"type": Path, "required": True, "help": words}


_FILE = {"type": Path, "metavar": "FILE", "help": "the archive (UUID.bel)"}
STEPS: dict[str, Step] = {
    "opened": (
        "Voter: check that a ballot that was opened holds what was chosen.",
        _opened,
        {"file": _FILE, "--opened": _path("the text that the booth showed")},
    ),
    "receipt": (
        "Voter: check that the ballot of a receipt is on the board.",
        _receipt,
        {"file": _FILE, "--receipt": _path("the receipt that the booth showed")},
    ),
    "letters": (
        "Registrar: letters with the codes, one a page, to be put into envelopes.",
        _letters,
        {
            "--codes": _path("the private file of codes"),
            "--names": _path("the voters, one a line, in any order"),
            "--title": {"required": True, "help": "what is voted on"},
            "--address": {"required": True, "help": "where one votes"},
            "--shown": _path("new file for the letters (PDF): private"),
        },
    ),
}
