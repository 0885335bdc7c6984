"""Taking back that a record serves a goal."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import link_evidence, unlink_evidence
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, meet


def linked(cast: Cast):
    return link_evidence(
        give(cast),
        record=meet(cast),
        reason="专题研究",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )


def unlink(cast: Cast, evidence, *, role="branch_secretary", reason="选错了"):
    return unlink_evidence(evidence, reason=reason, actor=cast.actor(role), at=AT)


def test_it_stays_readable_but_counts_no_more(cast: Cast):
    evidence = unlink(cast, linked(cast))
    assert (evidence.removed_on, evidence.removed_reason) == (TODAY, "选错了")
    assert GoalLedger.objects.get().first_counted_on is None


def test_it_may_be_linked_again(cast: Cast):
    evidence = unlink(cast, linked(cast))
    again = link_evidence(
        evidence.goal,
        record=evidence.record,
        reason="没错",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    assert again.removed_on is None
    assert GoalLedger.objects.get().first_counted_on == TODAY


def test_not_twice(cast: Cast):
    evidence = linked(cast)
    unlink(cast, evidence)
    with pytest.raises(ValidationError):
        unlink(cast, evidence)


def test_a_reason_is_asked_for(cast: Cast):
    evidence = linked(cast)
    with pytest.raises(ValidationError):
        unlink(cast, evidence, reason=" ")


@pytest.mark.parametrize("role", ["sub_clerk", "clerk", "member", "outsider"])
def test_nobody_else(cast: Cast, role: str):
    evidence = linked(cast)
    with pytest.raises(Refused):
        unlink(cast, evidence, role=role)
