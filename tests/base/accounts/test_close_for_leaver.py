"""Closing the account of somebody who leaves."""

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import close_for_leaver
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast


def test_the_account_is_closed_once(cast: Cast, member: User) -> None:
    for _again in range(2):
        close_for_leaver(member.pk, unit=None, actor=cast.actor("clerk"), at=AT)
    member.refresh_from_db()
    assert not member.is_active
    assert Entry.objects.filter(code="accounts.closed").count() == 1
