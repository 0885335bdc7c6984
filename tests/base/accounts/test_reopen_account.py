"""Opening a closed account again."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import close_account, reopen_account
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast


def test_it_opens_with_a_new_code(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    clerk = cast.actor("clerk")
    close_account(member, holder=members_holder, actor=clerk, at=AT)
    made = reopen_account(member, holder=members_holder, actor=clerk, at=AT)
    member.refresh_from_db()
    assert member.is_active
    assert member.check_password(made.code)
    assert Entry.objects.filter(code="accounts.reopened").count() == 1


def test_an_open_account_cannot_be_reopened(
    cast: Cast, member: User, members_holder: Holder
) -> None:
    with pytest.raises(ValidationError, match="open already"):
        reopen_account(member, holder=members_holder, actor=cast.actor("clerk"), at=AT)


def test_a_secretary_may_not(cast: Cast, member: User, members_holder: Holder) -> None:
    with pytest.raises(Refused, match="Only the clerk"):
        reopen_account(
            member, holder=members_holder, actor=cast.actor("branch_secretary"), at=AT
        )
