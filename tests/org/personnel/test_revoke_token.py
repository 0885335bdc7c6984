"""Revoking a token."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.personnel.operations import actor_of_token, revoke_token
from tests.cast import ACTION, AT, Cast
from tests.org.personnel.test_make_token import make


def test_it_opens_no_more(cast: Cast):
    made = make(cast)
    for _time in range(2):
        revoke_token(made.token, actor=cast.actor("clerk"), at=AT)
    assert actor_of_token(made.secret, action=ACTION, at=AT) is None
    assert Entry.objects.filter(code="personnel.token_revoked").count() == 1


def test_only_the_clerk(cast: Cast):
    made = make(cast)
    with pytest.raises(Refused):
        revoke_token(made.token, actor=cast.actor("branch_secretary"), at=AT)
