"""Making an account with a one-time code."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import open_account
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Ref, Refused
from tests.cast import AT, Cast


def new_holder(cast: Cast) -> Holder:
    unit = cast.units["branch"]
    return Holder(account=None, unit=Ref("units.unit", unit.pk), belongs=(unit.path,))


def test_a_code_opens_the_new_account_for_seven_days(cast: Cast) -> None:
    made = open_account(
        username=" N042 ", holder=new_holder(cast), actor=cast.actor("clerk"), at=AT
    )
    user = User.objects.get(username="n042")
    assert user.check_password(made.code)
    assert user.must_change_password
    assert user.code_expires_at == AT + timedelta(days=7)


@pytest.mark.parametrize("spelling", [str.lower, lambda c: c.replace("-", " ")])
def test_the_code_may_be_typed_in_any_spelling(cast: Cast, spelling) -> None:
    made = open_account(
        username="n042", holder=new_holder(cast), actor=cast.actor("clerk"), at=AT
    )
    assert made.user.check_password(spelling(made.code))


def test_the_code_is_nowhere_in_the_database(cast: Cast) -> None:
    made = open_account(
        username="n042", holder=new_holder(cast), actor=cast.actor("clerk"), at=AT
    )
    assert made.code not in made.user.password
    assert made.code.replace("-", "") not in made.user.password
    entry = Entry.objects.get(code="accounts.opened")
    assert entry.after == {"username": "•"}


def test_no_two_codes_are_alike(cast: Cast) -> None:
    codes = {
        open_account(
            username=f"n{i}", holder=new_holder(cast), actor=cast.actor("clerk"), at=AT
        ).code
        for i in range(20)
    }
    assert len(codes) == 20


def test_a_name_that_is_taken_is_refused_in_any_letter_case(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="taken"):
        open_account(
            username="MEMBER",
            holder=new_holder(cast),
            actor=cast.actor("clerk"),
            at=AT,
        )


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_has_one_to_sixty_characters(cast: Cast, name: str) -> None:
    with pytest.raises(ValidationError, match="1 to 60"):
        open_account(
            username=name, holder=new_holder(cast), actor=cast.actor("clerk"), at=AT
        )


def test_a_secretary_may_not_make_accounts(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only the clerk"):
        open_account(
            username="n042",
            holder=new_holder(cast),
            actor=cast.actor("branch_secretary"),
            at=AT,
        )
    assert not User.objects.filter(username="n042").exists()
