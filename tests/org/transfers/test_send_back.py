"""The receiving side does not take the member."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.operations import send_back
from tests.cast import AT, LONG_AGO, Cast
from tests.org.transfers.moving import ask, memberships, release, stage


def back(cast: Cast, transfer, role="outsider", reason="姓名与档案不符"):
    return send_back(transfer, reason=reason, actor=cast.actor(role), at=AT)


def test_the_member_stays_and_may_be_asked_for_anew(cast: Cast):
    transfer = back(cast, release(cast, ask(cast)))
    assert stage(transfer) is Stage.REFUSED
    assert memberships(cast.people["member"]) == [("检修一支部", LONG_AGO, None)]
    assert Entry.objects.get(code="transfers.refused").subject_id == transfer.pk
    assert stage(ask(cast)) is Stage.ASKED


def test_with_a_reason_and_after_the_release(cast: Cast):
    transfer = ask(cast)
    with pytest.raises(ValidationError, match="not decided yet"):
        back(cast, transfer)
    with pytest.raises(ValidationError) as refused:
        back(cast, release(cast, transfer), reason=" ")
    assert list(refused.value.message_dict) == ["reason"]


def test_only_the_receiving_side(cast: Cast):
    with pytest.raises(Refused):
        back(cast, release(cast, ask(cast)), "branch_secretary")
