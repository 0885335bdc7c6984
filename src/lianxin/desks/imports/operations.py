"""Reading what was dropped in, taking the right rows, and taking them back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.base.imports import operations as staging
from lianxin.base.imports import policy
from lianxin.base.imports import queries as staged
from lianxin.base.imports.enums import SheetTaker, Undo
from lianxin.base.imports.events import ImportUndone, SheetTaken, WrongRowsGivenBack
from lianxin.base.imports.models import Import, ImportSheet, Made
from lianxin.base.jobs import bounded
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.desks.imports import queries
from lianxin.kernel.actor import Actor, Ref, Refused
from lianxin.kernel.sheets.recognising import Standing
from lianxin.kernel.sheets.staging import StagedRow, frames_of, payload, rows_in
from lianxin.kernel.sheets.unreadable import Unreadable
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import imports as people

SECONDS, MEGABYTES, OUTPUT_MEGABYTES = 600, 3072, 512
TAKERS: Mapping[str, type[SheetTaker]] = MappingProxyType({**people.TAKERS})
UNDOING: Mapping[str, Undo] = MappingProxyType(
    dict.fromkeys(people.TAKERS, people.undo)
)


def can_be_taken(sheet: ImportSheet) -> bool:
    """Whether rows of this kind of sheet can be entered, and not only looked through."""
    return sheet.kind in TAKERS


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
        number, rows = rows_in(frame)
        if number not in sheets:
            continue
        if number in takers:
            takers[number].judge(rows)
        staging.keep_rows(sheets[number], place, rows)
    staging.finish_reading(dropped, at=at)


def _read_apart(
    dropped: Import, data: bytes, *, actor: Actor, today: date
) -> bytes:
    """The frames of a file; running out of limits is a refusal too."""
    settings = {
        "name": dropped.name,
        "kinds": rulebook.text_of_sheet_kinds(),
        "known": {
            "reference_date": today.isoformat(),
            **queries.places_to_look_for(actor),
        },
        "chosen": staged.chosen_of(dropped),
        "remembered": staged.remembered_by(dropped.unit),
    }
    name = dropped.name
    try:
        return bounded.run(
            "lianxin.kernel.sheets.staging:stage_file",
            payload(settings, data),
            seconds=SECONDS,
            megabytes=MEGABYTES,
            output_megabytes=OUTPUT_MEGABYTES,
            tells=[Unreadable],
        )
    except bounded.TooSlow as error:
        raise Unreadable("too_slow", name=name, seconds=SECONDS) from error
    except bounded.TooLarge as error:
        raise Unreadable("too_hungry", name=name, megabytes=MEGABYTES) from error
    except bounded.Failed as error:
        raise Unreadable("broken_reader", name=name) from error


@transaction.atomic
def ask_to_take(
    sheet: ImportSheet, *, since: date, actor: Actor, at: datetime
) -> None:
    """Have the right rows of a sheet entered by the worker.

    What the table does not date holds from `since`. Raises ValidationError where there
    is nothing to take, or it was asked for already.
    """
    policy.may_import(actor=actor).or_raise()
    sheet = ImportSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.asked_at is not None or sheet.taken_at is not None:
        raise ValidationError(_("The rows of this sheet were taken already."))
    if not can_be_taken(sheet):
        raise ValidationError(_("Sheets of this kind can only be looked through."))
    if sheet.dropped.read_at is None:
        raise ValidationError(_("The file is still being read; wait a moment."))
    if since > day_of(at):
        raise ValidationError({"since": _("This day is still to come.")})
    if not staged.counts_of([sheet])[sheet.pk].to_take:
        raise ValidationError(_("No row of it would change anything."))
    sheet.since, sheet.asked_at, sheet.refusal = since, at, {}
    sheet.save(update_fields=["since", "asked_at", "refusal"])
    jobs.later("imports.take", staged.sheet_ref(sheet))


def take_sheet(sheet: ImportSheet, *, actor: Actor, at: datetime) -> None:
    """Enter the right rows of a sheet: all of them in one transaction, or none.

    They are judged once more, since the entries may have changed; what has become wrong
    stays with its reason. All that takes time is done before the transaction begins.
    Where nothing could be entered, the sheet says why, and can be asked for again.
    """
    if sheet.taken_at is not None or sheet.asked_at is None:
        return
    try:
        taker = TAKERS[sheet.kind](
            actor=actor, at=at, since=sheet.since or day_of(at)
        )
        count = _prepare(sheet, taker)
        _write(sheet, taker, count, actor=actor, at=at)
    except ValidationError as error:
        _note_refusal(sheet, " ".join(error.messages))
    except Refused as error:
        _note_refusal(sheet, error.reason)
    except IntegrityError:
        _note_refusal(
            sheet, _("Somebody entered one of these meanwhile; have the file read anew.")
        )
    else:
        if sheet.dropped.sheets.filter(taken_at__isnull=True).exists():
            # Other sheets may have named what is only now entered.
            staging.read_anew(sheet.dropped)


def _prepare(sheet: ImportSheet, taker: SheetTaker) -> int:
    """Judge every batch anew and work out what is to be written; how many rows."""
    count = 0
    for batch, rows in staged.all_batches_of(sheet):
        before = staged.closed(rows)
        taker.judge(rows)
        right = [row for row in rows if row.can_be_taken]
        taker.prepare(right)
        count += sum(1 for row in right if row.effect in CHANGING)
        if staged.closed(rows) != before:
            staging.restage(batch, rows)
    return count


CHANGING = ("new", "completes")


@transaction.atomic
def _write(
    sheet: ImportSheet, taker: SheetTaker, count: int, *, actor: Actor, at: datetime
) -> None:
    locked = ImportSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if locked.taken_at is not None:
        return
    content = taker.write()
    Made.objects.create(sheet=locked, content=content)
    locked.taken_at, locked.taken_by, locked.rows_taken = at, actor.name, count
    locked.save(update_fields=["taken_at", "taken_by", "rows_taken"])
    dropped = locked.dropped
    journal.write(
        SheetTaken(
            subject=staged.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            after={"file": dropped.name, "sheet": locked.name, "rows": count},
        )
    )


def _note_refusal(sheet: ImportSheet, words: str) -> None:
    ImportSheet.objects.filter(pk=sheet.pk).update(
        asked_at=None, refusal={"words": words[:1000]}
    )


@transaction.atomic
def undo_import(dropped: Import, *, actor: Actor, at: datetime) -> None:
    """Take back all that was entered from a file, the latest first, while nothing depends on it.

    Raises ValidationError that says what depends on it, and Refused where the actor may
    not; nothing is taken back then.
    """
    policy.may_import(actor=actor).or_raise()
    made = queries.made_of(Import.objects.select_for_update().get(pk=dropped.pk))
    if not made:
        raise ValidationError(_("There is nothing to take back."))
    for each in made:
        UNDOING[each.sheet.kind](each.content, actor=actor, at=at)
        each.undone_at = at
        each.save(update_fields=["undone_at"])
    Import.objects.filter(pk=dropped.pk).update(undone_at=at, undone_by=actor.name)
    journal.write(
        ImportUndone(
            subject=staged.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            before={"file": dropped.name, "sheets": len(made)},
        )
    )


@transaction.atomic
def give_back(
    sheet: ImportSheet, *, actor: Actor, at: datetime
) -> Sequence[StagedRow]:
    """The rows that cannot be entered, to be mended outside; the journal says who took them."""
    policy.may_import(actor=actor).or_raise()
    count = staged.counts_of([sheet])[sheet.pk].wrong
    rows = staged.rows_of(sheet, Standing.WRONG, first=0, number=count)
    journal.write(
        WrongRowsGivenBack(
            subject=staged.ref(sheet.dropped),
            unit=Ref("units.unit", sheet.dropped.unit),
            actor=actor,
            at=at,
            after={"sheet": sheet.name, "rows": count},
        )
    )
    return rows
