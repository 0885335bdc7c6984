"""Read an archive back into an empty place."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from typing_extensions import override

from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.site import keys
from lianxin.site.backups import Refusal, read_archive


class Command(TeachingCommand):
    """`lianxin restore`."""

    help = """Read an archive back into an empty database and an empty folder of files.

With --keys, the keys in that file become those of this place. Every hash is verified
before anything is written; what is restored is equal to what was backed up, row by
row and byte by byte. Ledgers come along; `lianxin rebuild` makes them anew if in doubt.

Refuses a database that is not empty, a damaged archive, keys that do not fit, and an
archive of a version with other tables.

  lianxin restore /backups/2026-11-23.tar.gz --keys /media/safe/lianxin-keys.json"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """The archive and its keys."""
        parser.add_argument("archive", type=Path, help="file that `backup` wrote")
        parser.add_argument(
            "--keys", type=Path, help="file that `backup --keys` wrote, if kept apart"
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Verify, then write; say what was written."""
        for name in ("archive", "keys"):
            if options[name] and not options[name].is_file():
                message = f"There is no file {options[name]}."
                raise CommandError(message)
        held = settings.LIANXIN_KEYS / keys.FILE
        file = options["keys"] or held
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
        try:
            counted = read_archive(options["archive"], keys=keys.read(file))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if not file.samefile(held):
            _take_over(file, held)
        self.stdout.write(f"{counted['rows']} rows, {counted['files']} files restored.")


def _take_over(file: Path, held: Path) -> None:
    """Make these the keys of this place; the unused ones stay beside them."""
    held.rename(held.with_name("keys.before-restore.json"))
    shutil.copyfile(file, held)
    held.chmod(0o600)
