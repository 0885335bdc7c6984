"""Asking that a member's unit release them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.approvals import operations as approvals
from lianxin.org.posts.models import Appointment
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.models import Transfer
from lianxin.org.units.models import Unit
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.transfers.moving import ask, ask_out, memberships, release, stage


def decider(transfer: Transfer) -> str:
    return transfer.approval.steps.get().post.kind


def test_the_nearest_secretary_decides_and_nobody_has_moved(cast: Cast):
    transfer = ask(cast)
    assert decider(transfer) == "branch_secretary"
    assert stage(transfer) is Stage.ASKED
    release(cast, transfer)
    assert stage(transfer) is Stage.ON_WAY
    assert memberships(cast.people["member"]) == [("检修一支部", LONG_AGO, None)]
    entry = Entry.objects.get(code="transfers.asked")
    assert (entry.subject_kind, entry.subject_id) == ("transfers.transfer", transfer.pk)
    assert entry.unit_id == cast.units["branch"].pk


def test_a_member_asks_for_oneself(cast: Cast):
    assert decider(ask(cast, "member")) == "branch_secretary"


def test_who_asks_does_not_decide(cast: Cast):
    assert decider(ask(cast, "branch_secretary")) == "committee_secretary"


def test_where_nobody_could_decide_nothing_is_stored(cast: Cast):
    Appointment.objects.filter(post__kind__endswith="_secretary").delete()
    with pytest.raises(ValidationError, match="Nobody could decide"):
        ask(cast)
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("role", ["outsider", "employee", "leader"])
def test_others_do_not_ask(cast: Cast, role):
    with pytest.raises(Refused):
        ask(cast, role)


def test_one_transfer_at_a_time(cast: Cast):
    first = ask(cast)
    with pytest.raises(ValidationError, match="under way already"):
        ask_out(cast)
    approvals.return_(
        first.approval, reason="缺材料", actor=cast.actor("branch_secretary"), at=AT
    )
    assert stage(first) is Stage.RETURNED
    assert stage(ask_out(cast)) is Stage.ASKED


@pytest.mark.parametrize(
    ("changes", "field"),
    [("branch", "to_unit"), ("workshop", "to_unit"), ("", "elsewhere")],
)
def test_a_target_that_cannot_be(cast: Cast, changes, field):
    with pytest.raises(ValidationError) as refused:
        ask(cast, to_unit=cast.units.get(changes))
    assert list(refused.value.message_dict) == [field]


def test_who_is_no_member_does_not_transfer(cast: Cast):
    cast.people["member"].affiliations.filter(belonging="party").delete()
    with pytest.raises(ValidationError, match="no Party unit"):
        ask(cast)


def test_not_to_a_unit_whose_end_is_decided(cast: Cast):
    Unit.objects.filter(pk=cast.units["other"].pk).update(
        dissolved_on=TODAY + timedelta(days=9)
    )
    with pytest.raises(ValidationError) as refused:
        ask(cast)
    assert list(refused.value.message_dict) == ["to_unit"]
