"""Returning a request."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Decision
from lianxin.org.approvals.operations import agree, return_
from lianxin.org.approvals.queries import Outcome, outcome_of
from tests.cast import AT, Cast
from tests.org.approvals.asking import ask


def test_it_ends_the_request_at_that_step(cast: Cast):
    approval = ask(cast)
    agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    return_(approval, reason="请附会议纪要", actor=cast.actor("leader"), at=AT)
    assert outcome_of(approval) == Outcome(Progress.RETURNED, approval.steps.last(), AT)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_it_needs_a_reason(cast: Cast, reason):
    approval = ask(cast)
    with pytest.raises(ValidationError) as refused:
        return_(approval, reason=reason, actor=cast.actor("sub_clerk"), at=AT)
    assert list(refused.value.message_dict) == ["reason"]
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("role", ["leader", "administrator", "branch_secretary"])
def test_others_may_not(cast: Cast, role):
    approval = ask(cast)
    with pytest.raises(Refused):
        return_(approval, reason="不行", actor=cast.actor(role), at=AT)
