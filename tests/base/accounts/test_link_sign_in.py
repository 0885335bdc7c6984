"""Tying an identity at the provider to an account."""

from allauth.socialaccount.models import SocialAccount

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import link_sign_in
from lianxin.base.journal.models import Entry
from tests.cast import AT, Cast


def test_it_is_kept_and_the_journal_hides_the_identity(
    cast: Cast, member: User
) -> None:
    identity = SocialAccount(provider="enterprise", uid="sub-1")
    link_sign_in(identity, member, actor=cast.actor("member"), at=AT)
    assert SocialAccount.objects.get(uid="sub-1").user_id == member.pk
    entry = Entry.objects.get(code="accounts.sign_in_linked")
    assert entry.after == {"provider": "enterprise", "subject": "•"}
