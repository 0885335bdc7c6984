"""Secret ballots on the command line, without a database."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.kernel.ballots import keys
from lianxin.kernel.ballots.credentials import make_uuid, read_credentials
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.verifier import Verdict
from lianxin.site.management import ballot_files as files
from lianxin.site.management import voter_steps


class Command(TeachingCommand):
    """`lianxin ballots`."""

    help = """Verify the archive of a secret ballot, and do what a registrar, a trustee
or a voter does on a machine of his own. Needs no database and no network.

  lianxin ballots verify UUID.bel             exit code 0 and the result, or 1 and why
  lianxin ballots verify UUID.bel --foreign   an archive that another program made
  lianxin ballots verify UUID.bel --since OLD.bel   it also continues an older copy

The registrar:   credentials, letters
Three or more trustees, in three rounds:   certificate, deal, finish; then trustees
The board:       begin, close, add, result
A voter:         vote, opened, receipt
Each trustee:    look (remember the board), decrypt

`lianxin ballots STEP --help` explains each; docs/ballots.md has them all in order.
No file is ever overwritten but an archive that grows and a key that remembers. Key
files and codes can be read by their owner only: keep them off the server."""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """One step each, with its files."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        for name, (words, _, arguments) in STEPS.items():
            step = steps.add_parser(name, help=words, description=words)
            for flag, options in arguments.items():
                step.add_argument(flag, **options)

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Do one step, or say why not."""
        try:
            words = STEPS[options["step"]][1](options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except FileExistsError as error:
            message = f"{error.filename} is there already; it is not overwritten."
            raise CommandError(message) from error
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{error.filename or 'A file'} cannot be used: {reason}."
            raise CommandError(message) from error
        except ValueError as error:
            raise CommandError(f"What was given is not readable: {error}.") from error
        self.stdout.write(words)


# What each step does


def _verify(options: dict[str, Any]) -> str:
    board = files.checked(options["file"], foreign=options["foreign"])
    if options["since"]:
        older = files.checked(options["since"], foreign=options["foreign"])
        board.refuse_other_history(older.events)
    return json.dumps(_as_json(board)) if options["json"] else _told(board)


def _credentials(options: dict[str, Any]) -> str:
    uuid = options["uuid"] or make_uuid()
    fingerprint = files.make_credentials(
        uuid, options["count"], options["codes"], options["public"]
    )
    return (
        f"Name of the election: {uuid}\n"
        f"Fingerprint of the list of credentials: {fingerprint}\n"
        "Tell both to the trustees; hand each voter one code; give the server the "
        "public list only."
    )


def _certificate(options: dict[str, Any]) -> str:
    files.new_key(
        options["place"],
        options["of"],
        options["threshold"],
        options["key"],
        options["shown"],
    )
    return (
        f"Give {options['shown']} to all trustees; keep {options['key']} to yourself."
    )


def _deal(options: dict[str, Any]) -> str:
    files.next_round(options["key"], options["files"], options["shown"], keys.dealt)
    found = keys.fingerprint_of([files.read_record(p) for p in options["files"]])
    return f"All trustees must see the same list of certificates: {found}"


def _finish(options: dict[str, Any]) -> str:
    files.next_round(options["key"], options["files"], options["shown"], keys.finished)
    return f"All shares are right. Give {options['shown']} to who begins the election."


def _trustees(options: dict[str, Any]) -> str:
    rounds = (options["dealings"], options["keys"])
    files.gather(options["shown"], options["certificates"], rounds)
    return f"{options['shown']} is complete and right."


def _begin(options: dict[str, Any]) -> str:
    parts = files.Parts(
        options["template"], options["trustees"], options["credentials"]
    )
    seconds = int(clock.now().timestamp())
    election = files.begin(options["file"], parts, options["uuid"], seconds)
    listed = read_credentials(files.read_record(options["credentials"]))
    return (
        f"Fingerprint of the election: {election.fingerprint}\n"
        f"Fingerprint of the list of credentials: {listed.fingerprint}"
    )


def _vote(options: dict[str, Any]) -> str:
    code = options["code"].read_text(encoding="utf-8").strip()
    tracker = files.vote(options["file"], code, _votes_in(options["votes"]))
    return f"Your ballot is on the board as {tracker}"


def _votes_in(text: str) -> list[list[int]]:
    votes = json.loads(text)
    rows: list[Any] = votes if isinstance(votes, list) else [None]
    for row in rows:
        if not isinstance(row, list) or any(type(one) is not int for one in row):
            raise Refused("wrong_votes")
    return rows


def _close(options: dict[str, Any]) -> str:
    board = files.close(options["file"])
    return f"Voting has ended with {board.ballots} ballots; trustees can decrypt now."


def _look(options: dict[str, Any]) -> str:
    return _told(files.look(options["file"], options["key"]))


def _decrypt(options: dict[str, Any]) -> str:
    kind = "motions" if options["motions"] else "persons"
    board = files.decrypt(
        options["file"],
        options["key"],
        options["shown"],
        least=rulebook.number(f"ballots_least_{kind}"),
        credentials=options["credentials"],
    )
    return f"{_told(board)}\n\nGive {options['shown']} to who keeps the board."


def _add(options: dict[str, Any]) -> str:
    owner = files.add_decryption(options["file"], options["shown"])
    return f"The decryption of trustee {owner} is on the board."


def _result(options: dict[str, Any]) -> str:
    return _told(files.finish(options["file"]))


_FILE = {"type": Path, "metavar": "FILE", "help": "the archive (UUID.bel)"}
_KEY = {"type": Path, "required": True, "help": "the trustee's private key file"}


def _path(words: str) -> dict[str, Any]:
    return {"type": Path, "required": True, "help": words}


def _paths(words: str) -> dict[str, Any]:
    return {"type": Path, "required": True, "nargs": "+", "help": words}


def _whole(words: str) -> dict[str, Any]:
    return {"type": int, "required": True, "help": words}


_Step = tuple[str, Callable[[dict[str, Any]], str], dict[str, dict[str, Any]]]
STEPS: dict[str, _Step] = {
    "verify": (
        "Check an archive and print its result, if there is one yet.",
        _verify,
        {
            "file": _FILE,
            "--foreign": {
                "action": "store_true",
                "help": "it was made elsewhere: strong proofs may be missing, and "
                "the last of a voter's ballots counts",
            },
            "--since": {"type": Path, "help": "an older copy, which it must continue"},
            "--json": {"action": "store_true", "help": "print JSON"},
        },
    ),
    "credentials": (
        "Registrar: make the codes of the voters and their public list.",
        _credentials,
        {
            "--count": _whole("how many voters there are"),
            "--uuid": {"help": "the name of the election; a new one if left out"},
            "--codes": _path("new file for the codes, one a line: private"),
            "--public": _path("new file for the public list"),
        },
    ),
    "certificate": (
        "Trustee, first round: make a private key file and a certificate.",
        _certificate,
        {
            "--place": _whole("which of the trustees you are, from 1"),
            "--of": _whole("how many trustees there are"),
            "--threshold": _whole("how many are needed to decrypt"),
            "--key": _KEY,
            "--shown": _path("new file for the certificate"),
        },
    ),
    "deal": (
        "Trustee, second round: deal a sealed share to every other trustee.",
        _deal,
        {
            "files": {"type": Path, "nargs": "+", "help": "all certificates, in order"},
            "--key": _KEY,
            "--shown": _path("new file for what you deal"),
        },
    ),
    "finish": (
        "Trustee, third round: check the shares dealt to you, show your public key.",
        _finish,
        {
            "files": {"type": Path, "nargs": "+", "help": "all dealings, in order"},
            "--key": _KEY,
            "--shown": _path("new file for your public key"),
        },
    ),
    "trustees": (
        "Put together what the trustees have shown.",
        _trustees,
        {
            "--certificates": _paths("all certificates, in order"),
            "--dealings": _paths("all dealings, in order"),
            "--keys": _paths("all public keys, in order"),
            "--shown": _path("new file for the trustees"),
        },
    ),
    "begin": (
        "Begin an archive: what is asked, who decrypts, who may vote.",
        _begin,
        {
            "file": _FILE,
            "--uuid": {"required": True, "help": "the name the registrar was given"},
            "--template": _path("the questions, as belenios-tool reads them"),
            "--trustees": _path("the trustees"),
            "--credentials": _path("the public list of credentials"),
        },
    ),
    "vote": (
        "Voter: seal a ballot and put it on a board.",
        _vote,
        {
            "file": _FILE,
            "--code": _path("a file that has your code"),
            "--votes": {
                "required": True,
                "help": "0 or 1 for each answer, such as [[1,0,0],[0,1]]",
            },
        },
    ),
    "close": (
        "End the voting and publish the encrypted tally.",
        _close,
        {"file": _FILE},
    ),
    "look": (
        "Trustee: check a board and remember it; no other history is accepted later.",
        _look,
        {"file": _FILE, "--key": _KEY},
    ),
    "decrypt": (
        "Trustee: check the archive and decrypt its tally, once.",
        _decrypt,
        {
            "file": _FILE,
            "--key": _KEY,
            "--shown": _path("new file for your part of the decryption"),
            "--credentials": {
                "required": True,
                "help": "the fingerprint of the list, as the registrar told it",
            },
            "--motions": {
                "action": "store_true",
                "help": "every question is a motion: fewer ballots are enough",
            },
        },
    ),
    "add": (
        "Put a trustee's part of the decryption on the board.",
        _add,
        {"file": _FILE, "--shown": _path("what the trustee has decrypted")},
    ),
    "result": (
        "Publish the result, once enough trustees have decrypted.",
        _result,
        {"file": _FILE},
    ),
    **voter_steps.STEPS,
}


# What an archive says


def _told(board: Verdict) -> str:
    election = board.election
    cast = len(board.trackers)
    again = f" (of {cast} cast)" if cast != board.ballots else ""
    needed = [
        f"{len(g.keys)} trustees, of whom {g.threshold}" for g in board.trustees.groups
    ]
    lines = [
        f"Correct: {election.name} ({election.uuid})",
        f"  SHA-256 of the archive       {board.archive}",
        f"  fingerprint of the election  {election.fingerprint}",
        f"  fingerprint of credentials   {board.credentials.fingerprint}",
        f"  credentials                  {len(board.credentials.numbers)}",
        f"  ballots that count           {board.ballots}{again}",
        f"  needed to decrypt            {'; and of '.join(needed)}",
    ]
    if board.result is None:
        stage = "voting has ended" if board.is_closed else "the board is open"
        lines.append(f"No result yet: {stage}.")
    for question, row in zip(election.questions, board.result or (), strict=False):
        answers = ("(blank)", *question.answers) if question.blank else question.answers
        lines += ["", question.text]
        lines += [f"  {n:>6}  {text}" for n, text in zip(row, answers, strict=True)]
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    """The line without what could steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def _as_json(board: Verdict) -> dict[str, Any]:
    return {
        "uuid": board.election.uuid,
        "name": board.election.name,
        "archive": board.archive,
        "election": board.election.fingerprint,
        "credentials": board.credentials.fingerprint,
        "ballots": board.ballots,
        "trackers": board.trackers,
        "result": board.result,
    }
