"""The end of a transfer: received, sent back, or taken back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.journal.events import Event
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import operations as approvals
from lianxin.org.letters import operations as letters
from lianxin.org.people import operations as people
from lianxin.org.people.models import Person
from lianxin.org.people.queries import person_of
from lianxin.org.transfers import policy, queries
from lianxin.org.transfers.enums import Ended, Stage, Way
from lianxin.org.transfers.events import (
    TransferReceived,
    TransferRefused,
    TransferWithdrawn,
)
from lianxin.org.transfers.models import Ending, Transfer
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def receive_member(
    transfer: Transfer, *, received_on: date, actor: Actor, at: datetime
) -> Transfer:
    """Say that a member was received: on that day the membership moves, in one step.

    Elsewhere, it is the day of the receipt that came back; it is noted with the letter
    of introduction, without which nobody leaves. Whose unit was merged or split on the
    way comes from what became of it. Raises ValidationError where the
    transfer is not on its way, where the day cannot be, and where the person is no
    longer where they are to come from.
    """
    transfer = _locked(transfer)
    policy.may_end(transfer, actor=actor).or_raise()
    _check_on_way(transfer, at=at)
    _check_day(transfer, received_on, today=day_of(at))
    if queries.way_of(transfer) is Way.OUT:
        _note_receipt(transfer, received_on, actor=actor, at=at)
    from_unit = queries.releasing_unit_on(transfer, received_on)
    if from_unit is None or from_unit != transfer.to_unit:
        people.move_membership(
            transfer.person,
            from_unit=from_unit,
            to_unit=transfer.to_unit,
            on=received_on,
            actor=actor,
            at=at,
        )
    if transfer.standing and transfer.standing_from and transfer.to_unit:
        people.take_up_standing(
            transfer.person,
            standing=transfer.standing,
            valid_from=transfer.standing_from,
            unit=transfer.to_unit,
            actor=actor,
            at=at,
        )
    _end(transfer, Ended.RECEIVED, on=received_on, actor=actor, at=at)
    after = {
        "person": transfer.person.name,
        "from_unit": transfer.from_unit.name
        if transfer.from_unit
        else transfer.elsewhere,
        "to_unit": transfer.to_unit.name if transfer.to_unit else transfer.elsewhere,
        "on": received_on,
    }
    _tell(TransferReceived, transfer, after, actor=actor, at=at)
    return transfer


@transaction.atomic
def send_back(
    transfer: Transfer, *, reason: str, actor: Actor, at: datetime
) -> Transfer:
    """Say that the receiving organisation does not take the member, and why.

    The member stays where they are.
    """
    transfer = _locked(transfer)
    policy.may_end(transfer, actor=actor).or_raise()
    _check_on_way(transfer, at=at)
    _check_reason(reason)
    _end(transfer, Ended.REFUSED, on=day_of(at), reason=reason, actor=actor, at=at)
    after = {"person": transfer.person.name, "reason": reason}
    _tell(TransferRefused, transfer, after, actor=actor, at=at)
    return transfer


@transaction.atomic
def withdraw_transfer(
    transfer: Transfer, *, reason: str, actor: Actor, at: datetime
) -> Transfer:
    """Take a transfer back as long as the member is not received; the request as well."""
    transfer = _locked(transfer)
    policy.may_withdraw(transfer, actor=actor).or_raise()
    _check_reason(reason)
    stage = queries.stage_of(transfer, today=day_of(at))
    if stage not in queries.OPEN:
        raise ValidationError(_("This transfer has ended; open it anew to see how."))
    if stage is Stage.ASKED and transfer.approval is not None:
        approvals.withdraw(transfer.approval, reason=reason, actor=actor, at=at)
    _end(transfer, Ended.WITHDRAWN, on=day_of(at), reason=reason, actor=actor, at=at)
    after = {"person": transfer.person.name, "reason": reason}
    _tell(TransferWithdrawn, transfer, after, actor=actor, at=at)
    return transfer


def _locked(transfer: Transfer) -> Transfer:
    """The transfer as it stands now; unit and person are held first, as when one asks."""
    if transfer.to_unit_id is not None:
        Unit.objects.select_for_update(no_key=True).get(pk=transfer.to_unit_id)
    Person.objects.select_for_update().get(pk=transfer.person_id)
    return queries.whole_transfer(transfer.pk)


def _check_on_way(transfer: Transfer, *, at: datetime) -> None:
    stage = queries.stage_of(transfer, today=day_of(at))
    if stage is Stage.ASKED:
        raise ValidationError(_("The releasing unit has not decided yet."))
    if stage not in queries.OPEN:
        raise ValidationError(_("This transfer has ended; open it anew to see how."))


def _check_day(transfer: Transfer, received_on: date, *, today: date) -> None:
    if received_on > today:
        raise ValidationError({"received_on": _("This day is still to come.")})
    released = queries.released_on(transfer)
    if released is not None and received_on < released:
        raise ValidationError(
            {
                "received_on": _("The member was released on %(day)s, not before.")
                % {"day": released.isoformat()}
            }
        )
    moved = Ending.objects.filter(
        transfer__person=transfer.person_id, how=Ended.RECEIVED, on__gt=received_on
    )
    last = moved.order_by("-on").values_list("on", flat=True).first()
    if last is not None:
        raise ValidationError(
            {
                "received_on": _("The member moved on %(day)s already; not before.")
                % {"day": last.isoformat()}
            }
        )


def _note_receipt(
    transfer: Transfer, received_on: date, *, actor: Actor, at: datetime
) -> None:
    letter = queries.introduction_of(transfer)
    if letter is None:
        raise ValidationError(
            _("Write and issue the letter of introduction first; its receipt is noted.")
        )
    if letter.receipt_on is None:
        letters.note_receipt(
            letter,
            receipt_on=received_on,
            sender=transfer.elsewhere,
            actor=actor,
            at=at,
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})


def _end(
    transfer: Transfer,
    how: Ended,
    *,
    on: date,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    Ending.objects.create(
        transfer=transfer,
        how=how,
        on=on,
        reason=reason.strip(),
        ended_by=person_of(actor),
        ended_for_post=actor.post_title,
        ended_at=at,
    )


def _tell(
    event: type[Event],
    transfer: Transfer,
    after: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    unit = transfer.to_unit or transfer.from_unit
    journal.write(
        event(
            subject=queries.ref(transfer),
            unit=units.ref(unit) if unit else None,
            actor=actor,
            at=at,
            after=after,
        )
    )
