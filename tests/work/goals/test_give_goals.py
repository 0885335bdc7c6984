"""Giving goals."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import Goal, GoalLedger
from lianxin.work.goals.operations import give_goals
from lianxin.work.goals.queries import NEVER
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import DEADLINE, give, undertaking


def test_each_unit_has_its_own_goal(cast: Cast):
    goals = give_goals(
        units=[cast.units["branch"], cast.units["workshop"]],
        asked=undertaking(standard=""),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    assert [(g.unit, g.giver, g.given_on) for g in goals] == [
        (cast.units["branch"], cast.units["sub"], TODAY),
        (cast.units["workshop"], cast.units["sub"], TODAY),
    ]
    assert list(GoalLedger.objects.values_list("goal", "due").order_by("goal")) == [
        (goals[0].pk, DEADLINE),
        (goals[1].pk, DEADLINE),
    ]


def test_the_journal_of_each_unit_tells_it(cast: Cast):
    goal = give(cast)
    entry = Entry.objects.get()
    assert (entry.code, entry.unit_id, entry.subject_id) == (
        "goals.given",
        cast.units["branch"].pk,
        goal.pk,
    )
    assert entry.after == {
        "text": "党员身边无事故",
        "standard": "有方案、有记录、有总结",
        "deadline": DEADLINE.isoformat(),
        "actions": "",
        "measure": "yes_no",
        "measure_unit": "",
        "measure_target": None,
        "due_kind": "date",
        "due_event": "",
        "giver": "北川公司党委",
    }


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("clerk", "branch"),
        ("clerk", "department"),
        ("secretary", "sub"),
        ("sub_clerk", "branch"),
    ],
)
def test_who_may_give_to_whom(cast: Cast, role: str, unit: str):
    assert give(cast, role=role, unit=unit).unit == cast.units[unit]


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("clerk", "root"),
        ("clerk", "group"),
        ("sub_clerk", "sub"),
        ("sub_clerk", "other"),
        ("leader", "branch"),
        ("branch_secretary", "branch"),
        ("branch_secretary", "group"),
        ("department_head", "department"),
        ("member", "branch"),
        ("employee", "workshop"),
        ("administrator", "branch"),
    ],
)
def test_who_may_not(cast: Cast, role: str, unit: str):
    with pytest.raises(Refused):
        give(cast, role=role, unit=unit)


def test_all_or_none(cast: Cast):
    units = [cast.units["branch"], cast.units["other"]]
    with pytest.raises(Refused):
        give(cast, units=units)
    assert Goal.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"units": []}, {"units": ["Choose at least one unit."]}),
        ({"text": " "}, {"text": ["Say what is to be done."]}),
        (
            {"deadline": TODAY - timedelta(days=1)},
            {"deadline": ["This day is past; choose today or a later day."]},
        ),
        ({"deadline": None}, {"deadline": ["Say by which day."]}),
        (
            {"due_kind": "long_term"},
            {
                "deadline": [
                    "Long-term work has no deadline; choose another kind or none."
                ]
            },
        ),
        (
            {"due_kind": "event", "deadline": None},
            {"due_event": ["Say until which event."]},
        ),
        (
            {"measure": "number"},
            {"measure_target": ["Say which number is to be reached."]},
        ),
        (
            {"measure": "milestones"},
            {"milestones": ["Name at least one milestone."]},
        ),
        (
            {
                "measure": "milestones",
                "milestones": [(DEADLINE + timedelta(days=1), "验收")],
            },
            {"milestones": ["Milestones lie between today and the deadline."]},
        ),
    ],
)
def test_what_is_refused(cast: Cast, values, fault):
    with pytest.raises(ValidationError) as error:
        give(cast, **values)
    assert error.value.message_dict == fault


def test_today_is_a_deadline(cast: Cast):
    assert give(cast, deadline=TODAY).deadline == TODAY


def test_a_dissolved_unit_is_given_nothing(cast: Cast):
    cast.units["branch"].path = None
    with pytest.raises(Refused):
        give(cast)


def test_long_term_work_is_never_due(cast: Cast):
    goal = give(cast, due_kind="long_term", deadline=None)
    assert GoalLedger.objects.get(goal=goal).due == NEVER


def test_a_monthly_goal_asks_for_each_month(cast: Cast):
    goal = give(cast, due_kind="every_month", deadline=TODAY + timedelta(days=200))
    assert GoalLedger.objects.get(goal=goal).due == date(2026, 11, 30)


def test_the_first_milestone_is_due_first(cast: Cast):
    first, second = TODAY + timedelta(days=5), TODAY + timedelta(days=20)
    goal = give(
        cast, measure="milestones", milestones=[(second, "验收"), (first, "方案")]
    )
    assert GoalLedger.objects.get(goal=goal).due == first
