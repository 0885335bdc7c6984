"""Entering letters that a unit received."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files import operations as files
from lianxin.base.files.models import StoredFile
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import policy, queries
from lianxin.org.letters.enums import RECEIVED
from lianxin.org.letters.events import LetterReceived, ReceivedCancelled
from lianxin.org.letters.models import ReceivedLetter
from lianxin.org.letters.operations.checks import (
    check_day,
    person_of,
    reason_said,
    refuse_marked,
    run_of,
)
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What the register says of a received letter."""

    received_on: date
    sender: str
    title: str
    their_number: str = ""
    dated_on: date | None = None
    passed_to: str = ""
    remark: str = ""


@transaction.atomic
def receive_letter(
    *,
    unit: Unit,
    came: Came,
    actor: Actor,
    at: datetime,
    upload: File[Any] | None = None,
) -> ReceivedLetter:
    """Enter a letter that `unit` received under the next number of its register.

    Raises ValidationError for a day to come, for a file that is not taken, and for
    what is marked as secret: that must not be kept here.
    """
    policy.may_write(unit, actor=actor).or_raise()
    check_day("received_on", came.received_on, unit=unit, today=day_of(at))
    if came.dated_on is not None and came.dated_on > came.received_on:
        raise ValidationError(
            {"dated_on": _("The letter cannot be younger than its arrival.")}
        )
    refuse_marked(came.title, came.remark)
    stored, name = _stored(upload, at=at)
    run = run_of(unit, RECEIVED, came.received_on.year)
    run.last += 1
    run.save(update_fields=["last"])
    received = ReceivedLetter.objects.create(
        unit=unit,
        year=run.year,
        number=run.last,
        file=stored,
        file_name=name,
        entered_by=person_of(actor),
        entered_at=at,
        **asdict(came),
    )
    journal.write(
        LetterReceived(
            subject=queries.ref_of_received(received),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                "letter_number": queries.number_of_received(received),
                "sender": came.sender,
                "title": came.title,
                "on": came.received_on,
            },
        )
    )
    return received


@transaction.atomic
def cancel_received(
    received: ReceivedLetter, *, reason: str, actor: Actor, at: datetime
) -> ReceivedLetter:
    """Strike a received letter out of the register; line and number stay, with why."""
    received = (
        ReceivedLetter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=received.pk)
    )
    policy.may_write(received.unit, actor=actor).or_raise()
    if received.cancelled_at is not None:
        raise ValidationError(_("This entry is struck out already."))
    received.cancelled_at, received.cancel_reason = at, reason_said(reason)
    received.save(update_fields=["cancelled_at", "cancel_reason"])
    journal.write(
        ReceivedCancelled(
            subject=queries.ref_of_received(received),
            unit=Ref("units.unit", received.unit_id),
            actor=actor,
            at=at,
            after={
                "letter_number": queries.number_of_received(received),
                "reason": received.cancel_reason,
            },
        )
    )
    return received


def _stored(upload: File[Any] | None, *, at: datetime) -> tuple[StoredFile | None, str]:
    if upload is None:
        return None, ""
    name = files.clean_name(upload.name or "")
    try:
        return files.store(upload, name=name, at=at), name
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
