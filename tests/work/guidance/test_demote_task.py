"""Putting a row under the key task of the one above."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.guidance.operations import demote_task
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import take_in, task


def demote(cast: Cast, plan, row):
    return demote_task(plan, task=row.pk, version=1, actor=cast.actor("clerk"), at=AT)


@pytest.mark.parametrize(("key", "expected"), [("党务公开", "党务公开"), ("", "甲")])
def test_under_the_one_above(cast: Cast, key: str, expected: str):
    plan = take_in(cast)
    task(cast, plan, "甲", key_task=key)
    row = demote(cast, plan, task(cast, plan, "乙"))
    assert row.key_task == expected


def test_the_first_row_has_none_above(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(ValidationError):
        demote(cast, plan, row)
