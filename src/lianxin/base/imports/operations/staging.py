"""Rows of a file are kept, in short transactions, as they are read and judged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.base.imports import queries
from lianxin.base.imports.enums import Effect
from lianxin.base.imports.models import (
    Import,
    ImportSheet,
    RememberedColumns,
    StagedRows,
)
from lianxin.kernel.sheets.staging import TAKEN, StagedBatch
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.kernel.zh.masking import without_numbers

LONGEST_TITLE, LONGEST_NAME = 200, 120


@transaction.atomic
def keep_chosen(sheet: ImportSheet, chosen: Mapping[str, object]) -> None:
    """Keep what was chosen of a sheet, and for the unit's next one with such a heading.

    The row of the heading is of this sheet alone.
    """
    ImportSheet.objects.filter(pk=sheet.pk).update(chosen=dict(chosen))
    RememberedColumns.objects.update_or_create(
        unit=sheet.dropped.unit,
        fingerprint=sheet.fingerprint,
        defaults={"chosen": {**chosen, "header": None}},
    )


@transaction.atomic
def keep_sheets(dropped: Import, told: Mapping[str, Any]) -> Mapping[int, ImportSheet]:
    """The sheets that are to be filled with rows, by number; those taken are not."""
    taken = set(
        dropped.sheets.filter(taken_at__isnull=False).values_list("number", flat=True)
    )
    open_sheets = dropped.sheets.filter(taken_at__isnull=True)
    StagedRows.objects.filter(sheet__in=open_sheets.values("pk")).delete()
    found: dict[int, ImportSheet] = {}
    for number, sheet in enumerate(told["sheets"]):
        if number in taken:
            continue
        found[number], _new = ImportSheet.objects.update_or_create(
            dropped=dropped,
            number=number,
            defaults={
                "name": without_numbers(sheet["name"])[:LONGEST_NAME],
                "title": without_numbers(sheet["title"])[:LONGEST_TITLE],
                "kind": sheet["kind"],
                "header": sheet["header"],
                "columns": [_plain(column) for column in sheet["columns"]],
                "problems": _told_plainly(sheet["problems"]),
                **_mark(dropped, number, sheet["fingerprint"]),
            },
        )
    Import.objects.filter(pk=dropped.pk).update(
        problems=_told_plainly(told["problems"]), rows_read=0
    )
    return found


def _plain(column: Sequence[Any]) -> Sequence[Any]:
    """A column without the numbers in its heading: it may be the row of a person."""
    letter, heading, *rest = column
    return [letter, without_numbers(heading), *rest]


def _told_plainly(problems: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """What is told of a whole sheet, without the numbers that stood in it."""
    return [
        {
            **problem,
            "values": {
                name: without_numbers(value) if isinstance(value, str) else value
                for name, value in problem["values"].items()
            },
        }
        for problem in problems
    ]


def _mark(dropped: Import, number: int, fingerprint: str) -> dict[str, str]:
    """The fingerprint of the heading as it was recognised before anybody chose."""
    chosen = dropped.sheets.filter(number=number).exclude(chosen={}).exists()
    return {} if chosen else {"fingerprint": fingerprint}


@transaction.atomic
def keep_rows(sheet: ImportSheet, number: int, batch: StagedBatch) -> None:
    """Keep a batch of rows, and say how far the reading is."""
    kept = StagedRows(sheet=sheet, number=number)
    _fill(kept, batch)
    kept.save()
    dropped = Import.objects.select_for_update().get(pk=sheet.dropped_id)
    dropped.rows_read += len(batch.rows)
    dropped.save(update_fields=["rows_read"])


def restage(kept: StagedRows, batch: StagedBatch) -> None:
    """Keep a batch as it was judged anew."""
    _fill(kept, batch)
    kept.save()


def finish_reading(dropped: Import, *, at: datetime) -> None:
    """All rows of the file are kept."""
    Import.objects.filter(pk=dropped.pk).update(read_at=at)


def _fill(kept: StagedRows, batch: StagedBatch) -> None:
    kept.content = queries.closed(batch)
    pairs = Counter((row.standing, row.effect) for row in batch.rows)
    standings: Counter[Standing] = Counter()
    effects: Counter[str] = Counter()
    for (standing, effect), count in pairs.items():
        standings[standing] += count
        if standing in TAKEN:
            effects[effect] += count
    for standing in Standing:
        setattr(kept, str(standing), standings[standing])
    for each in Effect:
        setattr(kept, str(each), effects[each])
