"""Taking in an existing table of tasks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.kernel.zh.worktables import table_in
from lianxin.work.guidance.models import Document, Plan, Task
from lianxin.work.guidance.operations import Recognised, take_in_table
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import take_in

TEXT = """2026年党建工作任务分解表
序号|重点任务|具体任务|具体措施|责任分工|||责任人|完成时限|备注
||||责任领导|牵头部门|配合部门|||
1|组织建设|黨務公開|建立目录|高远山|安全生产部|集团工会、各党支部|林若溪|12月底前|按季报
2||换届选举|||安全生产部、集团工会|||长期|
3|宣传|宣传报道|写稿|赵无名|宣传处|集团工会、报社||9月|
|||||集团工会||||""".replace("|", "\t")


def take(
    cast: Cast, *, text: str = TEXT, role: str = "clerk", plan: Plan | None = None
):
    table = table_in(text)
    assert table is not None
    return take_in_table(
        unit=cast.units["root"],
        recognised=Recognised(text=text, title=text.split("\n", maxsplit=1)[0]),
        table=table,
        openness="internal",
        plan=plan,
        actor=cast.actor(role),
        at=AT,
    )


def test_right_rows_become_tasks_with_what_was_found(cast: Cast):
    plan = take(cast)
    one, two, _three = plan.tasks.order_by("order")
    assert (one.key_task, one.text, one.actions, one.remark) == (
        "组织建设",
        "党务公开",
        "建立目录",
        "按季报",
    )
    assert one.leader.kind == "leader_in_charge"
    assert one.lead_unit == cast.units["department"]
    assert list(one.supports.all()) == [cast.units["union"]]
    assert [p.name for p in one.persons.all()] == ["林若溪"]
    assert (one.reach_kinds, one.due_on) == (["branch"], date(2026, 12, 31))
    assert (two.key_task, two.due_kind) == ("组织建设", "long_term")
    assert list(two.supports.all()) == [cast.units["union"]]
    assert (plan.year, Document.objects.get().is_table) == (2026, True)


def test_what_is_not_found_stays_as_words_and_is_told(cast: Cast):
    row = take(cast).tasks.order_by("order")[2]
    assert (row.leader, row.lead_unit, row.due_kind) == (None, None, "")
    assert list(row.supports.all()) == [cast.units["union"]]
    assert set(row.remark.split("；")) == {"赵无名", "宣传处", "报社", "9月"}
    problems = Document.objects.get().problems
    assert [(p["kind"], p["values"]["line"]) for p in problems] == [
        ("table_row_without_task", "7"),
        *[("table_cell", "6")] * 4,
    ]
    assert {p["values"].get("words") for p in problems[1:]} == {
        "赵无名",
        "宣传处",
        "报社",
        "9月",
    }


def test_a_table_joins_a_plan_behind_its_rows(cast: Cast):
    plan = take(cast, plan=take(cast))
    assert [t.order for t in plan.tasks.order_by("order")] == [1, 2, 3, 4, 5, 6]
    assert take(cast, plan=take_in(cast)).bases.count() == 2


def test_a_marked_table_is_refused(cast: Cast):
    with pytest.raises(ValidationError):
        take(cast, text=f"秘密★1年\n{TEXT}")
    assert not Task.objects.exists()


def test_nobody_else(cast: Cast):
    with pytest.raises(Refused):
        take(cast, role="secretary")
