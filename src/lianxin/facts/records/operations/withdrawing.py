"""Withdrawing a record that was a mistake."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.events import RecordWithdrawn
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations.contents import told_reason
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.queries import person_of


@transaction.atomic
def withdraw_record(
    record: Record, *, reason: str, actor: Actor, at: datetime
) -> Record:
    """Let a mistaken record count for nothing; it stays readable with the reason.

    ValidationError where no reason is given; refused where it is withdrawn already.
    """
    record = Record.objects.select_for_update(of=("self",), no_key=True).get(
        pk=record.pk
    )
    policy.may_amend(record, actor=actor).or_raise()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the record was a mistake.")})
    record.withdrawn_at, record.withdrawal_reason = at, reason
    record.withdrawn_by = person_of(actor)
    record.save(update_fields=["withdrawn_at", "withdrawal_reason", "withdrawn_by"])
    journal.write(
        RecordWithdrawn(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            after={"reason": told_reason(record.kind, reason)},
        )
    )
    return record
