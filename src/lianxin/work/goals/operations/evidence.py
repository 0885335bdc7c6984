"""Saying which records serve a goal, and taking that back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import EvidenceLinked, EvidenceUnlinked
from lianxin.work.goals.models import Evidence, Goal
from lianxin.work.goals.operations.checks import (
    check_reason,
    check_still_open,
    locked,
)


@transaction.atomic
def link_evidence(
    goal: Goal, *, record: Record, reason: str, actor: Actor, at: datetime
) -> Evidence:
    """Judge that `record` serves the goal, and say how.

    Raises ValidationError for the record of another unit, one linked already, and
    one of a day before the goal was given.
    """
    record = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    goal = locked(goal)
    policy.may_link(goal, actor=actor).or_raise()
    check_still_open(goal)
    check_reason(reason)
    _check(goal, record)
    evidence = Evidence.objects.create(
        goal=goal,
        record=record,
        reason=reason,
        linked_by=person_of(actor),
        linked_at=at,
        linked_on=day_of(at),
    )
    journal.write(
        EvidenceLinked(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"record": records.ref(record).id, "reason": reason},
        )
    )
    return evidence


@transaction.atomic
def unlink_evidence(
    evidence: Evidence, *, reason: str, actor: Actor, at: datetime
) -> Evidence:
    """Take back the judgement that a record serves a goal, with a reason."""
    goal = locked(evidence.goal)
    policy.may_link(goal, actor=actor).or_raise()
    check_still_open(goal)
    check_reason(reason)
    evidence.refresh_from_db()
    if evidence.removed_on is not None:
        raise ValidationError(_("This evidence was taken back already."))
    evidence.removed_on = day_of(at)
    evidence.removed_reason = reason
    evidence.save(update_fields=["removed_on", "removed_reason"])
    journal.write(
        EvidenceUnlinked(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            before={"record": evidence.record_id},
            after={"reason": reason},
        )
    )
    return evidence


def _check(goal: Goal, record: Record) -> None:
    if record.withdrawn_at is not None:
        raise ValidationError({"record": _("This record was withdrawn.")})
    fault = ""
    if record.unit_id != goal.unit_id:
        fault = _("This is the record of another unit.")
    elif record.took_place_on < goal.given_on:
        fault = _("This took place before the goal was given on %(day)s.") % {
            "day": goal.given_on.isoformat()
        }
    elif Evidence.objects.filter(
        goal=goal, record=record, removed_on__isnull=True
    ).exists():
        fault = _("This record is linked already.")
    if fault:
        raise ValidationError({"record": fault})
