"""Agreeing to a request."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Decision
from lianxin.org.approvals.operations import agree, return_, withdraw
from lianxin.org.approvals.queries import Outcome, outcome_of
from lianxin.org.posts.models import Appointment
from tests.cast import AT, TODAY, Cast
from tests.org.approvals.asking import ask

LATER = AT + timedelta(hours=2)


def test_the_last_agreement_settles_it(cast: Cast):
    approval = ask(cast)
    first, second = approval.steps.all()
    assert outcome_of(approval) == Outcome(Progress.WAITING, first, AT)
    agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    assert outcome_of(approval) == Outcome(Progress.WAITING, second, AT)
    decision = agree(
        approval,
        reason="同意",
        basis="党委会纪要12号",
        actor=cast.actor("leader"),
        at=LATER,
    )
    assert outcome_of(approval) == Outcome(Progress.AGREED, second, LATER)
    assert (decision.decided_by, decision.basis) == (
        cast.people["leader"],
        "党委会纪要12号",
    )
    entry = Entry.objects.filter(code="approvals.agreed").latest("pk")
    assert entry.after == {"step": 2, "reason": "•", "basis": "党委会纪要12号"}


@pytest.mark.parametrize("role", ["leader", "clerk", "branch_secretary", "outsider"])
def test_only_the_holder_of_the_waiting_step_decides(cast: Cast, role):
    approval = ask(cast)
    with pytest.raises(Refused):
        agree(approval, actor=cast.actor(role), at=AT)
    assert Decision.objects.count() == 0


def test_not_for_another_post_that_one_holds_too(cast: Cast):
    """Both posts are the same person's; the one in use must be the step's."""
    approval = ask(cast)
    cast.appointments["clerk"] = Appointment.objects.create(
        post=cast.appointments["union_chair"].post,
        person=cast.people["clerk"],
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=2),
    )
    with pytest.raises(Refused):
        agree(approval, actor=cast.actor("clerk"), at=AT)


def test_not_after_the_post_ended(cast: Cast):
    approval = ask(cast)
    actor = cast.actor("sub_clerk")
    cast.appointments["sub_clerk"].valid_to = TODAY
    cast.appointments["sub_clerk"].save()
    with pytest.raises(Refused):
        agree(approval, actor=actor, at=AT)


def test_nobody_decides_their_own_request(cast: Cast):
    own = cast.appointments["branch_secretary"].post
    approval = ask(cast, steps=[own])
    with pytest.raises(Refused) as refused:
        agree(approval, actor=cast.actor("branch_secretary"), at=AT)
    assert "yourself" in refused.value.reason or "自己" in refused.value.reason


def test_unless_nobody_else_can_be_named(cast: Cast):
    Appointment.objects.filter(pk=cast.appointments["branch_member"].pk).delete()
    own = cast.appointments["branch_secretary"].post
    approval = ask(cast, steps=[own])
    agree(approval, actor=cast.actor("branch_secretary"), at=AT)
    assert outcome_of(approval).progress is Progress.AGREED


def test_what_is_settled_stays_settled(cast: Cast):
    approval = ask(cast)
    return_(approval, reason="材料不全", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    withdrawn = ask(cast)
    withdraw(withdrawn, reason="不再需要", actor=cast.actor("branch_secretary"), at=AT)
    with pytest.raises(ValidationError):
        agree(withdrawn, actor=cast.actor("sub_clerk"), at=AT)
