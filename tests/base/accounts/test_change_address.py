"""Keeping one's own mail address."""

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import change_address
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast


def test_it_is_kept_and_the_journal_hides_it(cast: Cast, member: User) -> None:
    change_address(member, "a@example.org", actor=cast.actor("member"), at=AT)
    member.refresh_from_db()
    assert member.email == "a@example.org"
    entry = Entry.objects.get(code="accounts.address_changed")
    assert (entry.before, entry.after) == ({"email": ""}, {"email": "•"})
