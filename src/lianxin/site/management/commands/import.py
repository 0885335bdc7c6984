"""Read a workbook as it is kept and print what would be taken from it."""  # noqa: N999 -- named as the command is typed

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.jobs.reading import Limits, read_workbook_apart
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.kernel.sheets import Unreadable
from lianxin.kernel.sheets.limits import FILE_MEGABYTES

# 300,000 rows of 25 cells, their typed values and their JSON.
LIMITS = Limits(seconds=300, megabytes=4096, output_megabytes=1024)
MEGABYTE = 1024 * 1024


class Command(TeachingCommand):
    """`lianxin import`."""

    help = """Read a workbook (.xlsx, .xls, .csv, or the tables of a .docx) and print, row
by row, what would be taken from it: right, repaired with a notice, wrong with the
reason, or left out as a total, a group's line or a footnote. Nothing is stored.

  lianxin import 花名册.xlsx --preview          for people
  lianxin import 花名册.xlsx --preview --json   the same for programs
  lianxin import 花名册.xlsx --preview --known known.json
                                               judged by what is known: known_branches,
                                               known_people, known_members, reference_date

The kinds of sheet and the headings that mean each column are in the rulebook
(sheets.yaml). The file is read in a process of its own with little time and memory."""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """The workbook, what is known, and how to print."""
        parser.add_argument("file", type=Path, help="the workbook")
        parser.add_argument(
            "--preview", action="store_true", required=True, help="store nothing"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--known", type=Path, help="a JSON file of what the organisation knows"
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Print the preview, or fail with what the reader says."""
        known = "{}" if options["known"] is None else _known(options["known"])
        answer = _previewed(options["file"], known)
        if options["json"]:
            self.stdout.write(answer)
        else:
            self.stdout.write("\n".join(_lines(json.loads(answer))))


def _known(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"{path} cannot be opened: {reason}.") from error
    except ValueError as error:
        raise CommandError(f"{path} is not valid JSON: {error}.") from error
    if not isinstance(found, dict):
        raise CommandError(f"{path} must hold a JSON object.")
    return text


def _previewed(path: Path, known: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_MEGABYTES * MEGABYTE + 1)
        return _read_apart(data, path.name, known)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"{path} cannot be opened: {reason}.") from error
    except Unreadable as error:
        raise CommandError(str(error)) from error


def _read_apart(data: bytes, name: str, known: str) -> str:
    kinds = rulebook.text_of_sheet_kinds()
    return read_workbook_apart(
        "lianxin.kernel.sheets.preview:preview_of_file",
        data,
        name=name,
        limits=LIMITS,
        arguments={"name": name, "kinds": kinds, "known": known},
    ).decode()


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield from (f"{problem['sentence']}" for problem in found["problems"])
    for sheet in found["sheets"]:
        counts = {"ok": 0, "error": 0, "skip": 0}
        for row in sheet["rows"]:
            counts[row["status"]] += 1
        yield (
            f"{sheet['sheet']}: {sheet['kind'] or 'not taken'}; {counts['ok']} right, "
            f"{counts['error']} wrong, {counts['skip']} left out"
        )
        yield from (f"  {problem['sentence']}" for problem in sheet["problems"])
        for row in sheet["rows"]:
            for problem in (*row["errors"], *row["notices"]):
                place = f"{problem['column']}{row['row']}"
                yield f"  {place} {problem['severity']}: {problem['sentence']}"
