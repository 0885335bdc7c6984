"""Reading workbooks that wait, and their rows."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import ForeignObjectRel, Model, QuerySet, Sum

from lianxin.base.imports.models import (
    Import,
    ImportSheet,
    RememberedColumns,
    StagedRows,
)
from lianxin.base.journal.queries import among
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Ref
from lianxin.kernel.sheets.staging import StagedBatch, StagedRow
from lianxin.kernel.sheets.typedrows import Standing

# No text of Base85 begins so.
BASE64 = ":"
COUNTED = ("right", "repaired", "wrong", "skipped", "new", "completes", "same")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a sheet stand in which way, and what taking them would do."""

    right: int = 0
    repaired: int = 0
    wrong: int = 0
    skipped: int = 0
    new: int = 0
    completes: int = 0
    same: int = 0

    @property
    def rows(self) -> int:
        """All rows but those that are none: totals, lines of groups, footnotes."""
        return self.right + self.repaired + self.wrong

    @property
    def to_take(self) -> int:
        """The rows that would change an entry or make one."""
        return self.new + self.completes


def ref(dropped: Import) -> Ref:
    """The reference of a file."""
    return Ref("staging.import", dropped.pk)


def sheet_ref(sheet: ImportSheet) -> Ref:
    """The reference of a sheet."""
    return Ref("staging.importsheet", sheet.pk)


def same_content(sha256: str, *, unit: int) -> Import | None:
    """The file of the same contents that the unit has already, and has not undone."""
    return Import.objects.filter(
        sha256=sha256, unit=unit, undone_at__isnull=True, refusal={}
    ).first()


def all_sheets_of(dropped: Import) -> Sequence[ImportSheet]:
    """The sheets of a file in their order."""
    return list(dropped.sheets.order_by("number"))


def counts_of(sheets: Sequence[ImportSheet]) -> Mapping[int, Counts]:
    """How the rows of these sheets stand, by the sheet's key; one query."""
    rows = (
        StagedRows.objects.filter(sheet__in=[sheet.pk for sheet in sheets])
        .order_by()
        .values_list("sheet")
        .annotate(*(Sum(name) for name in COUNTED))
    )
    found = {key: Counts(*counts) for key, *counts in rows}
    return {sheet.pk: found.get(sheet.pk, Counts()) for sheet in sheets}


def all_batches_of(sheet: ImportSheet) -> Iterator[tuple[StagedRows, StagedBatch]]:
    """The batches of a sheet as they are kept and as they are judged, one at a time."""
    for pk in sheet.batches.order_by("number").values_list("pk", flat=True):
        kept = StagedRows.objects.get(pk=pk)
        yield kept, opened(kept)


def opened(kept: StagedRows) -> StagedBatch:
    """The rows of a batch."""
    return StagedBatch.unpacked(data_of(kept.content))


def closed(batch: StagedBatch) -> str:
    """Rows as the text of a batch."""
    return text_of(batch.packed())


def text_of(data: bytes) -> str:
    """Bytes as a text that a column holds: a mark, and Base64, which C encodes."""
    return BASE64 + base64.b64encode(data).decode("ascii")


def data_of(text: str) -> bytes:
    """The bytes of which `text_of` made a text; older ones are Base85."""
    if text.startswith(BASE64):
        return base64.b64decode(text[len(BASE64) :])
    return base64.b85decode(text)


def rows_of(
    sheet: ImportSheet, standing: Standing, *, first: int, number: int
) -> list[StagedRow]:
    """Of the rows that stand so, `number` from the place `first` on, counted from 0.

    Only the batches that hold them are opened.
    """
    found: list[StagedRow] = []
    counts = sheet.batches.order_by("number").values_list("pk", str(standing))
    for pk, count in counts:
        if len(found) >= number:
            break
        if first >= count:
            first -= count
            continue
        batch = opened(StagedRows.objects.get(pk=pk))
        rows = [row for row in batch.with_cells() if row.standing is standing]
        found += rows[first : first + number - len(found)]
        first = 0
    return found


def remembered_by(unit: int) -> Mapping[str, object]:
    """What the unit chose for headings so far, by their fingerprints."""
    rows = RememberedColumns.objects.filter(unit=unit)
    return dict(rows.values_list("fingerprint", "chosen"))


def chosen_of(dropped: Import) -> Mapping[str, object]:
    """What was chosen for sheets of this very file, by their numbers."""
    rows = dropped.sheets.exclude(chosen={})
    return {
        str(number): chosen for number, chosen in rows.values_list("number", "chosen")
    }


def content_of(dropped: Import) -> bytes | None:
    """The file itself; None where it is not kept any more."""
    held = getattr(dropped, "content", None)
    return None if held is None else data_of(held.content)


def all_stale(*, at: datetime) -> QuerySet[Import]:
    """Files that waited as long as files may wait."""
    kept = timedelta(days=rulebook.number("import_keep_days"))
    return Import.objects.filter(dropped_at__lt=at - kept)


def who_refers_to(
    model: type[Model], numbers: Sequence[int], *, but: Sequence[type[Model]]
) -> type[Model] | None:
    """A table of which a row refers to one of these rows of `model`; None for none.

    Tables in `but` do not count, nor do ledgers, which only follow from other rows (see
    `ledgers_about`). Asked table by table, so that it costs the same however many rows
    there are.
    """
    for relation in _relations_to(model):
        other = relation.related_model
        if other in but or _is_ledger(other):
            continue
        rows = other._default_manager
        if any(rows.filter(q).exists() for q in among(relation.field.name, numbers)):
            return other
    return None


def ledgers_about(
    model: type[Model], numbers: Sequence[int]
) -> Iterator[QuerySet[Any]]:
    """The rows of ledgers about these rows of `model`: they go where these go."""
    for relation in _relations_to(model):
        other = relation.related_model
        if _is_ledger(other):
            for some in among(relation.field.name, numbers):
                yield other._default_manager.filter(some)


def _relations_to(model: type[Model]) -> Iterator[ForeignObjectRel]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            yield relation


def _is_ledger(model: type[Model]) -> bool:
    return model.__name__.endswith("Ledger")
