"""Rows of a file are kept, in short transactions, as they are read and judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.imports import policy, queries
from lianxin.base.imports.enums import Effect
from lianxin.base.imports.events import ColumnsChosen
from lianxin.base.imports.models import (
    Import,
    ImportSheet,
    RememberedColumns,
    StagedRows,
)
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.sheets.recognising import Standing
from lianxin.kernel.sheets.staging import StagedRow

LONGEST_TITLE, LONGEST_NAME = 200, 120


@transaction.atomic
def choose_columns(
    sheet: ImportSheet,
    *,
    kind: str,
    header: int | None,
    columns: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """Say what a sheet is and what its columns mean; the file is then read anew.

    Remembered for the unit's next sheet with such a heading. Raises ValidationError
    where the sheet was taken already, or the file is not kept any more.
    """
    policy.may_import(actor=actor).or_raise()
    sheet = ImportSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.taken_at is not None or sheet.asked_at is not None:
        raise ValidationError(_("The rows of this sheet were taken already."))
    dropped = sheet.dropped
    if queries.content_of(dropped) is None:
        raise ValidationError(_("The file is not kept any more; drop it in again."))
    chosen = {"kind": kind, "header": header, "columns": dict(columns)}
    sheet.chosen = chosen
    sheet.save(update_fields=["chosen"])
    RememberedColumns.objects.update_or_create(
        unit=dropped.unit,
        fingerprint=sheet.fingerprint,
        defaults={"chosen": chosen | {"header": None}},
    )
    read_anew(dropped)
    journal.write(
        ColumnsChosen(
            subject=queries.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            after={"sheet": sheet.name, "kind": kind, "columns": dict(columns)},
        )
    )


def read_anew(dropped: Import) -> None:
    """Have a file read again, for the sheets of it that were not taken."""
    Import.objects.filter(pk=dropped.pk).update(read_at=None, rows_read=0, refusal={})
    jobs.later("imports.read", queries.ref(dropped))


def refuse_file(dropped: Import, code: str, values: Mapping[str, object]) -> None:
    """Note why nothing can be read in a file, and keep it no longer."""
    with transaction.atomic():
        told = {"code": code, "values": {k: str(v) for k, v in values.items()}}
        Import.objects.filter(pk=dropped.pk).update(refusal=told)
        dropped.content.delete()


@transaction.atomic
def keep_sheets(
    dropped: Import, told: Mapping[str, Any]
) -> Mapping[int, ImportSheet]:
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
                "name": sheet["name"][:LONGEST_NAME],
                "title": sheet["title"][:LONGEST_TITLE],
                "kind": sheet["kind"],
                "header": sheet["header"],
                "columns": sheet["columns"],
                "problems": sheet["problems"],
                **_mark(dropped, number, sheet["fingerprint"]),
            },
        )
    Import.objects.filter(pk=dropped.pk).update(problems=told["problems"], rows_read=0)
    return found


def _mark(dropped: Import, number: int, fingerprint: str) -> dict[str, str]:
    """The fingerprint of the heading as it was recognised before anybody chose."""
    chosen = dropped.sheets.filter(number=number).exclude(chosen={}).exists()
    return {} if chosen else {"fingerprint": fingerprint}


@transaction.atomic
def keep_rows(sheet: ImportSheet, number: int, rows: Sequence[StagedRow]) -> None:
    """Keep a batch of rows, and say how far the reading is."""
    batch = StagedRows(sheet=sheet, number=number)
    _fill(batch, rows)
    batch.save()
    dropped = Import.objects.select_for_update().get(pk=sheet.dropped_id)
    dropped.rows_read += len(rows)
    dropped.save(update_fields=["rows_read"])


def restage(batch: StagedRows, rows: Sequence[StagedRow]) -> None:
    """Keep a batch as it was judged anew."""
    _fill(batch, rows)
    batch.save()


def finish_reading(dropped: Import, *, at: datetime) -> None:
    """All rows of the file are kept."""
    Import.objects.filter(pk=dropped.pk).update(read_at=at)


def _fill(batch: StagedRows, rows: Sequence[StagedRow]) -> None:
    batch.content = queries.closed(rows)
    for standing in Standing:
        count = sum(row.standing is standing for row in rows)
        setattr(batch, str(standing), count)
    for effect in Effect:
        count = sum(row.effect == effect and row.can_be_taken for row in rows)
        setattr(batch, str(effect), count)
