"""Striking a received letter out of the register."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters.operations import cancel_received
from tests.cast import AT, Cast
from tests.org.letters.test_receive_letter import receive


def cancel(cast: Cast, received, reason="重复", role="branch_secretary"):
    return cancel_received(received, reason=reason, actor=cast.actor(role), at=AT)


def test_its_number_is_not_used_again(cast: Cast):
    received = cancel(cast, receive(cast))
    assert (received.number, received.cancel_reason) == (1, "重复")
    assert receive(cast).number == 2
    entry = Entry.objects.get(code="letters.received_cancelled")
    assert entry.after == {"letter_number": "2026-1", "reason": "重复"}


def test_once_and_with_a_reason(cast: Cast):
    received = receive(cast)
    with pytest.raises(ValidationError):
        cancel(cast, received, reason="")
    cancel(cast, received)
    with pytest.raises(ValidationError, match="struck out already"):
        cancel(cast, received)


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        cancel(cast, receive(cast), role="clerk")
