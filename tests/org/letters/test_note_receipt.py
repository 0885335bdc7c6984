"""The receipt of a letter of introduction."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters import queries
from lianxin.org.letters.enums import Stage
from lianxin.org.letters.models import Letter
from lianxin.org.letters.operations import cancel_letter, note_receipt
from tests.cast import AT, TODAY, Cast
from tests.org.letters.letters import draft, issue


def note(cast: Cast, letter: Letter, day=TODAY, role="branch_secretary") -> Letter:
    return note_receipt(
        letter, receipt_on=day, sender="运行二支部", actor=cast.actor(role), at=AT
    )


def introduced(cast: Cast) -> Letter:
    return issue(cast, draft(cast, "introduction"), word="检修介")


def test_it_is_outstanding_until_it_is_noted(cast: Cast):
    letter = introduced(cast)
    assert queries.stage_of(letter) is Stage.OUT
    out = queries.of_stage(Letter.objects.all(), Stage.OUT)
    assert list(out) == [letter]
    letter = note(cast, letter)
    assert queries.stage_of(letter) is Stage.RETURNED
    assert not out.all().exists()
    assert Entry.objects.get(code="letters.receipt_noted").after == {
        "letter_number": "检修介〔2026〕1号",
        "on": TODAY.isoformat(),
        "sender": "运行二支部",
    }


@pytest.mark.parametrize("days", [-1, 1])
def test_days_that_cannot_be(cast: Cast, days):
    with pytest.raises(ValidationError) as refused:
        note(cast, introduced(cast), TODAY + timedelta(days=days))
    assert list(refused.value.message_dict) == ["receipt_on"]


def test_of_other_letters_none_comes_back(cast: Cast):
    with pytest.raises(ValidationError, match="no receipt"):
        note(cast, issue(cast, draft(cast)))


def test_not_of_a_cancelled_one(cast: Cast):
    letter = introduced(cast)
    cancel_letter(letter, reason="错", actor=cast.actor("branch_secretary"), at=AT)
    with pytest.raises(Refused):
        note(cast, letter)


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        note(cast, introduced(cast), role="outsider")


def test_every_stage_is_told_alike_by_row_and_by_filter(cast: Cast):
    draft(cast)
    issue(cast, draft(cast))
    note(cast, introduced(cast))
    introduced(cast)
    cancelled = issue(cast, draft(cast))
    cancel_letter(cancelled, reason="错", actor=cast.actor("branch_secretary"), at=AT)
    rows = Letter.objects.order_by("pk")
    assert [queries.stage_of(row) for row in rows] == [
        Stage.DRAFT,
        Stage.ISSUED,
        Stage.RETURNED,
        Stage.OUT,
        Stage.CANCELLED,
    ]
    for stage in Stage:
        told = [row for row in rows if queries.stage_of(row) is stage]
        assert list(queries.of_stage(rows, stage)) == told
