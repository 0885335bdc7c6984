"""Who may sign in, and who needs a second factor."""

from datetime import timedelta

import pytest

from lianxin.base.accounts.models import User
from lianxin.base.accounts.policy import may_sign_in, needs_second_factor
from tests.cast import AT

CODE = {"must_change_password": True, "code_expires_at": AT}


@pytest.mark.parametrize(
    ("user", "demo", "reason"),
    [
        (User(), False, ""),
        (User(is_demo=True), True, ""),
        (User(is_demo=True), False, "Demonstration accounts open only"),
        (User(is_active=False), False, "This account is closed."),
        (User(**CODE), False, "This one-time code is no longer valid."),
    ],
)
def test_who_knows_the_password_is_told_what_stands_against_it(
    user: User, demo: bool, reason: str
) -> None:
    answer = may_sign_in(user, at=AT, demo=demo)
    assert getattr(answer, "reason", "").startswith(reason)
    assert bool(answer) == (reason == "")


def test_a_code_is_good_until_its_last_second() -> None:
    assert may_sign_in(User(**CODE), at=AT - timedelta(seconds=1), demo=False)


@pytest.mark.parametrize(
    ("kinds", "is_demo", "needed"),
    [
        ({"office_clerk"}, False, True),
        ({"administrator", "branch_secretary"}, False, True),
        ({"branch_secretary"}, False, False),
        (set(), False, False),
        ({"office_clerk"}, True, False),
        ({"a_kind_no_longer_in_the_rulebook"}, False, False),
    ],
)
def test_the_rulebook_says_which_posts_need_a_second_factor(
    kinds: set[str], is_demo: bool, needed: bool
) -> None:
    assert needs_second_factor(User(is_demo=is_demo), kinds, demo=is_demo) == needed
