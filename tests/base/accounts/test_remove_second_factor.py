"""Taking the second factor off an account whose phone was lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import remove_second_factor
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.base.accounts.conftest import holder_of
from tests.cast import AT, Cast


def test_app_and_recovery_codes_are_gone_and_sessions_end(cast: Cast) -> None:
    user = cast.people["sub_clerk"].account
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    client = cast.client("sub_clerk")
    remove_second_factor(
        user,
        holder=holder_of(cast, "sub_clerk", unit="sub"),
        actor=cast.actor("clerk"),
        at=AT,
    )
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/accounts/second-factor/").status_code == 302
    assert Entry.objects.filter(code="accounts.second_factor_removed").count() == 1


def test_there_must_be_one(cast: Cast, member: User, members_holder: Holder) -> None:
    with pytest.raises(ValidationError, match="no second factor"):
        remove_second_factor(
            member, holder=members_holder, actor=cast.actor("clerk"), at=AT
        )


def test_a_secretary_may_not(cast: Cast, member: User, members_holder: Holder) -> None:
    with pytest.raises(Refused, match="Only the clerk"):
        remove_second_factor(
            member, holder=members_holder, actor=cast.actor("branch_secretary"), at=AT
        )
