"""Records that were made from a ledger are struck out, while nothing depends on them."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.records.models import MakeUp, Participation, Record, RecordPart
from lianxin.facts.records.operations import (
    record_past_meetings,
    withdraw_past_meetings,
    withdraw_record,
)
from lianxin.kernel.actor import Refused
from tests.cast import AT, TODAY, Cast
from tests.facts.records.test_record_past_meetings import past


def made(cast: Cast) -> list[int]:
    rows = [past(cast), past(cast, kind="party_lecture")]
    return [*record_past_meetings(rows, actor=cast.actor("sub_clerk"), at=AT)]


def test_nothing_of_them_stays(cast: Cast):
    withdraw_past_meetings(made(cast), actor=cast.actor("sub_clerk"), at=AT)
    for model in (Record, RecordPart, Participation):
        assert not model.objects.exists()


def test_what_was_changed_or_serves_something_stays(cast: Cast):
    numbers = made(cast)
    secretary = cast.actor("branch_secretary")
    MakeUp.objects.create(
        record_id=numbers[0],
        person=cast.people["member"],
        studied_on=TODAY,
        entered_by=cast.people["member"],
        entered_at=AT,
    )
    with pytest.raises(ValidationError, match="serves a goal"):
        withdraw_past_meetings(numbers, actor=cast.actor("sub_clerk"), at=AT)
    numbers = made(cast)
    withdraw_record(Record.objects.get(pk=numbers[1]), reason="重复", actor=secretary, at=AT)  # fmt: skip
    with pytest.raises(ValidationError, match="changed since"):
        withdraw_past_meetings(numbers, actor=cast.actor("sub_clerk"), at=AT)
    assert Record.objects.count() == 4


def test_only_by_those_who_may(cast: Cast):
    with pytest.raises(Refused):
        withdraw_past_meetings(made(cast), actor=cast.actor("outsider"), at=AT)
