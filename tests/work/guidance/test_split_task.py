"""Splitting a row."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict
from lianxin.work.guidance.operations import split_task
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import quoted, take_in, task


def split(cast: Cast, plan, row, *texts, version=1):
    return split_task(
        plan,
        task=row.pk,
        version=version,
        texts=texts,
        actor=cast.actor("clerk"),
        at=AT,
    )


def test_each_text_becomes_a_row_with_the_same_quote(cast: Cast):
    plan = take_in(cast)
    row = task(
        cast,
        plan,
        "甲，乙",
        supports="集团工会",
        quotes=[quoted(plan, "一(一)")],
    )
    task(cast, plan, "丙")
    split(cast, plan, row, "甲", " ", "乙")
    rows = list(plan.tasks.order_by("order"))
    assert [(t.text, t.order) for t in rows] == [("甲", 1), ("乙", 2), ("丙", 3)]
    assert [list(t.supports.all()) for t in rows[:2]] == [[cast.units["union"]]] * 2
    assert [t.quotes.get().clause.path for t in rows[:2]] == ["一(一)"] * 2


@pytest.mark.parametrize("texts", [(), ("甲",), ("甲", "字" * 301)])
def test_what_is_refused(cast: Cast, texts):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(ValidationError):
        split(cast, plan, row, *texts)


def test_a_row_changed_meanwhile(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(Conflict):
        split(cast, plan, row, "甲", "乙", version=2)
