"""Whole verdicts, case by case."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules import (
    DecisionFact,
    EvidenceFact,
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

CASES = [
    Case(
        "nothing has happened",
        day(11, 1),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(29)),
        changes=(LINK, REPORT),
    ),
    Case(
        "eight days before the deadline it is not yet soon",
        day(11, 22),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(8)),
        changes=(LINK, REPORT),
    ),
    Case(
        "seven days before the deadline it is soon",
        day(11, 23),
        Status.NOT_STARTED,
        Tone.SOON,
        (because(Status.NOT_STARTED), left(7)),
        changes=(LINK, REPORT),
    ),
    Case(
        "on its last day a goal is not late",
        DUE,
        Status.NOT_STARTED,
        Tone.SOON,
        (because(Status.NOT_STARTED), left(0)),
        changes=(LINK, REPORT),
    ),
    Case(
        "the day after the deadline it is late",
        day(12, 1),
        Status.LATE,
        Tone.LATE,
        (because(Status.LATE), late(1)),
        changes=(REPORT, EXTEND),
    ),
    Case(
        "evidence puts it under way, by the day of the meeting",
        day(11, 5),
        Status.UNDER_WAY,
        Tone.OPEN,
        (because(Status.UNDER_WAY), left(25)),
        facts={
            "evidence": (
                EvidenceFact(record(2), day(10, 9), day(10, 10)),
                EvidenceFact(record(1), day(10, 3), day(11, 4)),
            )
        },
        counted=(
            linked(1, day(10, 3), day(11, 4)),
            linked(2, day(10, 9), day(10, 10)),
        ),
        changes=(REPORT,),
    ),
    Case(
        "evidence that was taken back does not count",
        day(11, 5),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(25)),
        facts={
            "evidence": (
                EvidenceFact(record(1), day(10, 3), day(10, 4), removed_on=day(11, 5)),
            )
        },
        not_counted=(
            Item(
                record(1),
                day(10, 3),
                Message("evidence.removed", {"on": day(11, 5)}),
            ),
        ),
        changes=(LINK, REPORT),
    ),
    Case(
        "evidence counted until the day it was taken back",
        day(11, 4),
        Status.UNDER_WAY,
        Tone.OPEN,
        (because(Status.UNDER_WAY), left(26)),
        facts={
            "evidence": (
                EvidenceFact(record(1), day(10, 3), day(10, 4), removed_on=day(11, 5)),
            )
        },
        counted=(linked(1, day(10, 3), day(10, 4)),),
        changes=(REPORT,),
    ),
    Case(
        "a meeting still to come does not count",
        day(11, 5),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(25)),
        facts={"evidence": (EvidenceFact(record(1), day(11, 6), day(11, 4)),)},
        not_counted=(
            Item(
                record(1),
                day(11, 6),
                Message("evidence.still_to_come", {"on": day(11, 6)}),
            ),
        ),
        changes=(LINK, REPORT),
    ),
    Case(
        "a report waits for its verification",
        day(11, 10),
        Status.REPORTED,
        Tone.OPEN,
        (because(Status.REPORTED),),
        facts=REPORTED_ONCE,
        counted=(REPORT_ITEM,),
        changes=(VERIFY,),
    ),
    Case(
        "a report that nobody verified does not become late",
        day(12, 24),
        Status.REPORTED,
        Tone.OPEN,
        (because(Status.REPORTED),),
        facts=REPORTED_ONCE,
        counted=(REPORT_ITEM,),
        changes=(VERIFY,),
    ),
    Case(
        "the report of tomorrow is not known today",
        day(11, 9),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(21)),
        facts=REPORTED_ONCE,
        changes=(LINK, REPORT),
    ),
    Case(
        "returned in time",
        day(11, 12),
        Status.RETURNED,
        Tone.OPEN,
        (because(Status.RETURNED), left(18)),
        facts=RETURNED_ONCE,
        counted=(REPORT_ITEM, RETURN_ITEM),
        changes=(MEND, REPORT),
    ),
    Case(
        "returned and late: both are said, and the mending comes first",
        day(12, 3),
        Status.LATE,
        Tone.LATE,
        (because(Status.LATE), late(3), because(Status.RETURNED)),
        facts=RETURNED_ONCE,
        counted=(REPORT_ITEM, RETURN_ITEM),
        changes=(MEND, REPORT, EXTEND),
    ),
    Case(
        "reported again after a return",
        day(11, 20),
        Status.REPORTED,
        Tone.OPEN,
        (because(Status.REPORTED),),
        facts=RETURNED_ONCE
        | {
            "reports": (
                ReportFact(report(2), day(11, 20)),
                ReportFact(report(1), day(11, 10)),
            )
        },
        counted=(
            REPORT_ITEM,
            RETURN_ITEM,
            Item(report(2), day(11, 20), Message("goal.report")),
        ),
        changes=(VERIFY,),
    ),
    Case(
        "all on one day: each decision stands after its report",
        day(11, 10),
        Status.STRUCK_OFF,
        Tone.DONE,
        (because(Status.STRUCK_OFF),),
        facts={
            "decisions": (
                DecisionFact(decision(2), day(11, 10), True, report(2)),
                DecisionFact(decision(1), day(11, 10), False, report(1)),
            ),
            "reports": (
                ReportFact(report(2), day(11, 10)),
                ReportFact(report(1), day(11, 10)),
            ),
        },
        counted=(
            Item(report(1), day(11, 10), Message("goal.report")),
            Item(decision(1), day(11, 10), Message("goal.return")),
            Item(report(2), day(11, 10), Message("goal.report")),
            Item(decision(2), day(11, 10), Message("goal.strike_off")),
        ),
    ),
    Case(
        "struck off stays struck off, long after the deadline",
        date(2027, 6, 1),
        Status.STRUCK_OFF,
        Tone.DONE,
        (because(Status.STRUCK_OFF),),
        facts=REPORTED_ONCE
        | {"decisions": (DecisionFact(decision(1), day(11, 12), True, report(1)),)},
        counted=(
            REPORT_ITEM,
            Item(decision(1), day(11, 12), Message("goal.strike_off")),
        ),
    ),
    Case(
        "a report after the striking off changes nothing",
        day(11, 28),
        Status.STRUCK_OFF,
        Tone.DONE,
        (because(Status.STRUCK_OFF),),
        facts={
            "reports": (
                ReportFact(report(1), day(11, 10)),
                ReportFact(report(2), day(11, 27)),
            ),
            "decisions": (DecisionFact(decision(1), day(11, 12), True, report(1)),),
        },
        counted=(
            REPORT_ITEM,
            Item(decision(1), day(11, 12), Message("goal.strike_off")),
            Item(report(2), day(11, 27), Message("goal.report")),
        ),
    ),
    Case(
        "withdrawn",
        day(12, 24),
        Status.WITHDRAWN,
        Tone.NOT_APPLICABLE,
        (because(Status.WITHDRAWN),),
        facts={"withdrawn_on": day(11, 2)},
    ),
    Case(
        "not withdrawn before the day",
        day(11, 1),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(29)),
        facts={"withdrawn_on": day(11, 2)},
        changes=(LINK, REPORT),
    ),
    Case(
        "struck off, then withdrawn: what was done stays done",
        day(12, 24),
        Status.STRUCK_OFF,
        Tone.DONE,
        (because(Status.STRUCK_OFF),),
        facts=REPORTED_ONCE
        | {
            "decisions": (DecisionFact(decision(1), day(11, 12), True, report(1)),),
            "withdrawn_on": day(11, 13),
        },
        counted=(
            REPORT_ITEM,
            Item(decision(1), day(11, 12), Message("goal.strike_off")),
        ),
    ),
    Case(
        "withdrawn while a report was open",
        day(11, 11),
        Status.WITHDRAWN,
        Tone.NOT_APPLICABLE,
        (because(Status.WITHDRAWN),),
        facts=REPORTED_ONCE | {"withdrawn_on": day(11, 11)},
        counted=(REPORT_ITEM,),
    ),
    Case(
        "late until the extension is agreed to",
        day(12, 4),
        Status.LATE,
        Tone.LATE,
        (because(Status.LATE), late(4)),
        facts=AGREED_LATE,
        changes=(REPORT, EXTEND),
    ),
    Case(
        "an extension agreed to after the old deadline counts from its day",
        day(12, 5),
        Status.NOT_STARTED,
        Tone.OPEN,
        (because(Status.NOT_STARTED), left(15, LATER), moved(LATER)),
        facts=AGREED_LATE,
        counted=(AGREED_ITEM,),
        changes=(LINK, REPORT),
        due=LATER,
    ),
    Case(
        "late again after the later deadline",
        day(12, 21),
        Status.LATE,
        Tone.LATE,
        (because(Status.LATE), late(1, LATER), moved(LATER)),
        facts=AGREED_LATE,
        counted=(AGREED_ITEM,),
        changes=(REPORT, EXTEND),
        due=LATER,
    ),
    Case(
        "of two extensions of one day the later request counts",
        day(12, 6),
        Status.NOT_STARTED,
        Tone.OPEN,
        (
            because(Status.NOT_STARTED),
            left(25, day(12, 31)),
            moved(day(12, 31)),
        ),
        facts={
            "extensions": (
                ExtensionFact(extension(2), day(12, 5), day(12, 31)),
                ExtensionFact(extension(1), day(12, 5), LATER),
            )
        },
        counted=(
            AGREED_ITEM,
            Item(
                extension(2),
                day(12, 5),
                Message("goal.extension", {"due": day(12, 31)}),
            ),
        ),
        changes=(LINK, REPORT),
        due=day(12, 31),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict(case: Case):
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
