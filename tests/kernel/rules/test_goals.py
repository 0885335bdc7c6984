"""Verdicts of goals before any decision: evidence, reports and the deadline."""

import pytest

from lianxin.kernel.rules import EvidenceFact, Item, Message, Status, Tone
from tests.kernel.rules.cases import (
    DUE,
    EXTEND,
    LINK,
    REPORT,
    REPORT_ITEM,
    REPORTED_ONCE,
    VERIFY,
    Case,
    because,
    check,
    day,
    late,
    left,
    linked,
    record,
)

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
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict(case: Case):
    check(case)
