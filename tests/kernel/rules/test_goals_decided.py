"""Verdicts of goals after decisions: returned, struck off, withdrawn, extended."""

from datetime import date

import pytest

from lianxin.kernel.rules import (
    DecisionFact,
    ExtensionFact,
    Item,
    Message,
    ReportFact,
    Status,
    Tone,
)
from tests.kernel.rules.cases import (
    AGREED_ITEM,
    AGREED_LATE,
    EXTEND,
    LATER,
    LINK,
    MEND,
    REPORT,
    REPORT_ITEM,
    REPORTED_ONCE,
    RETURN_ITEM,
    RETURNED_ONCE,
    VERIFY,
    Case,
    because,
    check,
    day,
    decision,
    extension,
    late,
    left,
    moved,
    report,
)

CASES = [
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
    check(case)
