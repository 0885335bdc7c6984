"""What holds of slots and their judgement whatever a unit held, and whenever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.duties import (
    Duty,
    DutyEdition,
    Each,
    Exempt,
    Holding,
    ReviewMonths,
    Slot,
    UnitFacts,
    Window,
    slots_of,
)
from lianxin.kernel.rules.duty_judge import judge
from lianxin.kernel.rules.duty_marks import HeldFact, duty_status, marks_of

SINCE, UNTIL = date(2025, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2024, 12, 1), date(2027, 3, 31))
FACTS = st.lists(DAYS, max_size=12).map(
    lambda days: [
        HeldFact(Ref("records.record", n), frozenset({"a"}), day)
        for n, day in enumerate(days)
    ]
)


def duty(each: Each, least: int) -> Duty:
    months = ReviewMonths(10, 3) if each is Each.REVIEW_YEAR else None
    edition = DutyEdition(date(2020, 1, 1), None, each, least, months=months)
    title = Title("A", "甲", "甲")
    return Duty(
        code="a", title=title, units=("branch",), counts=("a",), editions=(edition,)
    )


DUTIES = st.builds(duty, st.sampled_from(Each), st.integers(1, 3))
UNITS = st.builds(
    lambda founded, lived, window: UnitFacts(
        ref=Ref("units.unit", 1),
        kind="branch",
        founded_on=founded,
        dissolved_on=founded + timedelta(days=lived) if lived else None,
        windows={2025: window} if window else {},
    ),
    DAYS,
    st.none() | st.integers(0, 900),
    st.none() | st.just(Window(date(2025, 11, 1), date(2026, 2, 10))),
)


def slots(asked: Duty, unit: UnitFacts) -> list[Slot]:
    return list(slots_of(asked, unit, since=SINCE, until=UNTIL, least_percent=50))


def pairs(found: list[Slot]) -> list[tuple[Slot, Slot | None]]:
    return [(s, f) for s, f in zip(found, [*found[1:], None], strict=False)]


@given(DUTIES, UNITS)
def test_periods_follow_each_other_without_overlap(asked: Duty, unit: UnitFacts):
    for slot, following in pairs(slots(asked, unit)):
        assert slot.first <= (slot.last or slot.until) <= slot.until
        if following:
            assert following.first > (slot.last or slot.first)


@given(DUTIES, UNITS)
def test_nothing_is_asked_outside_the_life_of_a_unit(asked: Duty, unit: UnitFacts):
    for slot in slots(asked, unit):
        assert unit.founded_on <= (slot.last or slot.until)
        if unit.dissolved_on and not slot.exempt:
            assert (slot.last or slot.until) <= unit.dissolved_on


@given(DUTIES, UNITS, FACTS, DAYS)
def test_the_marks_of_the_ledger_answer_for_every_day(
    asked: Duty, unit: UnitFacts, facts: list[HeldFact], day: date
):
    for slot, following in pairs(slots(asked, unit)):
        marks = marks_of(slot, following, facts, as_of=date.max)
        verdict = judge(slot, following, facts, as_of=day, soon_days=7)
        assert duty_status(marks, as_of=day, soon_days=7) == verdict.status


@given(DUTIES, UNITS, FACTS, DAYS, DAYS)
def test_one_record_more_never_makes_a_met_duty_unmet(
    asked: Duty, unit: UnitFacts, facts: list[HeldFact], on: date, day: date
):
    more = [*facts, HeldFact(Ref("records.record", 99), frozenset({"a"}), on)]
    met = {DutyStatus.MET, DutyStatus.MET_LATE}
    for slot, following in pairs(slots(asked, unit)):
        before = judge(slot, following, facts, as_of=day, soon_days=7)
        after = judge(slot, following, more, as_of=day, soon_days=7)
        assert not (before.status in met and after.status not in met)


@given(DUTIES, UNITS, FACTS)
def test_a_record_counts_for_one_period_at_most(
    asked: Duty, unit: UnitFacts, facts: list[HeldFact]
):
    counted = [
        item.ref
        for slot, following in pairs(slots(asked, unit))
        if not slot.exempt
        for item in judge(slot, following, facts, as_of=UNTIL, soon_days=7).counted[
            : slot.needed
        ]
    ]
    assert len(counted) == len(set(counted))


@given(UNITS, FACTS, DAYS)
def test_a_review_year_is_never_overdue_before_its_window_is_told(
    unit: UnitFacts, facts: list[HeldFact], day: date
):
    for slot, following in pairs(slots(duty(Each.REVIEW_YEAR, 1), unit)):
        verdict = judge(slot, following, facts, as_of=day, soon_days=7)
        if verdict.status is DutyStatus.OVERDUE:
            assert slot.last is not None
            assert slot.first.year in unit.windows


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 11, 16), None, None),
        (date(2026, 11, 17), None, Exempt.NEW_POST),
        (date(2026, 1, 1), date(2026, 11, 30), Exempt.NO_POST),
        (date(2026, 1, 1), date(2026, 12, 1), None),
    ],
)
def test_a_committee_elected_late_in_a_month_is_not_asked_for_it(
    since: date, until: date | None, expected: Exempt | None
):
    asked = replace(duty(Each.MONTH, 1), posts=("publicity_member",))
    unit = UnitFacts(
        ref=Ref("units.unit", 1),
        kind="branch",
        founded_on=SINCE,
        holdings=(Holding("publicity_member", since, until),),
    )
    [november] = [s for s in slots(asked, unit) if s.first == date(2026, 11, 1)]
    assert november.exempt is expected
