"""The right rows of a sheet are entered, all of them or none."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from lianxin.base.imports import operations as staging
from lianxin.base.imports import queries as staged
from lianxin.base.imports.enums import SheetTaker
from lianxin.base.imports.models import ImportSheet, Made
from lianxin.base.jobs import operations as jobs
from lianxin.base.jobs.uncollected import uncollected
from lianxin.base.journal import operations as journal
from lianxin.base.sqlite.base import room_for_many_rows
from lianxin.desks.imports import policy
from lianxin.desks.imports.events import SheetTaken
from lianxin.desks.imports.operations.kinds import TAKERS, can_be_taken
from lianxin.kernel.actor import Actor, Ref, Refused
from lianxin.kernel.zh.days import day_of

CHANGING = ("new", "completes")


@transaction.atomic
def ask_to_take(sheet: ImportSheet, *, since: date, actor: Actor, at: datetime) -> None:
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
    # Whoever asks enters them, and not whoever dropped the file in and reaches further.
    sheet.asked_by = actor.person.id if actor.person else None
    sheet.asked_for_post = actor.post.id if actor.post else None
    sheet.save(
        update_fields=["since", "asked_at", "refusal", "asked_by", "asked_for_post"]
    )
    jobs.later("imports.take", staged.sheet_ref(sheet))


@uncollected()
def take_sheet(sheet: ImportSheet, *, actor: Actor, at: datetime) -> None:
    """Enter the right rows of a sheet: all of them in one transaction, or none.

    They are judged once more, since the entries may have changed; what has become wrong
    stays with its reason. All that takes time is done before the transaction begins.
    Where nothing could be entered, the sheet says why, and can be asked for again.
    """
    if sheet.taken_at is not None or sheet.asked_at is None:
        return
    taker = TAKERS[sheet.kind](actor=actor, at=at, since=sheet.since or day_of(at))
    try:
        count = _prepare(sheet, taker)
        with room_for_many_rows(connection), _references_known_to(taker):
            _write(sheet, taker, count, actor=actor, at=at)
    except ValidationError as error:
        _note_refusal(sheet, " ".join(error.messages))
    except Refused as error:
        _note_refusal(sheet, error.reason)
    except IntegrityError:
        _note_refusal(
            sheet,
            _("Somebody entered one of these meanwhile; have the file read anew."),
        )
    except DatabaseError:
        _note_refusal(sheet, _("The database refused a value; look through the rows."))
        raise
    else:
        if sheet.dropped.sheets.filter(taken_at__isnull=True).exists():
            # Other sheets may have named what is only now entered.
            staging.forget_reading(sheet.dropped)
            jobs.later("imports.read", staged.ref(sheet.dropped))
    finally:
        taker.close()


def _prepare(sheet: ImportSheet, taker: SheetTaker) -> int:
    """Judge every batch anew and work out what is to be written; how many rows."""
    count = 0
    for kept, batch in staged.all_batches_of(sheet):
        rows = batch.rows
        before = [row.said for row in rows]
        taker.judge(rows)
        right = [row for row in rows if row.can_be_taken]
        taker.prepare(right)
        count += sum(1 for row in right if row.effect in CHANGING)
        if [row.said for row in rows] != before:
            staging.restage(kept, batch)
    return count


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
            after={"file": dropped.name, "sheet": locked.name, "entered_rows": count},
        )
    )


def _references_known_to(taker: SheetTaker) -> AbstractContextManager[None]:
    """Before a transaction: SQLite asks for no reference that was asked for already."""
    if not taker.knows_references:
        return nullcontext()
    return connection.constraint_checks_disabled()


def _note_refusal(sheet: ImportSheet, words: str) -> None:
    ImportSheet.objects.filter(pk=sheet.pk).update(
        asked_at=None, refusal={"words": words[:1000]}
    )
