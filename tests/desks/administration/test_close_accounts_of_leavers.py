"""The nightly closing of leavers' accounts."""

from datetime import timedelta

import pytest

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.desks.administration.tasks import close_accounts_of_leavers
from lianxin.org.people.models import Person
from tests.cast import Cast


@pytest.mark.parametrize(("days", "is_open"), [(1, False), (0, True), (-1, True)])
def test_once_the_last_day_is_over(cast: Cast, days: int, is_open: bool) -> None:
    last = clock.today() - timedelta(days=days)
    Person.objects.filter(pk=cast.people["member"].pk).update(left_on=last)
    assert close_accounts_of_leavers.func() == (0 if is_open else 1)
    assert User.objects.get(username="member").is_active == is_open
    assert Entry.objects.filter(code="accounts.closed").count() == (0 if is_open else 1)
