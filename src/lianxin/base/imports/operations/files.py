"""A file comes in, is refused or read anew, and goes again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lianxin.base.files.operations import clean_name
from lianxin.base.imports import queries
from lianxin.base.imports.models import (
    Import,
    ImportContent,
    ImportSheet,
    Made,
    StagedRows,
)


@dataclass(frozen=True, slots=True)
class Dropper:
    """For which unit, by whom, for which post and in which language a file came in."""

    unit: int
    person: int
    name: str
    post: int | None
    language: str


@transaction.atomic
def keep_file(data: bytes, *, name: str, by: Dropper, at: datetime) -> Import:
    """Keep a file and who dropped it in."""
    dropped = Import.objects.create(
        name=clean_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        unit=by.unit,
        person=by.person,
        person_name=by.name,
        post=by.post,
        language=by.language,
        dropped_at=at,
    )
    content = queries.text_of(data)
    ImportContent.objects.create(dropped=dropped, content=content)
    return dropped


def forget_reading(dropped: Import) -> None:
    """Note that the file is to be read again."""
    Import.objects.filter(pk=dropped.pk).update(read_at=None, rows_read=0, refusal={})


@transaction.atomic
def refuse_file(dropped: Import, code: str, values: Mapping[str, object]) -> None:
    """Note why nothing can be read in a file, and keep it no longer."""
    told = {"code": code, "values": {key: str(v) for key, v in values.items()}}
    Import.objects.filter(pk=dropped.pk).update(refusal=told)
    ImportContent.objects.filter(dropped=dropped).delete()


@transaction.atomic
def discard_file(dropped: Import) -> None:
    """Delete a file with all rows that wait.

    Where something was taken of it, what was made stays noted, so that it can be undone.
    """
    sheets = ImportSheet.objects.filter(dropped=dropped)
    StagedRows.objects.filter(sheet__in=sheets.values("pk")).delete()
    ImportContent.objects.filter(dropped=dropped).delete()
    if Made.objects.filter(sheet__dropped=dropped).exists():
        sheets.filter(taken_at__isnull=True).delete()
        return
    sheets.delete()
    dropped.delete()


def discard_stale(*, at: datetime) -> int:
    """Delete what waited as long as files may wait; how many files."""
    stale = list(queries.all_stale(at=at))
    for dropped in stale:
        discard_file(dropped)
    return len(stale)
