"""Adding a row to a plan."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Charge
from lianxin.work.guidance.models import Task
from lianxin.work.guidance.operations import write_task
from lianxin.work.guidance.queries.review import counts_of, measure_as_typed, row_views
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.work.guidance.taken_in import quoted, take_in, task


def test_what_was_typed_becomes_a_row(cast: Cast):
    plan = take_in(cast)
    row = task(
        cast,
        plan,
        leader="高远山",
        lead_unit="安全生产部",
        supports="集团工会、北川公司党委",
        persons="林若溪，马立群",
        reach="各党支部",
        due="12月底前",
        key_task="党务公开",
        quotes=[quoted(plan, "一(一)")],
    )
    assert row.leader.kind == "leader_in_charge"
    assert row.lead_unit == cast.units["department"]
    assert (row.due_kind, row.due_on) == ("month", date(2026, 12, 31))
    assert row.reach_kinds == ["branch"]
    (view,) = row_views(plan, actor=cast.actor("clerk"), today=TODAY)
    assert view.cells == {
        "key_task": "党务公开",
        "text": "建立党务公开目录",
        "actions": "",
        "standard": "",
        "leader": "高远山",
        "lead_unit": "安全生产部",
        "supports": "集团工会、北川公司党委",
        "persons": "林若溪、马立群",
        "reach": "各党支部",
        "due": "2026-12",
        "measure": "",
        "remark": "",
    }
    assert view.paths == ["一(一)"]
    assert counts_of(plan).handled == 1


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ("", "yes_no"),
        ("12次", "number"),
        ("95.5%", "number"),
        ("300", "number"),
        ("2026-11-30 方案印发\n2026-12-20 总结报送", "milestones"),
    ],
)
def test_how_it_is_measured(cast: Cast, typed: str, measure: str):
    plan = take_in(cast)
    row = task(cast, plan, measure=typed)
    row.refresh_from_db()
    assert (row.measure, measure_as_typed(row)) == (measure, typed)


def test_behind_another_row_under_the_same_key_task(cast: Cast):
    plan = take_in(cast)
    first = task(cast, plan, "甲", key_task="党务公开")
    task(cast, plan, "丙")
    task(cast, plan, "乙", after=first)
    rows = [(t.text, t.order, t.key_task) for t in plan.tasks.order_by("order")]
    assert rows == [("甲", 1, "党务公开"), ("乙", 2, "党务公开"), ("丙", 3, "")]


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ({"text": " "}, "text"),
        ({"text": "字" * 301}, "text"),
        ({"leader": "没有这人"}, "leader"),
        ({"lead_unit": "没有这处"}, "lead_unit"),
        ({"supports": "各党支部"}, "supports"),
        ({"persons": "没有这人"}, "persons"),
        ({"due": "9月"}, "due"),
        ({"due": "尽快"}, "due"),
        ({"measure": "很多"}, "measure"),
        ({"measure": "2026-12-30"}, "measure"),
        ({"measure": "2026-01-30 方案"}, "measure"),
        ({"colour": "红"}, "colour"),
    ],
)
def test_what_is_refused_is_named_by_its_cell(cast: Cast, values, cell: str):
    plan = take_in(cast)
    with pytest.raises(ValidationError) as refused:
        write_task(
            plan, values={"text": "甲", **values}, actor=cast.actor("clerk"), at=AT
        )
    assert list(refused.value.message_dict) == [cell]
    assert not Task.objects.exists()


@pytest.mark.parametrize("role", ["secretary", "sub_clerk", "member"])
def test_nobody_else(cast: Cast, role: str):
    plan = take_in(cast)
    with pytest.raises(Refused):
        write_task(plan, values={"text": "甲"}, actor=cast.actor(role), at=AT)


def test_a_lead_unit_brings_the_leader_in_charge_of_it(cast: Cast):
    Charge.objects.create(
        post=cast.appointments["leader"].post,
        field="安全生产",
        unit=cast.units["department"],
        valid_from=LONG_AGO,
    )
    plan = take_in(cast)
    row = task(cast, plan, "甲", lead_unit="安全生产部", leader="")
    row.refresh_from_db()
    assert row.leader == cast.appointments["leader"].post
