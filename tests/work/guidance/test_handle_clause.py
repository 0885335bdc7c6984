"""Setting a clause aside as a principle."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.operations import handle_clause
from lianxin.work.guidance.queries.review import counts_of, one_clause_view
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import clause, quoted, take_in, task


def handle(cast: Cast, plan, path="二", *, reason="背景", role="clerk"):
    return handle_clause(
        plan,
        clause=clause(plan, path),
        reason=reason,
        actor=cast.actor(role),
        at=AT,
    )


def test_it_counts_as_handled_with_the_reason(cast: Cast):
    plan = take_in(cast)
    handle(cast, plan)
    handle(cast, plan, reason="意义")
    view = one_clause_view(plan, clause(plan, "二"))
    assert (view.disposition, view.reason) == ("principle", "意义")
    assert (counts_of(plan).clauses, counts_of(plan).handled) == (3, 1)


@pytest.mark.parametrize("reason", ["", "  ", "字" * 201])
def test_a_word_why_is_asked_for(cast: Cast, reason: str):
    plan = take_in(cast)
    with pytest.raises(ValidationError):
        handle(cast, plan, reason=reason)


def test_a_clause_that_gives_a_task_is_no_principle(cast: Cast):
    plan = take_in(cast)
    task(cast, plan, "甲", quotes=[quoted(plan, "一(一)")])
    with pytest.raises(ValidationError):
        handle(cast, plan, "一(一)")


def test_the_clause_of_another_document_does_not_exist_here(cast: Cast):
    plan = take_in(cast)
    other = take_in(cast, text="一、开展培训\n要组织培训。\n", file_name="甲.txt")
    found = clause(other, "一")
    with pytest.raises(NotVisible):
        handle_clause(
            plan, clause=found, reason="背景", actor=cast.actor("clerk"), at=AT
        )


def test_nobody_else(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(Refused):
        handle(cast, plan, role="secretary")
