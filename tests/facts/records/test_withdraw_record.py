"""Withdrawing a record that was a mistake."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import amend_record, withdraw_record
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import held, meeting


def withdraw(cast: Cast, record: Record, *, role: str = "branch_secretary", **values):
    given = {"reason": "重复录入"} | values
    return withdraw_record(record, actor=cast.actor(role), at=AT, **given)


def test_it_counts_no_more_and_stays_readable(cast: Cast):
    record = withdraw(cast, meeting(cast))
    actor = cast.actor("branch_secretary")
    assert list(queries.visible_to(actor)) == []
    shown = queries.record_visible_to(actor, record.pk)
    assert (shown.withdrawal_reason, shown.withdrawn_at) == ("重复录入", AT)
    assert shown.withdrawn_by == cast.people["branch_secretary"]
    assert queries.last_of_kind(cast.units["branch"], "party_day") is None
    entry = Entry.objects.get(code="records.withdrawn")
    assert entry.after == {"reason": "重复录入"}


def test_a_reason_is_asked(cast: Cast):
    with pytest.raises(ValidationError) as error:
        withdraw(cast, meeting(cast), reason=" ")
    assert error.value.message_dict == {"reason": ["Say why the record was a mistake."]}


def test_withdrawn_it_cannot_be_changed_nor_withdrawn_again(cast: Cast):
    record = withdraw(cast, meeting(cast))
    with pytest.raises(Refused):
        withdraw(cast, record)
    with pytest.raises(Refused):
        amend_record(
            record,
            held=held(cast, place="别处"),
            reason="改",
            version=1,
            actor=cast.actor("branch_secretary"),
            at=AT,
        )


@pytest.mark.parametrize("role", ["member", "clerk", "sub_clerk", "outsider"])
def test_nobody_else_withdraws_it(cast: Cast, role: str):
    with pytest.raises(Refused):
        withdraw(cast, meeting(cast), role=role)
