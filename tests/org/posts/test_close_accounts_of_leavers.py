"""Closing the accounts of those whose last day is past."""

from datetime import timedelta

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import close_accounts_of_leavers
from tests.cast import AT, TODAY, Cast


def test_they_close_on_the_day_after(cast: Cast):
    person = cast.people["member"]
    person.left_on = TODAY
    person.save()

    def close(day):
        return close_accounts_of_leavers(today=day, actor=cast.system, at=AT)

    after = TODAY + timedelta(days=1)
    assert [close(TODAY), close(after), close(after)] == [0, 1, 0]
    closed = User.objects.filter(is_active=False)
    assert list(closed) == [person.account]
    entry = Entry.objects.get(code="accounts.closed")
    assert (entry.job, entry.subject_id) == ("tests.job", person.account_id)


def test_not_of_a_pensioner_who_leads_a_branch(cast: Cast):
    """The secretary of a branch of pensioners left the enterprise long ago."""
    person = cast.people["branch_secretary"]
    person.left_on = TODAY
    person.save()
    later = {"today": TODAY + timedelta(days=9), "actor": cast.system, "at": AT}
    assert close_accounts_of_leavers(**later) == 0
    Appointment.objects.filter(person=person).update(valid_to=TODAY)
    assert close_accounts_of_leavers(**later) == 1
