"""Reading the ledger of duties: what of it follows from the day."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.rules.duties import Exempt
from lianxin.kernel.rules.duty_marks import SlotMarks, duty_status
from lianxin.org.units.models import Unit
from lianxin.work.duties.enums import Outcome
from lianxin.work.duties.models import AddedDuty, DutyLedger
from lianxin.work.goals.queries import NEVER


def values_of(marks: SlotMarks) -> Mapping[str, object]:
    """What the ledger keeps of the marks of a slot, besides its days."""
    return {
        "needed": marks.needed,
        "counted": marks.counted,
        "met_on": marks.met_on,
        "exempt": marks.exempt or "",
        "waived_on": marks.waived_on,
        "outcome": outcome_of_marks(marks),
    }


def marks_in(row: DutyLedger) -> SlotMarks:
    """The marks that a row of the ledger keeps."""
    return SlotMarks(
        first=row.first_day,
        last=None if row.last_day == NEVER else row.last_day,
        needed=row.needed,
        counted=row.counted,
        met_on=row.met_on,
        exempt=Exempt(row.exempt) if row.exempt else None,
        waived_on=row.waived_on,
    )


def outcome_of_marks(marks: SlotMarks) -> Outcome:
    """How a slot stands, whatever the day."""
    if marks.exempt is not None:
        return Outcome.EXEMPT
    if marks.waived_on is not None:
        return Outcome.WAIVED
    if marks.met_on is None:
        return Outcome.UNMET
    in_time = marks.last is None or marks.met_on <= marks.last
    return Outcome.MET if in_time else Outcome.LATE


OF_OUTCOMES: Mapping[str, DutyStatus] = {
    Outcome.MET: DutyStatus.MET,
    Outcome.LATE: DutyStatus.MET_LATE,
    Outcome.EXEMPT: DutyStatus.NOT_APPLICABLE,
    Outcome.WAIVED: DutyStatus.WAIVED,
}


def status_of_row(outcome: str, first: date, last: date, *, today: date) -> DutyStatus:
    """The status on `today` of slots that stand so between these days."""
    found = OF_OUTCOMES.get(outcome)
    if found is not None:
        return found
    marks = SlotMarks(first=first, last=None if last == NEVER else last, needed=1)
    return duty_status(marks, as_of=today, soon_days=rulebook.number("duty_soon_days"))


def rows_by_status(today: date) -> Mapping[DutyStatus, Q]:
    """`status_of_row` for the database: which rows that have begun stand how."""
    soon = today + timedelta(days=rulebook.number("duty_soon_days"))
    unmet = Q(outcome=Outcome.UNMET)
    return {
        DutyStatus.OVERDUE: unmet & Q(last_day__lt=today),
        DutyStatus.DUE_SOON: unmet & Q(last_day__gte=today, last_day__lte=soon),
        DutyStatus.OPEN: unmet & Q(last_day__gt=soon),
        **{status: Q(outcome=outcome) for outcome, status in OF_OUTCOMES.items()},
    }


def kinds_asked(kinds: Collection[str]) -> Collection[str]:
    """The kinds of unit that are asked for something, with those that units ask."""
    more = AddedDuty.objects.values_list("kinds", flat=True)
    return sorted({*kinds, *(kind for row in more for kind in row)})


def all_alive_since(day: date) -> QuerySet[Unit]:
    """The units that may be asked for something in periods from a day on."""
    kinds = {kind for duty in rulebook.duties().values() for kind in duty.units}
    lived = Q(dissolved_on__isnull=True) | Q(dissolved_on__gte=day)
    return Unit.objects.filter(lived, kind__in=kinds_asked(kinds)).order_by("pk")
