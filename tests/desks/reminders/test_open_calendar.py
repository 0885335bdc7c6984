"""A calendar's secret address: one for each person, of which only a hash is kept."""

from datetime import timedelta

import pytest
from django.db import connection

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.desks.reminders import operations, queries
from lianxin.desks.reminders.models import Subscription
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast


def test_the_secret_opens_it_and_is_stored_nowhere(cast: Cast):
    secret = operations.open_calendar(actor=cast.actor("branch_secretary"), at=AT)
    found = queries.all_subscriptions_with(secret)
    assert found.person == cast.people["branch_secretary"]
    assert len(secret) == 43
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reminders_subscription")
        assert secret not in repr(cursor.fetchall())
    assert secret not in repr(list(Entry.objects.values()))
    assert Entry.objects.get().code == "mine.calendar_opened"


def test_a_new_one_ends_the_former(cast: Cast):
    actor = cast.actor("branch_secretary")
    first = operations.open_calendar(actor=actor, at=AT)
    second = operations.open_calendar(actor=actor, at=AT + timedelta(days=1))
    assert queries.all_subscriptions_with(first) is None
    assert queries.all_subscriptions_with(second) is not None
    assert Subscription.objects.filter(ended_at__isnull=True).count() == 1


def test_it_ends_with_the_account(cast: Cast):
    secret = operations.open_calendar(actor=cast.actor("branch_secretary"), at=AT)
    User.objects.filter(username="branch_secretary").update(is_active=False)
    assert queries.all_subscriptions_with(secret) is None


def test_a_job_has_none(cast: Cast):
    with pytest.raises(Refused):
        operations.open_calendar(actor=cast.system, at=AT)
