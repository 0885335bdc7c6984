"""Taking a request back."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Withdrawal
from lianxin.org.approvals.operations import agree, return_, withdraw
from lianxin.org.approvals.queries import Outcome, outcome_of
from tests.cast import AT, Cast
from tests.org.approvals.asking import ask


def test_the_asker_may_before_the_last_decision(cast: Cast):
    approval = ask(cast)
    agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    withdraw(approval, reason="已完成", actor=cast.actor("branch_secretary"), at=AT)
    assert outcome_of(approval) == Outcome(Progress.WITHDRAWN, None, AT)


@pytest.mark.parametrize("role", ["sub_clerk", "branch_member", "administrator"])
def test_nobody_else_may(cast: Cast, role):
    approval = ask(cast)
    with pytest.raises(Refused):
        withdraw(approval, reason="不要了", actor=cast.actor(role), at=AT)


def test_it_needs_a_reason(cast: Cast):
    approval = ask(cast)
    with pytest.raises(ValidationError) as refused:
        withdraw(approval, reason=" ", actor=cast.actor("branch_secretary"), at=AT)
    assert list(refused.value.message_dict) == ["reason"]


def test_not_after_the_end(cast: Cast):
    approval = ask(cast)
    return_(approval, reason="材料不全", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        withdraw(approval, reason="那算了", actor=cast.actor("branch_secretary"), at=AT)
    assert Withdrawal.objects.count() == 0
