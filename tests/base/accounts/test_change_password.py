"""Choosing one's own password."""

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import change_password
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast


def test_the_code_is_used_up(cast: Cast, member: User) -> None:
    User.objects.filter(pk=member.pk).update(
        must_change_password=True, code_expires_at=AT
    )
    member.refresh_from_db()
    change_password(member, "quiet-river-stone", actor=cast.actor("member"), at=AT)
    member.refresh_from_db()
    assert member.check_password("quiet-river-stone")
    assert (member.must_change_password, member.code_expires_at) == (False, None)


def test_other_sessions_end(cast: Cast, member: User) -> None:
    client = cast.client("member")
    change_password(member, "quiet-river-stone", actor=cast.actor("member"), at=AT)
    assert client.get("/accounts/second-factor/").status_code == 302


def test_the_journal_says_that_but_not_what(cast: Cast, member: User) -> None:
    change_password(member, "quiet-river-stone", actor=cast.actor("member"), at=AT)
    entry = Entry.objects.get(code="accounts.password_changed")
    assert (entry.before, entry.after) == ({}, {})
