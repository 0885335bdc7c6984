"""Giving the goals of an issue."""

import pytest

from lianxin.work.goals import operations as goals
from lianxin.work.goals.models import Goal, GoalChange, GoalWithdrawal
from lianxin.work.guidance import operations, queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.models import GivenRow
from tests.cast import ACTION, AT, TODAY, Cast
from tests.work.guidance.plans import agree, issue, issued, plan, row, target

SECOND = "华党发〔2026〕30号"


def units_of(task: int) -> set[str]:
    return set(
        Goal.objects.filter(source_id=task, withdrawal=None).values_list(
            "unit__name", flat=True
        )
    )


def test_lead_unit_picked_units_and_all_of_a_kind(cast: Cast):
    of = plan(cast)
    task = of.tasks.get()
    target(task, cast.units["union"])
    found = issued(cast, of)
    assert units_of(task.pk) == {"安全生产部", "集团工会", "检修一支部", "运行二支部"}
    assert found.given_at == AT
    assert queries.stage_of(of) is Stage.ISSUED


def test_doing_it_again_changes_nothing(cast: Cast):
    of = plan(cast)
    found = issued(cast, of)
    before = Goal.objects.count()
    operations.give_issue(found, actor=cast.actor("clerk"), at=AT)
    assert Goal.objects.count() == before


def test_it_goes_on_where_it_was_stopped(cast: Cast, monkeypatch):
    of = plan(cast, rows=2)
    agree(cast, of)
    found = issue(cast, of)
    monkeypatch.setattr(operations.issues, "MOST_GOALS_AT_ONCE", 1)
    real, calls = goals.give_issued, []

    def killed_at_the_second(**values):
        calls.append(values)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**values)

    monkeypatch.setattr(goals, "give_issued", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        operations.give_issue(found, actor=cast.actor("clerk"), at=AT)
    assert GivenRow.objects.count() == 1
    assert queries.stage_of(of) is Stage.GIVING
    operations.give_issue(found, actor=cast.actor("clerk"), at=AT)
    assert len(calls) == 3
    assert [len(units_of(task.pk)) for task in of.tasks.all()] == [3, 3]


def test_a_unit_dissolved_meanwhile_is_passed_over_and_told(cast: Cast):
    of = plan(cast)
    target(of.tasks.get(), cast.units["union"])
    agree(cast, of)
    found = issue(cast, of)
    union = cast.units["union"]
    union.path, union.dissolved_on = None, TODAY
    union.save()
    operations.give_issue(found, actor=cast.actor("clerk"), at=AT)
    assert found.given.get().passed_over == [{"name": "集团工会", "why": "dissolved"}]
    assert "集团工会" not in units_of(of.tasks.get().pk)


def test_a_kind_that_cannot_report_is_told(cast: Cast):
    of = plan(cast, rows=0)
    row(cast, of, reach_kinds=["group"], lead_unit=None)
    (reached,) = queries.reached_by(queries.snapshot_of(of), giver=of.unit)
    assert reached.unit_ids == ()
    assert [one.code for one in reached.passed_over] == ["cannot_report"]


def test_a_change_reaches_only_what_changed(cast: Cast):
    of = plan(cast, rows=2)
    issued(cast, of)
    first, second = of.tasks.order_by("order")
    first.standard = "新标准"
    first.save()
    issued(cast, of, number=SECOND)
    changed = GoalChange.objects.values_list("goal__source_id", "reason").distinct()
    assert list(changed) == [(first.pk, "年中调整")]
    assert {g.standard for g in Goal.objects.filter(source_id=first.pk)} == {"新标准"}
    assert {g.version for g in Goal.objects.filter(source_id=second.pk)} == {1}
    mine = queries.changed_for(cast.actor("branch_secretary"), today=TODAY)
    assert [goal.source_id for goal in mine if goal.source_id == second.pk] == []


def test_a_row_taken_out_is_withdrawn_and_a_new_one_given(cast: Cast):
    of = plan(cast, rows=2)
    issued(cast, of)
    gone = of.tasks.order_by("order")[0]
    gone.removed_at = AT
    gone.save()
    new = row(cast, of, order=3)
    issued(cast, of, number=SECOND)
    assert units_of(gone.pk) == set()
    assert GoalWithdrawal.objects.count() == 3
    assert units_of(new.pk) == {"安全生产部", "检修一支部", "运行二支部"}


def test_a_unit_that_is_reached_no_more_loses_the_goal(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    task = of.tasks.get()
    task.reach_kinds = []
    task.save()
    issued(cast, of, number=SECOND)
    assert units_of(task.pk) == {"安全生产部"}


def test_the_job_acts_for_whoever_issued_it_even_if_gone(cast: Cast):
    of = plan(cast)
    agree(cast, of)
    found = issue(cast, of)
    held = cast.appointments["clerk"]
    held.valid_to = TODAY
    held.save()
    actor = queries.issuer_of(found, job="guidance.give", action=ACTION)
    operations.give_issue(found, actor=actor, at=AT)
    assert {goal.given_by for goal in Goal.objects.all()} == {cast.people["clerk"]}
