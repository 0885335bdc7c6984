"""Opening a clause again."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.guidance.operations import handle_clauses, unhandle_clause
from lianxin.work.guidance.queries.review import counts_of
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import clause, take_in


def test_it_is_open_again(cast: Cast):
    plan = take_in(cast)
    actor, found = cast.actor("clerk"), clause(plan, "二")
    handle_clauses(plan, clauses=[found], reason="背景", actor=actor, at=AT)
    unhandle_clause(plan, clause=found, actor=actor, at=AT)
    assert counts_of(plan).handled == 0
    with pytest.raises(ValidationError):
        unhandle_clause(plan, clause=found, actor=actor, at=AT)
