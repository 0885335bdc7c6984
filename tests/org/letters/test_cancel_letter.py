"""Cancelling an issued letter."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters import queries
from lianxin.org.letters.enums import Stage
from lianxin.org.letters.models import Letter
from lianxin.org.letters.operations import cancel_letter
from tests.cast import AT, Cast
from tests.org.letters.letters import draft, issue


def cancel(cast: Cast, letter: Letter, reason="写错", role="branch_secretary"):
    return cancel_letter(letter, reason=reason, actor=cast.actor(role), at=AT)


def test_it_stays_in_the_register(cast: Cast):
    letter = cancel(cast, issue(cast, draft(cast)))
    assert (letter.number, queries.stage_of(letter)) == (1, Stage.CANCELLED)
    assert Entry.objects.get(code="letters.cancelled").after == {
        "letter_number": "检修函〔2026〕1号",
        "reason": "写错",
    }


def test_a_reason_is_given(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        cancel(cast, issue(cast, draft(cast)), reason=" ")
    assert list(refused.value.message_dict) == ["reason"]


def test_neither_a_draft_nor_twice(cast: Cast):
    with pytest.raises(Refused, match="no number yet"):
        cancel(cast, draft(cast))
    letter = cancel(cast, issue(cast, draft(cast)))
    with pytest.raises(Refused, match="is cancelled"):
        cancel(cast, letter)


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        cancel(cast, issue(cast, draft(cast)), role="secretary")
