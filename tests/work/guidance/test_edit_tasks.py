"""Storing what was typed into cells of the grid."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.org.posts.models import Charge
from lianxin.work.guidance.models import Plan
from lianxin.work.guidance.operations import CellEdit, edit_tasks
from tests.cast import AT, LONG_AGO, Cast
from tests.work.guidance.taken_in import take_in, task


def edit(cast: Cast, plan: Plan, *edits: CellEdit, role: str = "clerk"):
    return edit_tasks(plan, edits=edits, actor=cast.actor(role), at=AT)


def test_several_cells_of_several_rows(cast: Cast):
    plan = take_in(cast)
    one, two = task(cast, plan, "甲"), task(cast, plan, "乙")
    done = edit(
        cast,
        plan,
        CellEdit(one.pk, 1, "actions", " 建目录\n公布 "),
        CellEdit(one.pk, 1, "supports", "集团工会"),
        CellEdit(two.pk, 1, "due", "长期坚持"),
    )
    assert [t.version for t in done.stored] == [2, 2]
    assert (done.conflicts, done.faults) == ([], [])
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.actions, two.due_kind, two.due_on) == (
        "建目录\n公布",
        "long_term",
        None,
    )
    assert list(one.supports.all()) == [cast.units["union"]]
    last = Entry.objects.order_by("-pk")[0]
    assert (last.code, last.after) == (
        "guidance.task_changed",
        {"tasks": [one.text, two.text]},
    )


def test_the_second_clerks_edit_of_a_row_is_a_conflict(cast: Cast):
    plan = take_in(cast)
    one, two = task(cast, plan, "甲"), task(cast, plan, "乙")
    edit(cast, plan, CellEdit(one.pk, 1, "actions", "先"))
    done = edit(
        cast,
        plan,
        CellEdit(one.pk, 1, "actions", "后"),
        CellEdit(two.pk, 1, "actions", "别的"),
    )
    assert [t.pk for t in done.conflicts] == [one.pk]
    assert done.conflicts[0].actions == "先"
    assert [t.pk for t in done.stored] == [two.pk]


def test_a_wrong_cell_is_named_and_the_others_are_stored(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    done = edit(
        cast,
        plan,
        CellEdit(row.pk, 1, "due", "9月"),
        CellEdit(row.pk, 1, "remark", "记"),
    )
    row.refresh_from_db()
    assert (row.remark, row.due_kind, row.version) == ("记", "", 2)
    ((fault),) = done.faults
    assert (fault.cell, "2026-09-30" in fault.message) == ("due", True)


def test_an_emptied_cell_is_empty(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲", due="全年", leader="高远山", supports="集团工会")
    edit(
        cast, plan, *(CellEdit(row.pk, 1, c, "") for c in ("due", "leader", "supports"))
    )
    row.refresh_from_db()
    assert (row.due_kind, row.due_on, row.leader) == ("", None, None)
    assert not row.supports.exists()


def test_two_units_of_one_name_are_not_guessed(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    for key in ("sub", "other"):
        unit = cast.units[key]
        unit.short_name = "同名"
        unit.save()
    cast.units["sub"].parent_id = None
    done = edit(cast, plan, CellEdit(row.pk, 1, "lead_unit", "同名"))
    assert [f.cell for f in done.faults] == ["lead_unit"]
    assert "北川公司党委" in done.faults[0].message


def test_rows_of_another_plan_do_not_exist_here(cast: Cast):
    plan, other = take_in(cast), take_in(cast)
    row = task(cast, other, "甲")
    with pytest.raises(NotVisible):
        edit(cast, plan, CellEdit(row.pk, 1, "remark", "记"))


@pytest.mark.parametrize("role", ["secretary", "leader", "sub_clerk"])
def test_nobody_else(cast: Cast, role: str):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(Refused):
        edit(cast, plan, CellEdit(row.pk, 1, "remark", "记"), role=role)


def test_a_plan_that_waits_rests(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    monkeypatch.setattr(
        "lianxin.work.guidance.queries.stage_of", lambda _plan: "waiting"
    )
    with pytest.raises(ValidationError):
        edit(cast, plan, CellEdit(row.pk, 1, "remark", "记"))


def test_a_large_block_takes_few_queries(cast: Cast, django_assert_max_num_queries):
    plan = take_in(cast)
    rows = [task(cast, plan, f"任务{n}") for n in range(40)]
    edits = [
        CellEdit(row.pk, 1, cell, typed)
        for row in rows
        for cell, typed in (
            ("lead_unit", "安全生产部"),
            ("actions", "做"),
            ("due", "全年"),
        )
    ]
    with django_assert_max_num_queries(20):
        done = edit(cast, plan, *edits)
    assert len(done.stored) == 40


def in_charge(cast: Cast, role: str) -> None:
    Charge.objects.create(
        post=cast.appointments[role].post,
        field="安全生产",
        unit=cast.units["department"],
        valid_from=LONG_AGO,
    )


def led(cast: Cast, *edits: tuple[str, str], leader: str = "") -> str | None:
    plan = take_in(cast)
    row = task(cast, plan, "甲", leader=leader)
    edit(cast, plan, *(CellEdit(row.pk, 1, cell, typed) for cell, typed in edits))
    row.refresh_from_db()
    return row.leader.kind if row.leader else None


LEAD = ("lead_unit", "安全生产部")


def test_a_lead_unit_brings_the_leader_in_charge_of_it(cast: Cast):
    in_charge(cast, "leader")
    assert led(cast, LEAD) == "leader_in_charge"


def test_a_leader_named_already_or_emptied_at_the_same_time_is_left(cast: Cast):
    in_charge(cast, "leader")
    assert led(cast, LEAD, leader="党委书记") == "committee_secretary"
    assert led(cast, LEAD, ("leader", "")) is None


def test_nobody_is_named_where_two_are_in_charge_or_nobody_is(cast: Cast):
    assert led(cast, LEAD) is None
    in_charge(cast, "leader")
    in_charge(cast, "clerk")
    assert led(cast, LEAD) is None
