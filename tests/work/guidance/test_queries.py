"""Whether an issued plan is being revised, from its rows and not from their quotes."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lianxin.work.guidance import queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.models import Plan, Task, TaskPerson, TaskSupport, TaskTarget
from lianxin.work.guidance.queries.versions import COMPARED, compared_rows_of
from tests.cast import Cast
from tests.work.guidance.plans import DEADLINE, issued, plan, row

ANOTHER = {
    "key_task": "别的重点任务",
    "text": "改了的任务",
    "actions": "改了的举措",
    "standard": "改了的标准",
    "leader_post": None,
    "lead_unit": None,
    "support_ids": TaskSupport,
    "person_ids": TaskPerson,
    "targets": TaskTarget,
    "reach_kinds": [],
    "due_kind": "month",
    "due_on": DEADLINE + timedelta(days=1),
    "due_event": "大修结束",
    "measure": "number",
    "measure_unit": "场",
    "measure_target": Decimal(3),
    "milestones": [["2026-12-31", "一半"]],
    "remark": "另注",
}


def test_every_field_that_is_compared_is_changed_below():
    assert set(ANOTHER) == set(COMPARED)


@pytest.mark.parametrize("name", COMPARED)
def test_a_change_of_any_field_is_a_revision_until_it_is_taken_back(
    cast: Cast, name: str
):
    of = plan(cast, rows=2)
    issued(cast, of)
    task = of.tasks.order_by("order")[1]
    assert queries.stage_of(of) is Stage.ISSUED
    value = ANOTHER[name]
    if isinstance(value, type):
        about = {"person" if value is TaskPerson else "unit"}
        links = {"person": cast.people["leader"], "unit": cast.units["union"]}
        link = value.objects.create(task=task, **{k: links[k] for k in about})
        assert queries.stage_of(of) is Stage.REVISING
        link.delete()
    else:
        column = "leader" if name == "leader_post" else name
        before = getattr(task, column)
        Task.objects.filter(pk=task.pk).update(**{column: value})
        assert queries.stage_of(of) is Stage.REVISING
        Task.objects.filter(pk=task.pk).update(**{column: before})
    assert queries.stage_of(of) is Stage.ISSUED


def test_what_is_compared_is_what_a_snapshot_says(
    cast: Cast, django_assert_num_queries
):
    first, second = (
        plan(cast, rows=2),
        Plan.objects.create(
            unit=cast.units["root"],
            title="别的计划",
            year=2026,
            begun_by=cast.people["clerk"],
            begun_at=plan(cast).begun_at,
        ),
    )
    row(cast, first, order=3, measure="number", measure_target=Decimal("2.50"))
    TaskSupport.objects.create(task=first.tasks.all()[0], unit=cast.units["union"])
    with django_assert_num_queries(4):
        found = compared_rows_of([first, second])
    wanted = [
        {name: said[name] for name in ("task", *COMPARED)}
        for said in queries.snapshot_of(first)
    ]
    assert found == {first.pk: wanted, second.pk: []}
