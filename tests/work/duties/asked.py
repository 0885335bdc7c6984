"""Duties of the cast: what the root asks for, and how a period of the branch stands."""

from datetime import date, timedelta

from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.rules.duties import Each
from lianxin.work.duties import operations, queries
from lianxin.work.duties.models import AddedDuty
from tests.cast import AT, TODAY, Cast

OCTOBER = date(2026, 10, 1)


def demand(**values) -> operations.Demand:
    usual = {
        "title": "季度党课",
        "kinds": ["branch"],
        "counts": ["party_lecture"],
        "each": Each.QUARTER,
        "least": 1,
        "since": TODAY,
        "basis": "集团党委〔2026〕8号",
    }
    return operations.Demand(**usual | values)


def ask(cast: Cast, *, role: str = "clerk", unit: str = "root", **values) -> AddedDuty:
    return operations.add_duty(
        cast.units[unit], demand=demand(**values), actor=cast.actor(role), at=AT
    )


def status(
    cast: Cast, code: str, first: date, *, unit: str = "branch", on: date = TODAY
) -> DutyStatus | None:
    """How a period stands on a day; None where it is not asked at all."""
    asked = queries.asked_of_unit(cast.units[unit], year=first.year)
    found = queries.slot_in(asked, code=code, first=first)
    return queries.status_on(asked, *found, on) if found else None


def next_quarter() -> date:
    return date(TODAY.year + 1, 1, 1)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)
