"""A unit tells when the meetings of a review year are held."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import move_unit
from lianxin.work.duties.operations import tell_review_window
from tests.cast import AT, Cast
from tests.work.duties.asked import OCTOBER, status
from tests.work.goals.given import at

CODE = "organisational_life_meeting"
WINDOW = (date(2026, 12, 1), date(2027, 2, 10))
SPRING = date(2027, 5, 1)


def tell(cast: Cast, *, window=WINDOW, role="clerk", unit="root", basis="通知"):
    return tell_review_window(
        cast.units[unit], window=window, basis=basis, actor=cast.actor(role), at=AT
    )


def test_without_it_nothing_is_overdue_and_with_it_there_is_a_last_day(cast: Cast):
    assert status(cast, CODE, OCTOBER, on=SPRING) == "open"
    tell(cast)
    assert status(cast, CODE, OCTOBER, on=WINDOW[1]) == "due_soon"
    assert status(cast, CODE, OCTOBER, on=SPRING) == "overdue"


def test_the_nearest_unit_and_its_latest_notice_count(cast: Cast):
    tell(cast)
    tell(cast, window=(WINDOW[0], SPRING), role="sub_clerk", unit="sub")
    assert status(cast, CODE, OCTOBER, on=SPRING) == "due_soon"
    assert status(cast, CODE, OCTOBER, unit="other", on=SPRING) == "overdue"


def test_a_window_in_spring_belongs_to_the_year_before(cast: Cast):
    assert tell(cast, window=(date(2027, 3, 1), SPRING)).year == 2026


def test_what_is_wrong_is_refused(cast: Cast):
    for wrong in ({"basis": " "}, {"window": (WINDOW[1], WINDOW[0])}):
        with pytest.raises(ValidationError):
            tell(cast, **wrong)
    with pytest.raises(Refused):
        tell(cast, role="branch_secretary")


def test_a_notice_holds_for_who_stands_below_on_its_last_day(cast: Cast):
    """A branch that leaves before that day is told by whom it then stands below."""
    tell(cast, role="sub_clerk", unit="sub")
    assert status(cast, CODE, OCTOBER, on=SPRING) == "overdue"
    branch = Unit.objects.get(pk=cast.units["branch"].pk)
    left = WINDOW[1] + timedelta(days=1)
    moved = {"parent": cast.units["root"], "version": branch.version}
    after = {"actor": cast.actor("clerk"), "at": at(left)}
    move_unit(branch, valid_from=left, **moved, **after)
    cast.units["branch"] = Unit.objects.get(pk=branch.pk)
    assert status(cast, CODE, OCTOBER, on=SPRING) == "overdue"
    assert status(cast, CODE, OCTOBER, unit="other", on=SPRING) == "open"


def test_it_holds_for_nobody_who_left_in_time(cast: Cast):
    tell(cast, role="sub_clerk", unit="sub")
    branch = Unit.objects.get(pk=cast.units["branch"].pk)
    move_unit(
        branch,
        parent=cast.units["root"],
        valid_from=WINDOW[1],
        version=branch.version,
        actor=cast.actor("clerk"),
        at=at(WINDOW[1]),
    )
    cast.units["branch"] = Unit.objects.get(pk=branch.pk)
    assert status(cast, CODE, OCTOBER, on=SPRING) == "open"
