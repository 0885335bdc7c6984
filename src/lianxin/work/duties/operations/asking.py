"""What a unit asks of the units below it, and when a review year's meetings are held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.duties import Each
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties import policy
from lianxin.work.duties.events import DutyAdded, DutyEnded, ReviewWindowTold
from lianxin.work.duties.models import AddedDuty, ReviewWindow

LONGEST_WINDOW_IN_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What units are asked for: how often, met by which records, on which basis."""

    title: str
    kinds: Sequence[str]
    counts: Sequence[str]
    each: Each
    least: int
    since: date
    basis: str


@transaction.atomic
def add_duty(unit: Unit, *, demand: Demand, actor: Actor, at: datetime) -> AddedDuty:
    """Ask the units below `unit` for something, from the next full period on.

    Raises ValidationError for a beginning in the past, without a basis, and where a kind
    of unit does not hold such records.
    """
    policy.may_add(unit, actor=actor).or_raise()
    _check(demand, today=day_of(at))
    added = AddedDuty.objects.create(
        unit=unit,
        title=demand.title,
        kinds=list(demand.kinds),
        counts=list(demand.counts),
        each=demand.each,
        least=demand.least,
        basis=demand.basis,
        since=demand.since,
        added_by=person_of(actor),
        added_at=at,
    )
    journal.write(
        DutyAdded(
            subject=Ref("duties.addedduty", added.pk),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={
                "title": demand.title,
                "kinds": list(demand.kinds),
                "counts": list(demand.counts),
                "each": str(demand.each),
                "least": demand.least,
                "since": demand.since,
                "basis": demand.basis,
            },
        )
    )
    return added


@transaction.atomic
def end_duty(
    added: AddedDuty, *, until: date, reason: str, actor: Actor, at: datetime
) -> AddedDuty:
    """Ask for it no longer in periods that begin on `until` or later.

    Raises ValidationError where it has ended already, without a reason, and for a day
    in the past: what was asked for stays asked for.
    """
    added = AddedDuty.objects.select_for_update(no_key=True).get(pk=added.pk)
    policy.may_end(added, actor=actor).or_raise()
    if added.until is not None:
        raise ValidationError(_("It has ended already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})
    first = max(added.since, day_of(at))
    if until < first:
        raise ValidationError(
            {"until": _("Choose %(day)s or a later day.") % {"day": first.isoformat()}}
        )
    added.until, added.end_reason = until, reason
    added.save(update_fields=["until", "end_reason"])
    journal.write(
        DutyEnded(
            subject=Ref("duties.addedduty", added.pk),
            unit=Ref("units.unit", added.unit_id),
            actor=actor,
            at=at,
            after={"until": until, "reason": reason},
        )
    )
    return added


@transaction.atomic
def tell_review_window(
    unit: Unit, *, window: tuple[date, date], basis: str, actor: Actor, at: datetime
) -> ReviewWindow:
    """Tell the units below from when until when a review year's meetings are held.

    The review year is the one that begins in the window's first year, or in the year
    before where the window opens in its spring. Raises ValidationError without a basis
    and for days that are no such window.
    """
    policy.may_add(unit, actor=actor).or_raise()
    opens, closes = window
    _check_window(opens, closes, basis)
    told = ReviewWindow.objects.create(
        unit=unit,
        year=year_of_review(opens),
        opens_on=opens,
        closes_on=closes,
        basis=basis,
        told_by=person_of(actor),
        told_at=at,
    )
    journal.write(
        ReviewWindowTold(
            subject=Ref("duties.reviewwindow", told.pk),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"opens_on": opens, "closes_on": closes, "basis": basis},
        )
    )
    return told


def year_of_review(opens: date) -> int:
    """The year in which the review year begins whose meetings begin on `opens`.

    By the month in which the rulebook's review years usually close: a window that opens
    by then still belongs to the review year begun in the year before.
    """
    closing = [
        edition.months.closes
        for duty in rulebook.duties().values()
        for edition in duty.editions
        if edition.months
    ]
    return opens.year - 1 if opens.month <= max(closing) else opens.year


def _check(demand: Demand, *, today: date) -> None:
    faults: dict[str, str] = {}
    if not demand.title.strip():
        faults["title"] = _("Say what is asked for.")
    if not demand.basis.strip():
        faults["basis"] = _("Name the document on which this is asked for.")
    if demand.since < today:
        faults["since"] = _("Choose today or a later day.")
    records = rulebook.record_kinds()
    for kind in demand.kinds:
        if not any(kind in records[code].expected for code in demand.counts):
            faults["kinds"] = _("%(unit)s does not hold such meetings.") % {
                "unit": rulebook.unit_kinds()[kind].title.into("")
            }
    if faults:
        raise ValidationError(faults)


def _check_window(opens: date, closes: date, basis: str) -> None:
    if not basis.strip():
        raise ValidationError({"basis": _("Name the notice that says so.")})
    if not 0 <= (closes - opens).days <= LONGEST_WINDOW_IN_DAYS:
        raise ValidationError(
            {"closes_on": _("Choose a day after the first one, within a year.")}
        )
