"""What was entered is taken back; what could not be entered is given back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.journal import operations as journal
from lianxin.base.sqlite.base import room_for_many_rows
from lianxin.desks.imports import policy, queries
from lianxin.desks.imports.events import ImportUndone, WrongRowsGivenBack
from lianxin.desks.imports.operations.kinds import MAKING_WAY, UNDOING
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.sheets.typedrows import Standing


def undo_import(dropped: Import, *, actor: Actor, at: datetime) -> None:
    """Take back all that was entered from a file, the latest first, while nothing depends on it.

    Raises ValidationError that says what depends on it, and Refused where the actor may
    not; nothing is taken back then. What takes time is done before the transaction.
    """
    policy.may_import(actor=actor).or_raise()
    stay = [
        MAKING_WAY[each.sheet.kind](each.content, actor=actor, at=at)
        for each in queries.made_of(dropped)
        if each.sheet.kind in MAKING_WAY
    ]
    try:
        # Each undo has asked every table that could refer to what goes (`who_refers_to`,
        # under the lock): SQLite need not ask all of them once more for every row.
        with (
            room_for_many_rows(connection),
            connection.constraint_checks_disabled(),
        ):
            _undo(dropped, actor=actor, at=at)
    except Exception:
        for be_found in stay:
            be_found()
        raise


@transaction.atomic
def _undo(dropped: Import, *, actor: Actor, at: datetime) -> None:
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
def give_back(sheet: ImportSheet, *, actor: Actor, at: datetime) -> Sequence[StagedRow]:
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
            after={"sheet": sheet.name, "wrong_rows": count},
        )
    )
    return rows
