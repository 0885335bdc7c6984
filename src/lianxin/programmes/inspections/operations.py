"""Beginning an inspection, writing what was found, asking that it be put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, Ref, Refused
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections import policy, queries
from lianxin.programmes.inspections.events import (
    FindingWithdrawn,
    FindingWritten,
    InspectionBegun,
)
from lianxin.programmes.inspections.models import Finding, Inspected, Inspection
from lianxin.work.goals import operations as goals
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import Undertaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is inspected: in words, on which basis, which days, records and duties."""

    title: str
    since: date
    until: date
    basis: str = ""
    kinds: Sequence[str] = ()
    duties: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A problem in words, and the record or the period of a duty that shows it.

    `about` is what the duty is called.
    """

    text: str
    record: Record | None = None
    duty: str = ""
    first_day: date | None = None
    about: str = ""


@transaction.atomic
def begin_inspection(
    plan: Plan, *, units: Sequence[Unit], actor: Actor, at: datetime
) -> Inspection:
    """Inspect these units in the name of the actor's own.

    All or none: Refused where one of them does not stand below; ValidationError
    without a title or a unit, and for days that are to come or in the wrong order.
    """
    policy.may_inspect_somewhere(actor=actor).or_raise()
    for unit in units:
        policy.may_inspect(unit, actor=actor).or_raise()
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    if not plan.title.strip():
        raise ValidationError({"title": _("Say what is inspected.")})
    if plan.since > plan.until:
        raise ValidationError({"until": _("This day is before the first one.")})
    if plan.since > day_of(at):
        raise ValidationError({"since": _("This day has not come yet.")})
    assert actor.unit is not None  # noqa: S101 -- policy has refused all others
    found = Inspection.objects.create(
        unit=Unit.objects.get(pk=actor.unit.id),
        title=plan.title,
        basis=plan.basis,
        since=plan.since,
        until=plan.until,
        kinds=list(plan.kinds),
        duties=list(plan.duties),
        begun_by=person_of(actor),
        begun_at=at,
    )
    Inspected.objects.bulk_create(
        Inspected(inspection=found, unit=unit) for unit in units
    )
    journal.write(
        InspectionBegun(
            subject=queries.ref(found),
            unit=Ref("units.unit", found.unit_id),
            actor=actor,
            at=at,
            after={
                "title": plan.title,
                "basis": plan.basis,
                "units": [unit.name for unit in units],
            },
        )
    )
    return found


@transaction.atomic
def write_finding(
    inspection: Inspection, *, unit: Unit, seen: Seen, actor: Actor, at: datetime
) -> Finding:
    """Write a problem that was found in a unit of the inspection.

    ValidationError without words, and where the record is none of the unit's.
    """
    policy.may_find(inspection, unit, actor=actor).or_raise()
    if not inspection.inspected.filter(unit=unit).exists():
        raise Refused(_("This unit is not inspected here."))
    if not seen.text.strip():
        raise ValidationError({"text": _("Say what was found.")})
    if seen.record is not None and seen.record.unit_id != unit.pk:
        raise ValidationError({"about": _("This is no record of the unit.")})
    finding = Finding.objects.create(
        inspection=inspection,
        unit=unit,
        text=seen.text,
        record=seen.record,
        duty=seen.duty,
        first_day=seen.first_day,
        about=seen.about[:200],
        found_by=person_of(actor),
        found_at=at,
        found_on=day_of(at),
    )
    journal.write(
        FindingWritten(
            subject=queries.finding_ref(finding),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={"text": seen.text, "title": inspection.title},
        )
    )
    return finding


@transaction.atomic
def withdraw_finding(
    finding: Finding, *, reason: str, actor: Actor, at: datetime
) -> Finding:
    """Withdraw a finding that was a mistake; it stays readable with the reason.

    Refused while a goal that came of it is open: that is withdrawn first.
    """
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    policy.may_follow_up(finding, actor=actor).or_raise()
    if queries.all_open_goals_of(finding).exists():
        raise Refused(_("Withdraw the goal that came of this finding first."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    finding.withdrawn_at, finding.withdrawal_reason = at, reason
    finding.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    journal.write(
        FindingWithdrawn(
            subject=queries.finding_ref(finding),
            unit=Ref("units.unit", finding.unit_id),
            actor=actor,
            at=at,
            after={"text": finding.text, "reason": reason},
        )
    )
    return finding


@transaction.atomic
def ask_to_rectify(
    finding: Finding, *, asked: Undertaking, actor: Actor, at: datetime
) -> Goal:
    """Give the unit a goal of which the finding is the source.

    From then on how the finding stands is how its goal stands; nobody types it.
    """
    policy.may_follow_up(finding, actor=actor).or_raise()
    [goal] = goals.give_goals(
        units=[finding.unit],
        asked=asked,
        actor=actor,
        at=at,
        source=queries.finding_ref(finding),
    )
    return goal
