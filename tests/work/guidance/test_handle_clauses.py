"""Setting clauses aside as principles, one or several at a time."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.operations import handle_clauses
from lianxin.work.guidance.queries.review import counts_of, views_of_some
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import clause, quoted, take_in, task


def handle(cast: Cast, plan, path="二", *, reason="背景", role="clerk"):
    return handle_clauses(
        plan,
        clauses=[clause(plan, path)],
        reason=reason,
        actor=cast.actor(role),
        at=AT,
    )


def test_it_counts_as_handled_with_the_reason(cast: Cast):
    plan = take_in(cast)
    handle(cast, plan)
    handle(cast, plan, reason="意义")
    (view,) = views_of_some(plan, [clause(plan, "二")])
    assert (view.disposition, view.reason) == ("principle", "意义")
    assert (counts_of(plan).clauses, counts_of(plan).handled) == (3, 1)


def test_several_are_set_aside_for_one_reason(cast: Cast):
    plan = take_in(cast)
    several = [clause(plan, "一(一)"), clause(plan, "二")]
    actor = cast.actor("clerk")
    handle_clauses(plan, clauses=several, reason="背景", actor=actor, at=AT)
    views = views_of_some(plan, several)
    assert [(v.disposition, v.reason) for v in views] == [("principle", "背景")] * 2
    last = Entry.objects.order_by("-pk")[0]
    assert (last.code, last.after) == (
        "guidance.clause_handled",
        {"clauses": ["一(一)", "二"], "reason": "背景"},
    )


def test_one_that_gives_a_task_leaves_all_as_they_were(cast: Cast):
    plan = take_in(cast)
    task(cast, plan, "甲", quotes=[quoted(plan, "一(一)")])
    several = [clause(plan, "一(一)"), clause(plan, "二")]
    actor = cast.actor("clerk")
    with pytest.raises(ValidationError, match=r"一\(一\)"):
        handle_clauses(plan, clauses=several, reason="背景", actor=actor, at=AT)
    (view,) = views_of_some(plan, [clause(plan, "二")])
    assert view.disposition == "open"


def test_at_least_one_is_ticked(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(ValidationError):
        handle_clauses(
            plan, clauses=[], reason="背景", actor=cast.actor("clerk"), at=AT
        )


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
        handle_clauses(
            plan, clauses=[found], reason="背景", actor=cast.actor("clerk"), at=AT
        )


def test_nobody_else(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(Refused):
        handle(cast, plan, role="secretary")
