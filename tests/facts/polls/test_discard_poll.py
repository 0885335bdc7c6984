"""A poll that was not opened can be thrown away; the journal keeps that."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Item, Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER, opened, prepared


def test_it_is_gone_with_its_items(cast: Cast) -> None:
    operations.discard_poll(prepared(cast), actor=cast.actor(HOLDER), at=AT)
    assert (Poll.objects.count(), Item.objects.count()) == (0, 0)
    assert Entry.objects.latest("pk").code == "polls.discarded"


def test_not_once_it_is_open_and_not_by_others(cast: Cast) -> None:
    poll = prepared(cast)
    with pytest.raises(Refused):
        operations.discard_poll(poll, actor=cast.actor("member"), at=AT)
    opened(cast, poll)
    with pytest.raises(Refused):
        operations.discard_poll(poll, actor=cast.actor(HOLDER), at=AT)
