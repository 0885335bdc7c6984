"""Write database and files into one archive; keys apart."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, refuse_other_keys
from lianxin.site import keys
from lianxin.site.backups import Refusal, write_archive


class Command(TeachingCommand):
    """`lianxin backup`."""

    help = """Write the database and all files into one archive, while the site runs.

The archive does not depend on the database engine: one made on SQLite can be restored
into PostgreSQL. It holds no keys. Without them nobody can read encrypted fields from
it, nor restore it: write them once with --keys and keep that file in another place.
Sessions are left out: after a restore everybody signs in again.

Refuses to overwrite a file, and keys with which the archive could not be restored.

  lianxin backup /backups/2026-11-23.tar.gz
  lianxin backup --keys /media/safe/lianxin-keys.json"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """The archive, the keys, or both."""
        parser.add_argument("archive", nargs="?", type=Path, help="file to write")
        parser.add_argument("--keys", type=Path, help="write a copy of the keys here")

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Write what was asked for and say what was written."""
        if not options["archive"] and not options["keys"]:
            message = "Say where to: lianxin backup FILE.tar.gz, or --keys FILE."
            raise CommandError(message)
        if options["keys"]:
            _copy_keys(options["keys"])
            self.stdout.write(
                f"Keys: {options['keys']}. Keep them apart from archives."
            )
        if options["archive"]:
            refuse_other_keys()
            try:
                counted = write_archive(options["archive"], at=clock.now())
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(
                f"{options['archive']}: {counted['rows']} rows, {counted['files']} files."
            )


def _copy_keys(target: Path) -> None:
    if target.exists():
        message = f"{target} exists already; nothing was overwritten."
        raise CommandError(message)
    mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with (
        (settings.LIANXIN_KEYS / keys.FILE).open("rb") as held,
        os.fdopen(os.open(target, mode, 0o600), "wb") as out,
    ):
        shutil.copyfileobj(held, out)
