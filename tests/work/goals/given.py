"""A goal of the branch, given by the clerk of the sub-committee."""

from datetime import UTC, date, datetime, timedelta

from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import Held, record_meeting
from lianxin.work.goals import operations
from lianxin.work.goals.models import CompletionReport, Goal
from tests.cast import AT, TODAY, Cast

KEEPERS = {"branch": "branch_secretary", "other": "outsider"}
DEADLINE = TODAY + timedelta(days=30)


def at(day: date) -> datetime:
    """Half past nine in the morning of a day in China."""
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)


def give(
    cast: Cast, *, role: str = "sub_clerk", unit: str = "branch", **values
) -> Goal:
    given = {"units": [cast.units[unit]], "actor": cast.actor(role), "at": AT}
    of_operation = {
        name: values.pop(name) for name in (*given, "source") if name in values
    }
    return operations.give_goals(asked=undertaking(**values), **given | of_operation)[0]


def undertaking(**values) -> operations.Undertaking:
    """What a goal asks: in short words, by the end of a month."""
    usual = {
        "text": "党员身边无事故",
        "standard": "有方案、有记录、有总结",
        "deadline": DEADLINE,
    }
    return operations.Undertaking(**usual | values)


def meet(cast: Cast, *, unit: str = "branch", on: date = TODAY) -> Record:
    held = Held(
        kind="party_day",
        took_place_on=on,
        topic="安全学习",
        attendance={cast.people[KEEPERS[unit]].pk: Mark.PRESENT},
    )
    return record_meeting(
        unit=cast.units[unit],
        held=held,
        actor=cast.actor(KEEPERS[unit]),
        at=at(max(on, TODAY)),
    )


def report(cast: Cast, goal: Goal, **values) -> CompletionReport:
    given = {
        "result": "已完成，资料附后。",
        "actor": cast.actor("branch_secretary"),
        "at": AT,
    }
    return operations.report_done(goal, **given | values)
