"""The goals of an issued plan, given to many units at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.goals import queries
from lianxin.work.goals.enums import DueKind, Measure
from lianxin.work.goals.models import Goal, GoalLedger
from lianxin.work.goals.operations import IssuedTask, give_issued
from tests.cast import AT, LONG_AGO, TODAY, Cast, found
from tests.work.goals.given import DEADLINE, undertaking
from tests.work.goals.issued import ROW, issue
from tests.work.goals.test_ledger import differences


def test_each_unit_has_its_goal_and_the_journal_one_entry(cast: Cast):
    assert issue(cast, "branch", "other", "department") == 3
    assert list(
        Goal.objects.order_by("pk").values_list("unit__name", "giver__name", "deadline")
    ) == [
        ("安全生产部", "华岭集团党委", DEADLINE),
        ("检修一支部", "华岭集团党委", DEADLINE),
        ("运行二支部", "华岭集团党委", DEADLINE),
    ]
    entry = Entry.objects.get()
    assert (entry.code, entry.subject_id, entry.after) == (
        "goals.issued",
        ROW.id,
        {"goals": 3},
    )
    assert differences(TODAY) == []


def test_whoever_has_it_keeps_it(cast: Cast):
    issue(cast, "branch")
    assert issue(cast, "branch", "other") == 1
    assert Goal.objects.count() == 2


def test_a_trial_ends_with_the_issue(cast: Cast):
    issue(cast, "branch", on_trial=True)
    assert Goal.objects.get().on_trial is True
    issue(cast, "branch", "other")
    assert list(Goal.objects.values_list("on_trial", flat=True)) == [False, False]


def test_a_unit_dissolved_meanwhile_or_without_posts_is_passed_over(cast: Cast):
    cast.units["other"].path = None
    cast.units["other"].dissolved_on = TODAY
    cast.units["other"].save()
    assert issue(cast, "branch", "other", "group") == 1


@pytest.mark.parametrize(
    "values",
    [
        {"deadline": None, "due_kind": "long_term"},
        {"deadline": date(2027, 3, 31), "due_kind": "every_month"},
        {
            "measure": "milestones",
            "milestones": [(TODAY + timedelta(days=2), "方案"), (DEADLINE, "验收")],
        },
    ],
)
def test_the_ledger_is_true_for_each_kind_of_deadline(cast: Cast, values):
    issue(cast, "branch", "other", **values)
    assert GoalLedger.objects.count() == 2
    assert differences(TODAY) == []


def test_only_who_gives_goals_for_the_unit(cast: Cast):
    with pytest.raises(Refused):
        give_issued(
            tasks=[
                IssuedTask(
                    source=ROW,
                    asked=undertaking(),
                    unit_ids=[cast.units["branch"].pk],
                )
            ],
            giver=cast.units["root"],
            actor=cast.actor("sub_clerk"),
            at=AT,
        )


@pytest.mark.parametrize("number", [1, 30])
def test_many_units_take_no_more_queries(
    cast: Cast, django_assert_num_queries, number: int
):
    for n in range(number):
        found("branch", f"支部{n}", cast.units["root"])
        cast.units[f"b{n}"] = queries.units_seen_by(cast.system).get(name=f"支部{n}")
    assert cast.units["b0"].founded_on == LONG_AGO
    names = [f"b{n}" for n in range(number)]
    actor = cast.actor("clerk")
    task = IssuedTask(
        source=ROW,
        asked=undertaking(),
        unit_ids=[cast.units[name].pk for name in names],
    )
    with django_assert_num_queries(18):
        give_issued(tasks=[task], giver=cast.units["root"], actor=actor, at=AT)


def test_every_column_is_stored_as_a_row_written_by_itself_has_it(cast: Cast):
    asked = {
        "text": "完成“%s”整改'100%'; DROP",
        "measure": Measure.NUMBER,
        "measure_unit": "场次",
        "measure_target": Decimal("12.50"),
        "deadline": None,
        "due_kind": DueKind.EVENT,
        "due_event": "大修结束",
    }
    issue(cast, "branch", on_trial=True, **asked)
    stored = Goal.objects.get()
    values = {f.attname: getattr(stored, f.attname) for f in Goal._meta.concrete_fields}
    assert {name: values[name] for name in asked} == asked
    assert values["given_at"] == AT
    single = Goal.objects.create(**values | {"id": None})
    single.refresh_from_db()
    again = {f.attname: getattr(single, f.attname) for f in Goal._meta.concrete_fields}
    assert again == values | {"id": single.pk}
