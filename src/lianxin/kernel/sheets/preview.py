"""A workbook to what its preview shows, as JSON-ready values."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lianxin.kernel.sheets.cells import Sheet, Workbook
from lianxin.kernel.sheets.checks import recognise_all
from lianxin.kernel.sheets.drafts import Known
from lianxin.kernel.sheets.kinds import parse_sheet_kinds
from lianxin.kernel.sheets.parting import parted
from lianxin.kernel.sheets.problems import notice
from lianxin.kernel.sheets.reading import read
from lianxin.kernel.sheets.recognising import Recognised
from lianxin.kernel.sheets.typedrows import Standing, TypedRow, as_json

STATUSES = {
    Standing.RIGHT: "ok",
    Standing.REPAIRED: "ok",
    Standing.WRONG: "error",
    Standing.SKIPPED: "skip",
}


def preview_of_file(data: bytes, *, name: str, kinds: str, known: str) -> bytes:
    """Return the preview of a file as JSON: what a child process is asked to do.

    `kinds` is the text of the rulebook's sheets.yaml, `known` a JSON object for
    `known_from`. Raises Unreadable as `read` does.
    """
    known_kinds = parse_sheet_kinds(kinds, "sheets.yaml")
    workbook = parted(read(data, name), known_kinds)
    found = recognise_all(
        workbook,
        known_kinds,
        known=known_from(json.loads(known)),
    )
    whole = preview(workbook, found)
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")


def preview(workbook: Workbook, found: Iterable[Recognised]) -> dict[str, object]:
    """What the preview page shows: every sheet, its kind, its rows and their problems."""
    by_name = {each.sheet: each for each in found}
    return {
        "name": workbook.name,
        "format": workbook.format,
        "problems": [problem.as_json() for problem in workbook.problems],
        "sheets": [_sheet(sheet, by_name.get(sheet.name)) for sheet in workbook.sheets],
    }


def _sheet(sheet: Sheet, found: Recognised | None) -> dict[str, object]:
    if found is None:
        problems = list(sheet.problems)
        if sheet.rows:
            problems.append(notice("sheet_not_recognised", sheet=sheet.name))
        return {
            "sheet": sheet.name,
            "kind": None,
            "rows": [],
            "problems": [problem.as_json() for problem in problems],
        }
    return {
        "sheet": sheet.name,
        "kind": found.kind.code,
        "title": found.title,
        "header_rows": list(found.header_rows),
        "columns": {column.letter: column.code for column in found.columns},
        "rows": [_row(row) for row in found.rows],
        "problems": [problem.as_json() for problem in found.problems],
    }


def _row(row: TypedRow) -> dict[str, object]:
    return {
        "row": row.row,
        "status": STATUSES[row.standing],
        "why": str(row.why),
        "values": {code: as_json(value) for code, value in row.values.items()},
        "errors": [p.as_json() for p in row.problems if p.is_error],
        "notices": [p.as_json() for p in row.problems if not p.is_error],
    }


def known_from(given: Mapping[str, Any]) -> Known:
    """What the organisation knows, from the file that `--known` names.

    `known_branches`, `known_above`, `known_people` and `known_members` are lists of names, the latter
    two also of objects with `name` and `id_number`; `needs` are codes of columns, for
    all kinds or by kind; `reference_date` is a day.
    """
    people, _ = _names_and_numbers(given.get("known_people", []))
    members, numbers = _names_and_numbers(given.get("known_members", []))
    day = given.get("reference_date")
    return Known(
        units=frozenset(_names_and_numbers(given.get("known_branches", []))[0]),
        above=frozenset(_names_and_numbers(given.get("known_above", []))[0]),
        people=frozenset(people),
        members=frozenset(members),
        member_identities=frozenset(numbers),
        today=None if day is None else date.fromisoformat(str(day)),
        needs=_needs(given.get("needs")),
    )


def _needs(given: object) -> dict[str, frozenset[str]]:
    if isinstance(given, dict):
        return {
            str(kind): frozenset(map(str, codes))
            for kind, codes in given.items()
            if isinstance(codes, list)
        }
    return {"": frozenset(map(str, given))} if isinstance(given, list) else {}


def _names_and_numbers(listed: object) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    numbers: set[str] = set()
    for each in listed if isinstance(listed, list | dict) else ():
        if isinstance(each, str):
            names.add(each)
        elif isinstance(each, dict):
            names.add(str(each.get("name", "")))
            numbers.add(str(each.get("id_number", "")))
    return names - {""}, numbers - {""}
