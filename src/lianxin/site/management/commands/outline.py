"""Read an official document and print its outline."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.jobs import bounded
from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.kernel.outline.readers import Unreadable
from lianxin.kernel.outline.readers.limits import FILE_MEGABYTES, MEGABYTE

SECONDS = 60
# The recogniser grows by up to twenty times the text, which is at most some 30 MB.
MEGABYTES = 1024


class Command(TeachingCommand):
    """`lianxin outline`."""

    help = """Read a document (.docx, .pdf with text, .txt, .md or .html) and print its
title, headings and items, what they suggest, and what to look at.

  lianxin outline 工作要点.docx          a tree with paths such as 三(一) and 二·一是
  lianxin outline 工作要点.docx --json   the same for programs; offsets count
                                         characters of the decoded text

The file is read in a process of its own with little time and memory, so that a damaged
or hostile file can do no harm. Nothing is stored. What cannot be read ends with exit
code 1 and a sentence that says what to do."""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """The document, and how to print its outline."""
        parser.add_argument("file", type=Path, help="the document")
        parser.add_argument("--json", action="store_true", help="print JSON")

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Print the outline, or fail with what the reader says."""
        found = _outlined(options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(found["outline"], ensure_ascii=False))
        else:
            self.stdout.write(found["tree"])


def _outlined(path: Path) -> dict[str, Any]:
    try:
        return _read_apart(_bytes_of(path), path.name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"{path} cannot be opened: {reason}.") from error
    except Unreadable as error:
        raise CommandError(str(error)) from error


def _bytes_of(path: Path) -> bytes:
    """Return the file, or no more than shows that it is too large."""
    with path.open("rb") as file:
        return file.read(FILE_MEGABYTES * MEGABYTE + 1)


def _read_apart(data: bytes, name: str) -> dict[str, Any]:
    """Read and outline in a child process; running out of limits is a refusal too."""
    try:
        answer = bounded.run(
            "lianxin.kernel.outline.files:outline_of_file",
            data,
            seconds=SECONDS,
            megabytes=MEGABYTES,
            arguments={"name": name},
            output_megabytes=256,
            tells=[Unreadable],
        )
    except bounded.TooSlow as error:
        raise Unreadable("too_slow", name=name, seconds=SECONDS) from error
    except bounded.TooLarge as error:
        raise Unreadable("too_hungry", name=name, megabytes=MEGABYTES) from error
    except bounded.Failed as error:
        raise Unreadable("broken_reader", name=name) from error
    found: dict[str, Any] = json.loads(answer)
    return found
