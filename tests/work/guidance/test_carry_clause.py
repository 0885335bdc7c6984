"""A clause that is carried out by an existing duty of the units below."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.models import Plan
from lianxin.work.guidance.operations import carry_clause, unhandle_clause
from lianxin.work.guidance.queries import coverage
from lianxin.work.guidance.queries.review import counts_of, views_of_some
from tests.cast import AT, TODAY, Cast
from tests.work.guidance.taken_in import clause, quoted, take_in, task

DUTY = "general_meeting"


def carry(cast: Cast, plan: Plan, duty: str = DUTY, *, role: str = "clerk") -> None:
    found = clause(plan, "二")
    carry_clause(plan, clause=found, duty=duty, actor=cast.actor(role), at=AT)


def stands(plan: Plan) -> tuple[str, str]:
    (view,) = views_of_some(plan, [clause(plan, "二")])
    return view.disposition, view.duty


@pytest.mark.parametrize("duty", [DUTY, " Branch general meeting "])
def test_it_counts_as_handled_and_names_the_duty(cast: Cast, duty: str):
    plan = take_in(cast)
    carry(cast, plan, duty)
    assert stands(plan) == ("duty", DUTY)
    assert counts_of(plan).handled == 1
    lines = coverage.clause_lines(plan, coverage.task_lines(plan, today=TODAY))
    assert [(line.disposition, line.duty) for line in lines if line.duty] == [
        ("duty", DUTY)
    ]
    last = Entry.objects.order_by("-pk")[0]
    assert (last.code, last.after) == (
        "guidance.clause_carried",
        {"clauses": ["二"], "duty": "Branch general meeting"},
    )


def test_it_is_open_again_when_taken_back(cast: Cast):
    plan = take_in(cast)
    carry(cast, plan)
    unhandle_clause(plan, clause=clause(plan, "二"), actor=cast.actor("clerk"), at=AT)
    assert stands(plan) == ("open", "")


@pytest.mark.parametrize("duty", ["", "没有这项", "duty"])
def test_only_a_duty_of_the_units_below(cast: Cast, duty: str):
    plan = take_in(cast)
    with pytest.raises(ValidationError):
        carry(cast, plan, duty)
    assert stands(plan) == ("open", "")


def test_a_clause_that_gives_a_task_is_not_carried_by_a_duty(cast: Cast):
    plan = take_in(cast)
    found = clause(plan, "一(一)")
    task(cast, plan, "甲", quotes=[quoted(plan, "一(一)")])
    with pytest.raises(ValidationError):
        carry_clause(plan, clause=found, duty=DUTY, actor=cast.actor("clerk"), at=AT)


def test_the_clause_of_another_document_does_not_exist_here(cast: Cast):
    plan = take_in(cast)
    other = take_in(cast, text="一、开展培训\n要组织培训。\n", file_name="甲.txt")
    with pytest.raises(NotVisible):
        carry_clause(
            plan,
            clause=clause(other, "一"),
            duty=DUTY,
            actor=cast.actor("clerk"),
            at=AT,
        )


def test_nobody_else(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(Refused):
        carry(cast, plan, role="secretary")
