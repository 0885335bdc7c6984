"""Write the archive of the organisation, or read one into an empty place."""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import translation
from typing_extensions import override

from lianxin.base.archives.operations import (
    Refusal,
    in_clear,
    read_archive,
    under,
    write_archive,
)
from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, refuse_other_keys
from lianxin.site.rebuilds import REBUILDS


class Command(TeachingCommand):
    """`lianxin archive`."""

    help = """Take all that the organisation has entered along, or read it in again.

The archive is one zip: a manifest, each table as lines of JSON with the columns' names,
each file as it is (docs/archive.md). It needs neither our keys nor our database engine:
phone and identity numbers and other encrypted fields are encrypted under a passphrase
that you choose, or stand in clear where you ask for that with --in-clear. Reading it
into an empty place makes the same organisation there, under the keys of that place;
passwords go on working, second factors are set up anew. Caches are not in it and are
made anew once it is read.

The passphrase is asked for, or read from the first line of --passphrase-file. Whoever
loses it loses the encrypted fields of the archive.

Refuses to overwrite a file, to read into a database that is not empty, a damaged
archive, and one of a version with other tables. For backups use `lianxin backup`.

  lianxin archive write /media/usb/organisation.zip
  lianxin archive read /media/usb/organisation.zip --passphrase-file /media/safe/words"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, with which file, under which words."""
        parser.add_argument("act", choices=["write", "read"], help="write or read")
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument(
            "--passphrase-file",
            type=Path,
            help="file whose first line is the passphrase",
        )
        parser.add_argument(
            "--in-clear",
            action="store_true",
            help="write: leave encrypted fields in clear; guard the archive well",
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Do what was asked for and say how much it was, in English as all commands."""
        with translation.override("en"):
            counted = self._counted(options)
        rows, files = counted["rows"], counted["files"]
        self.stdout.write(f"{options['file']}: {rows} rows, {files} files.")
        if counted.get("missing"):
            self.stderr.write(
                f"{counted['missing']} files are entered but lie in the folder of files "
                "no more; the manifest names them. A backup may still have them."
            )

    def _counted(self, options: dict[str, Any]) -> Mapping[str, int]:
        try:
            if options["act"] == "write":
                return self._write(options["file"], options)
            return self._read(options["file"], options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _write(self, file: Path, options: dict[str, Any]) -> Mapping[str, int]:
        refuse_other_keys()
        if options["in_clear"]:
            protection = in_clear()
            self.stderr.write("In clear: whoever has the archive reads everything.")
        else:
            protection = under(_passphrase(options["passphrase_file"], twice=True))
        return write_archive(file, protection=protection, at=clock.now())

    def _read(self, file: Path, options: dict[str, Any]) -> Mapping[str, int]:
        if not file.is_file():
            message = f"There is no file {file}."
            raise CommandError(message)
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
        said = options["passphrase_file"]
        counted = read_archive(file, passphrase=lambda: _passphrase(said, twice=False))
        for rebuild in REBUILDS.values():
            rebuild(clock.today())
        return counted


def _passphrase(file: Path | None, *, twice: bool) -> str:
    if file is not None:
        if not file.is_file():
            message = f"There is no file {file}."
            raise CommandError(message)
        return file.read_text(encoding="utf-8").split("\n")[0].strip()
    if not sys.stdin.isatty():
        message = "Nobody is there to be asked: give --passphrase-file FILE."
        raise CommandError(message)
    said = getpass("Passphrase: ")
    if twice and getpass("Once more: ") != said:
        message = "The two are not the same; nothing was written."
        raise CommandError(message)
    return said
