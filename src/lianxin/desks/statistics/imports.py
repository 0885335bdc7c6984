"""A roster as it was exported, read in a child process; nothing of it is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.base.jobs.reading import Limits, read_workbook_apart
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.sheets.limits import FILE_MEGABYTES
from lianxin.kernel.sheets.staging import batch_in, frames_of, payload
from lianxin.kernel.sheets.unreadable import Unreadable

KIND = "members"
MEGABYTE = 1024 * 1024
LIMITS = Limits(seconds=60, megabytes=1024, output_megabytes=128)


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows of a roster with an identity number, and the numbers of those without."""

    rows: Sequence[tuple[int, Mapping[str, Any]]]
    unread: Sequence[int]


def read_roster(data: bytes, *, name: str, today: date) -> Roster:
    """The rows of all sheets that are rosters of members.

    Unreadable where there is none, and for a file that takes too long or too much.
    """
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        raise Unreadable("too_large", name=name, megabytes=FILE_MEGABYTES)
    frames = frames_of(_read_apart(data, name=name, today=today))
    head = json.loads(next(frames))
    wanted = {n for n, s in enumerate(head["sheets"]) if s["kind"] == KIND}
    if not wanted:
        raise Unreadable("no_table", name=name)
    rows: list[tuple[int, Mapping[str, Any]]] = []
    unread: list[int] = []
    for frame in frames:
        number, found = batch_in(frame)
        for row in found.rows if number in wanted else ():
            if row.why:
                continue
            if row.values.get("id_number"):
                rows.append((row.row, row.values))
            else:
                unread.append(row.row)
    return Roster(rows, unread)


def _read_apart(data: bytes, *, name: str, today: date) -> bytes:
    settings = {
        "name": name,
        "kinds": rulebook.text_of_sheet_kinds(),
        "known": {"reference_date": today.isoformat()},
        "chosen": {},
        "remembered": {},
    }
    return read_workbook_apart(
        "lianxin.kernel.sheets.staging:stage_file",
        payload(settings, data),
        name=name,
        limits=LIMITS,
    )
