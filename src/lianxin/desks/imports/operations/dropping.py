"""A file is dropped in, read by the worker, explained by a person, thrown away."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.imports import operations as staging
from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.jobs import operations as jobs
from lianxin.base.jobs.reading import Limits, read_workbook_apart
from lianxin.base.jobs.uncollected import uncollected
from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.imports import policy, queries
from lianxin.desks.imports.events import (
    ColumnsChosen,
    FileDroppedIn,
    ImportDiscarded,
)
from lianxin.desks.imports.operations.kinds import TAKERS, can_be_taken
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.sheets.limits import FILE_MEGABYTES
from lianxin.kernel.sheets.staging import batch_in, frames_of, payload
from lianxin.kernel.sheets.unreadable import Unreadable
from lianxin.kernel.zh.days import day_of

MEGABYTE = 1024 * 1024
LIMITS = Limits(seconds=600, megabytes=3072, output_megabytes=512)


@transaction.atomic
def drop_file(
    data: bytes, *, name: str, unit: Ref, actor: Actor, at: datetime
) -> tuple[Import, bool]:
    """Keep a file for a unit and have it read; the file, and whether it is new.

    The same contents are kept once: the second time gives the first file, and nothing
    changes. Raises ValidationError for a file that is empty or too large.
    """
    policy.may_import(actor=actor).or_raise()
    if not data:
        raise ValidationError({"workbooks": _("This file is empty.")})
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        words = _("This file is larger than %(limit)d MB; split it.")
        raise ValidationError({"workbooks": words % {"limit": FILE_MEGABYTES}})
    known = staged.same_content(hashlib.sha256(data).hexdigest(), unit=unit.id)
    if known is not None:
        return known, False
    by = staging.Dropper(
        unit=unit.id,
        person=actor.person.id if actor.person else 0,
        name=actor.name,
        post=actor.post.id if actor.post else None,
        language=get_language() or "",
    )
    dropped = staging.keep_file(data, name=name, by=by, at=at)
    jobs.later("imports.read", staged.ref(dropped))
    journal.write(
        FileDroppedIn(
            subject=staged.ref(dropped),
            unit=unit,
            actor=actor,
            at=at,
            after={"file": dropped.name, "sha256": dropped.sha256},
        )
    )
    return dropped, True


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
    if staged.content_of(dropped) is None:
        raise ValidationError(_("The file is not kept any more; drop it in again."))
    chosen = {"kind": kind, "header": header, "columns": dict(columns)}
    staging.keep_chosen(sheet, chosen)
    staging.forget_reading(dropped)
    jobs.later("imports.read", staged.ref(dropped))
    journal.write(
        ColumnsChosen(
            subject=staged.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            after={"sheet": sheet.name, "kind": kind},
        )
    )


@transaction.atomic
def discard_import(dropped: Import, *, actor: Actor, at: datetime) -> None:
    """Throw a file away with all rows that wait; what was taken of it stays entered.

    Where something was taken, the page of the import stays too, so that it can be undone.
    """
    policy.may_import(actor=actor).or_raise()
    journal.write(
        ImportDiscarded(
            subject=staged.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            before={"file": dropped.name},
        )
    )
    staging.discard_file(dropped)


@uncollected()
def read_import(dropped: Import, *, actor: Actor, at: datetime) -> None:
    """Read a file in a child process, judge its rows, and keep them batch by batch."""
    data = staged.content_of(dropped)
    if data is None:
        return
    try:
        answer = _read_apart(dropped, data, actor=actor, today=day_of(at))
    except Unreadable as error:
        staging.refuse_file(dropped, error.code, error.values)
        return
    frames = frames_of(answer)
    sheets = staging.keep_sheets(dropped, json.loads(next(frames)))
    takers = {
        number: TAKERS[sheet.kind](actor=actor, at=at, since=day_of(at))
        for number, sheet in sheets.items()
        if can_be_taken(sheet)
    }
    for place, frame in enumerate(frames):
        number, batch = batch_in(frame)
        if number not in sheets:
            continue
        if number in takers:
            takers[number].judge(batch.rows)
        staging.keep_rows(sheets[number], place, batch)
    staging.finish_reading(dropped, at=at)


def _read_apart(dropped: Import, data: bytes, *, actor: Actor, today: date) -> bytes:
    """The frames of a file; running out of limits is a refusal too."""
    settings = {
        "name": dropped.name,
        "kinds": rulebook.text_of_sheet_kinds(),
        "known": {
            "reference_date": today.isoformat(),
            **queries.units_to_name(actor),
        },
        "chosen": staged.chosen_of(dropped),
        "remembered": staged.remembered_by(dropped.unit),
    }
    return read_workbook_apart(
        "lianxin.kernel.sheets.staging:stage_file",
        payload(settings, data),
        name=dropped.name,
        limits=LIMITS,
    )
