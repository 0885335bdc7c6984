"""Throwing a draft away."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.letters.models import Letter
from lianxin.org.letters.operations import discard_draft
from tests.cast import AT, Cast
from tests.org.letters.letters import draft, issue


def test_it_is_gone_but_for_the_journal(cast: Cast):
    discard_draft(draft(cast), actor=cast.actor("branch_secretary"), at=AT)
    assert not Letter.objects.exists()
    entry = Entry.objects.get(code="letters.discarded")
    assert entry.before["title"] == "关于联合开展主题党日的函"


def test_a_letter_with_a_number_stays(cast: Cast):
    letter = issue(cast, draft(cast))
    with pytest.raises(Refused):
        discard_draft(letter, actor=cast.actor("branch_secretary"), at=AT)
    assert Letter.objects.count() == 1


def test_only_the_unit_itself(cast: Cast):
    with pytest.raises(Refused):
        discard_draft(draft(cast), actor=cast.actor("clerk"), at=AT)
