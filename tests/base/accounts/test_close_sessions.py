"""Ending all sessions of one account, and of no other."""

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import close_sessions
from tests.cast import Cast

PAGE = "/accounts/second-factor/"


def test_every_session_of_this_account_ends(cast: Cast, member: User) -> None:
    one, two, other = (cast.client(r) for r in ("member", "member", "employee"))
    close_sessions(member.pk)
    assert [c.get(PAGE).status_code for c in (one, two, other)] == [302, 302, 200]


def test_one_may_sign_in_again(cast: Cast, member: User) -> None:
    close_sessions(member.pk)
    member.refresh_from_db()
    assert cast.client("member").get(PAGE).status_code == 200
