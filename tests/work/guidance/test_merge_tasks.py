"""Merging rows."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict
from lianxin.work.guidance.operations import merge_tasks
from lianxin.work.guidance.queries.review import clause_views, counts_of
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import quoted, take_in, task


def merge(cast: Cast, plan, *tasks):
    return merge_tasks(plan, tasks=tasks, actor=cast.actor("clerk"), at=AT)


def test_the_first_keeps_its_cells_and_takes_the_quotes(cast: Cast):
    plan = take_in(cast)
    one = task(cast, plan, "甲", actions="一", quotes=[quoted(plan, "一(一)")])
    two = task(
        cast, plan, "乙", actions="二", due="全年", quotes=[quoted(plan, "一(二)")]
    )
    kept = merge(cast, plan, (one.pk, 1), (two.pk, 1))
    two.refresh_from_db()
    assert (kept.pk, kept.text, kept.actions, kept.due_kind) == (
        one.pk,
        "甲",
        "一\n二",
        "year",
    )
    assert two.removed_at == AT
    assert [q.clause.path for q in kept.quotes.order_by("order")] == [
        "一(一)",
        "一(二)",
    ]
    document = plan.documents.get()
    shown = {v.clause.path: v.disposition for v in clause_views(plan, document)}
    assert (shown["一(一)"], shown["一(二)"]) == ("tasks", "merged")
    assert counts_of(plan).handled == 2


def test_one_row_is_nothing_to_merge(cast: Cast):
    plan = take_in(cast)
    one = task(cast, plan, "甲")
    for tasks in ([(one.pk, 1)], [(one.pk, 1), (one.pk, 1)]):
        with pytest.raises(ValidationError):
            merge(cast, plan, *tasks)


def test_a_row_changed_meanwhile(cast: Cast):
    plan = take_in(cast)
    one, two = task(cast, plan, "甲"), task(cast, plan, "乙")
    with pytest.raises(Conflict):
        merge(cast, plan, (one.pk, 1), (two.pk, 2))
