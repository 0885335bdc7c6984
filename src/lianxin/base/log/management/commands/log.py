"""Check the journal against its sealed log, or hand the log to somebody who will."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from typing_extensions import override

from lianxin.base.log import operations, queries
from lianxin.base.ui.management.teaching import TeachingCommand

WORDS = {
    queries.Difference.CHANGED: "entry {entry} was changed after it had been sealed",
    queries.Difference.MISSING: "entry {entry} was deleted after it had been sealed",
    queries.Difference.MOVED: "place {place} of the log is missing",
    queries.Difference.SEAL: "the seal over {place} entries does not fit them",
}


class Command(TeachingCommand):
    help = (
        "Check that no journal entry was changed or deleted since it was sealed.\n\n"
        "Every minute the worker seals new journal entries: it hashes them into a\n"
        "Merkle tree (RFC 9162) and stores the root. This command computes all of it\n"
        "anew and names the first entry that differs; it then exits with 1.\n\n"
        "  lianxin log                    check the database\n"
        "  lianxin log --export FOLDER    write log.jsonl and seals.jsonl; anybody can\n"
        "                                 check them with tools/verify_log.py, which\n"
        "                                 needs Python only\n\n"
        "Whoever holds the database could compute a false log from the beginning. So\n"
        "write down the last root now and then where they cannot reach it."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--export", metavar="FOLDER", type=Path, help="write the log there"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        if options["export"]:
            entries = operations.export(options["export"])
            self.stdout.write(f"{entries} entries written to {options['export']}")
            return
        check = queries.verify()
        if check.fault:
            words = WORDS[check.fault.difference]
            raise CommandError(
                words.format(entry=check.fault.entry_id, place=check.fault.place)
            )
        last = queries.last_seal()
        root = bytes(last.root).hex() if last else "none"
        waiting = queries.unsealed().count()
        self.stdout.write(
            f"{check.entries} sealed entries and {check.seals} seals are sound; "
            f"{waiting} entries wait to be sealed.\nroot {root}"
        )
