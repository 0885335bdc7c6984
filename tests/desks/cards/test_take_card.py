"""Taking a card away as a file is a look-up of personal data."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.desks.cards.operations import take_card
from lianxin.kernel.actor import NotVisible
from tests.cast import AT, Cast


def test_who_took_whose_card_is_in_the_journal(cast: Cast) -> None:
    member = cast.people["member"]
    card = take_card(member.pk, form="docx", actor=cast.actor("sub_clerk"), at=AT)
    assert card.person == member
    entry = Entry.objects.get()
    assert (entry.code, entry.subject_id, entry.actor_name, entry.after) == (
        "cards.card_taken",
        member.pk,
        "唐小满",
        {"file": "docx"},
    )
    assert entry.unit_id == cast.units["workshop"].pk


def test_a_card_that_is_not_seen_is_not_taken(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        take_card(
            cast.people["outsider"].pk, form="pdf", actor=cast.actor("member"), at=AT
        )
    assert not Entry.objects.exists()
