"""Sending a plan for approval."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.approvals import operations as approvals
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.queries import stage_of
from tests.cast import AT, Cast
from tests.work.guidance.plans import agree, consult, issued, plan, submit


def test_it_rests_as_it_stands(cast: Cast):
    of = plan(cast)
    consult(cast, of)
    sent = submit(cast, of)
    assert stage_of(of) is Stage.WAITING
    assert not of.consultations.filter(closed_at=None).exists()
    assert [step.post for step in sent.approval.steps.all()] == [
        cast.appointments["leader"].post
    ]


def test_returned_and_agreed(cast: Cast):
    of = plan(cast)
    sent = submit(cast, of)
    approvals.return_(
        sent.approval, reason="补充标准", actor=cast.actor("leader"), at=AT
    )
    assert stage_of(of) is Stage.RETURNED
    agree(cast, of)
    assert stage_of(of) is Stage.AGREED


def test_taken_back(cast: Cast):
    of = plan(cast)
    sent = submit(cast, of)
    approvals.withdraw(sent.approval, reason="再改", actor=cast.actor("clerk"), at=AT)
    assert stage_of(of) is Stage.DRAFT


def test_not_twice(cast: Cast):
    of = plan(cast)
    submit(cast, of)
    with pytest.raises(ValidationError):
        submit(cast, of)


def test_not_without_a_row(cast: Cast):
    with pytest.raises(ValidationError):
        submit(cast, plan(cast, rows=0))


def test_not_by_a_post_of_another_unit(cast: Cast):
    with pytest.raises(ValidationError):
        submit(cast, plan(cast), steps=[cast.appointments["sub_clerk"].post])


def test_a_change_needs_a_reason_and_a_difference(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    with pytest.raises(ValidationError):
        submit(cast, of, reason="调整")
    of.tasks.update(standard="另一标准")
    assert stage_of(of) is Stage.REVISING
    with pytest.raises(ValidationError) as error:
        submit(cast, of)
    assert error.value.message_dict == {"reason": ["Say why, in a sentence."]}


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        submit(cast, plan(cast), role="secretary")
