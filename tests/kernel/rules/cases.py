"""Cases of goals: facts, a day, and the verdict that must follow, field for field."""

from dataclasses import dataclass, field, replace
from datetime import date

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules import (
    DecisionFact,
    ExtensionFact,
    GoalFacts,
    Item,
    Message,
    ReportFact,
    Status,
    Tone,
    Verdict,
    judge_goal,
)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def record(number: int) -> Ref:
    return Ref("records.record", number)


def report(number: int) -> Ref:
    return Ref("goals.completionreport", number)


def decision(number: int) -> Ref:
    return Ref("goals.verification", number)


def extension(number: int) -> Ref:
    return Ref("goals.extensionrequest", number)


GIVEN = day(9, 1)
DUE = day(11, 30)
GOAL = GoalFacts(ref=Ref("goals.goal", 1), given_on=GIVEN, deadline=DUE, giver="党委")


@dataclass
class Case:
    """Facts, a day, and the verdict that must follow, field for field."""

    name: str
    as_of: date
    status: Status
    tone: Tone
    reasons: tuple[Message, ...]
    facts: dict[str, object] = field(default_factory=dict)
    counted: tuple[Item, ...] = ()
    not_counted: tuple[Item, ...] = ()
    changes: tuple[Message, ...] = ()
    due: date = DUE


def left(days: int, due: date = DUE) -> Message:
    return Message("goal.days_left", {"days": days, "due": due})


def late(days: int, due: date = DUE) -> Message:
    return Message("goal.days_late", {"days": days, "due": due})


def because(status: Status) -> Message:
    return Message(f"goal.because_{status}")


def moved(due: date) -> Message:
    return Message("goal.deadline_moved", {"first": DUE, "due": due})


def linked(number: int, on: date, linked_on: date) -> Item:
    return Item(record(number), on, Message("evidence.linked", {"on": linked_on}))


LINK, REPORT = Message("change.link"), Message("change.report")
VERIFY, MEND = Message("change.verify"), Message("change.mend")
EXTEND = Message("change.extend")

REPORTED_ONCE = {"reports": (ReportFact(report(1), day(11, 10)),)}
RETURNED_ONCE = REPORTED_ONCE | {
    "decisions": (DecisionFact(decision(1), day(11, 12), False, report(1)),)
}
REPORT_ITEM = Item(report(1), day(11, 10), Message("goal.report"))
RETURN_ITEM = Item(decision(1), day(11, 12), Message("goal.return"))
LATER = day(12, 20)
AGREED_LATE = {"extensions": (ExtensionFact(extension(1), day(12, 5), LATER),)}
AGREED_ITEM = Item(extension(1), day(12, 5), Message("goal.extension", {"due": LATER}))


def check(case: Case) -> None:
    """The whole verdict equals what the case expects."""
    facts = replace(GOAL, **case.facts)
    assert judge_goal(facts, as_of=case.as_of, soon_days=7) == Verdict(
        status=case.status,
        tone=case.tone,
        asked=Message("goal.asked", {"due": case.due}),
        basis=Message("goal.basis", {"giver": "党委", "on": GIVEN}),
        reasons=case.reasons,
        counted=case.counted,
        not_counted=case.not_counted,
        changes=case.changes,
        as_of=case.as_of,
        due=case.due,
    )
