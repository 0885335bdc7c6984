"""What goals that ask for a record again and again add to those who are to have them."""

from fractions import Fraction

from lianxin.work.duties import queries
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import withdraw_goal
from tests.cast import AT, Cast
from tests.work.goals.given import DEADLINE, give

MONTHLY, QUARTERLY, ONCE = "every_month", "every_quarter", "date"


def test_what_is_asked_once_adds_nothing_each_month(cast: Cast):
    branch = cast.units["branch"].pk
    assert queries.goals_added([(ONCE, [branch])], same=Goal.objects.all()) is None
    assert queries.goals_added([(MONTHLY, [])], same=Goal.objects.all()) is None


def test_entries_are_added_unit_by_unit(cast: Cast):
    branch, other = cast.units["branch"].pk, cast.units["other"].pk
    asked = [(MONTHLY, [branch, other]), (QUARTERLY, [branch]), (ONCE, [other])]
    added = queries.goals_added(asked, same=Goal.objects.none())
    assert added == queries.AddedGoals(2, Fraction(7, 3), Fraction(4, 3), Fraction(0))
    assert added.in_words() == (
        "This asks 2 units for 2.3 entries a month altogether, at most 1.3 of one unit; "
        "0 of them are asked for already."
    )


def test_the_same_goals_under_way_are_no_addition(cast: Cast):
    for _ in range(2):
        give(cast, due_kind=MONTHLY, deadline=DEADLINE)
    give(cast, role="clerk", unit="other", due_kind=QUARTERLY, deadline=DEADLINE)
    give(cast, role="clerk", unit="other")
    units = [cast.units["branch"].pk, cast.units["other"].pk]
    added = queries.goals_added([(MONTHLY, units)], same=Goal.objects.all())
    assert added == queries.AddedGoals(2, Fraction(2), Fraction(1), Fraction(4, 3))
    ended = Goal.objects.get(unit=units[1], due_kind=QUARTERLY)
    withdraw_goal(ended, reason="并入季度党课", actor=cast.actor("clerk"), at=AT)
    added = queries.goals_added([(MONTHLY, units)], same=Goal.objects.all())
    assert added.existing == 1


def test_one_unit_is_told_in_the_singular(cast: Cast):
    asked = [(QUARTERLY, [cast.units["branch"].pk])]
    added = queries.goals_added(asked, same=Goal.objects.none())
    assert added.in_words() == (
        "This asks 1 unit for 0.3 entries a month; 0 of them are asked for already."
    )
