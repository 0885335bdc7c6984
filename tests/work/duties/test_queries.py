"""What is read of duties, and what it costs."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import move_unit
from lianxin.work.duties import operations, queries
from lianxin.work.duties.models import DutyLedger
from tests.cast import AT, TODAY, Cast
from tests.work.duties.asked import OCTOBER, ask, status
from tests.work.goals.given import at, meet

DECEMBER = date(2026, 12, 1)


def test_a_month_before_anything_was_entered_here_is_not_asked_for(cast: Cast):
    assert status(cast, "party_day", OCTOBER) == "overdue"
    Entry.objects.update(at=AT)
    assert status(cast, "party_day", OCTOBER) == "not_applicable"
    meet(cast)
    assert status(cast, "party_day", OCTOBER) == "not_applicable"
    assert status(cast, "party_day", TODAY.replace(day=1)) in {"met", "not_applicable"}


def test_the_board_has_twelve_months_in_every_row(cast: Cast):
    asked = queries.asked_of_unit(cast.units["branch"], year=TODAY.year)
    rows = queries.board_of(asked, year=TODAY.year, today=TODAY)
    assert [(row.title, sum(c.span for c in row.cells)) for row in rows] == [
        ("Branch general meeting", 12),
        ("Branch committee meeting", 12),
        ("Theme party day", 12),
        ("Organisational-life meeting", 12),
        ("Heart-to-heart talks", 12),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_a_board_takes_as_many_queries_whatever_is_asked(
    cast: Cast, django_assert_num_queries, number: int
):
    for _ in range(number):
        ask(cast)
        meet(cast)
    with django_assert_num_queries(8):
        queries.asked_of_unit(cast.units["branch"], year=TODAY.year)


@pytest.mark.parametrize("unit", ["root", "sub"])
def test_counts_below_take_as_many_queries_at_every_height(
    cast: Cast, django_assert_num_queries, unit: str
):
    operations.rebuild_ledger(today=TODAY)
    operations.rebuild_tally(at=AT)
    clerk = cast.actor("clerk")
    with django_assert_num_queries(5):
        counts = queries.counts_below(
            cast.units[unit],
            code="party_day",
            since=TODAY.replace(month=1, day=1),
            actor=clerk,
            today=TODAY,
        )
    branches = {"root": 2, "sub": 1}[unit]
    assert counts.total == {"overdue": 10 * branches, "due_soon": branches}


@pytest.mark.parametrize("later", [0, 8, 60])
def test_counts_below_are_those_of_each_row_by_itself(cast: Cast, later: int):
    meet(cast, on=date(2026, 10, 3))
    meet(cast, on=date(2026, 11, 3))
    operations.rebuild_ledger(today=TODAY)
    operations.rebuild_tally(at=AT)
    today = TODAY + timedelta(days=later)
    rows = DutyLedger.objects.filter(first_day__lte=today, unit__in=_branches(cast))
    expected = Counter(
        queries.status_of_row(row.outcome, row.first_day, row.last_day, today=today)
        for row in rows
    )
    counts = queries.counts_below(
        cast.units["root"],
        code="",
        since=date(2025, 1, 1),
        actor=cast.actor("clerk"),
        today=today,
    )
    of_branches = counts.total - _of_committees(today)
    assert of_branches == expected
    assert len(expected) >= 3


def _branches(cast: Cast) -> list[int]:
    return [cast.units[key].pk for key in ("branch", "other", "group")]


def _of_committees(today: date) -> Counter[str]:
    return Counter(
        queries.status_of_row(row.outcome, row.first_day, row.last_day, today=today)
        for row in DutyLedger.objects.filter(
            first_day__lte=today, unit__kind="committee", unit__parent__isnull=False
        )
    )


def test_what_one_more_duty_adds_is_said_by_kind_of_unit(cast: Cast):
    """A branch without a committee holds no committee meetings: they are none of its."""
    ask(cast, each="month", counts=["party_day"])
    with_one, without = queries.burden_added(
        cast.units["root"],
        kinds=["branch"],
        counts=["party_day"],
        entries=Fraction(2),
        today=TODAY,
    )
    asked = Fraction(1, 3) + 1 + Fraction(1, 12) + Fraction(1, 12) + 1
    assert [(a.kind, a.units, a.entries, a.existing) for a in (with_one, without)] == [
        ("Party branch with a committee", 1, 2, 2),
        ("Party branch without a committee", 1, 2, 2),
    ]
    assert (with_one.total, without.total) == (asked + 1, asked)


def test_what_is_asked_of_a_unit_follows_its_posts(cast: Cast):
    asked = {
        key: {b.title for b in queries.burden_of(cast.units[key], today=TODAY)}
        for key in ("branch", "other")
    }
    assert asked["branch"] - asked["other"] == {"Branch committee meeting"}
    assert asked["other"] - asked["branch"] == set()


def test_what_is_due_leads_to_the_form_for_recording_it(cast: Cast):
    operations.rebuild_ledger(today=clock.today())
    lines = queries.lines_due(
        cast.units["branch"], actor=cast.actor("branch_secretary"), today=TODAY
    )
    branch = cast.units["branch"].pk
    assert {line.record_url for line in lines if line.title == "Theme party day"} == {
        f"/records/add/{branch}/party_day/"
    }


def test_a_moved_unit_is_asked_by_whom_it_stands_below_on_the_last_day(cast: Cast):
    asked_above = ask(cast, each="month", unit="sub", role="sub_clerk", since=DECEMBER)
    code = f"added.{asked_above.pk}"
    assert status(cast, code, DECEMBER, unit="other") is None
    came, left = date(2027, 2, 1), date(2027, 3, 31)
    _move(cast, "other", "sub", on=came)
    _move(cast, "other", "root", on=left)
    months = [DECEMBER, date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)]
    assert [status(cast, code, first, unit="other", on=left) for first in months] == [
        *(None, None, "overdue", None)
    ]
    assert status(cast, code, DECEMBER, on=left) == "overdue"


def _move(cast: Cast, unit: str, parent: str, *, on: date) -> None:
    moved = Unit.objects.get(pk=cast.units[unit].pk)
    move_unit(
        moved,
        parent=cast.units[parent],
        valid_from=on,
        version=moved.version,
        actor=cast.actor("clerk"),
        at=at(on),
    )
