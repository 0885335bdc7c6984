"""Closing an account."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import close_account
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast


def test_nobody_comes_in_and_who_is_in_goes_out(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    client = cast.client("member")
    close_account(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)
    assert not member.is_active
    assert client.get("/accounts/second-factor/").status_code == 302
    assert Entry.objects.filter(code="accounts.closed").count() == 1


def test_it_cannot_be_closed_twice(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    close_account(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)
    with pytest.raises(ValidationError, match="closed already"):
        close_account(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)


def test_a_secretary_may_not(cast: Cast, member: User, members_holder: Holder) -> None:
    with pytest.raises(Refused, match="Only the clerk"):
        close_account(
            member, holder=members_holder, actor=cast.actor("branch_secretary"), at=AT
        )
