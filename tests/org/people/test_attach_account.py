"""Tying an account to its person."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.accounts.models import User
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Ref
from lianxin.org.people.models import Person
from lianxin.org.people.operations import attach_account
from tests.cast import AT, Cast


def test_a_person_has_at_most_one_account(cast: Cast) -> None:
    unit = Ref("units.unit", cast.units["branch"].pk)
    holder = Holder(account=None, unit=unit, belongs=(cast.units["branch"].path,))
    person = Person.objects.create(name="新人", employee_number="A-01")
    one, two = (User.objects.create(username=n, created_at=AT) for n in ("a", "b"))
    clerk = cast.actor("clerk")
    attach_account(person, one, holder=holder, actor=clerk, at=AT)
    person.refresh_from_db()
    assert person.account == one
    with pytest.raises(ValidationError, match="already"):
        attach_account(person, two, holder=holder, actor=clerk, at=AT)
    entry = Entry.objects.get(code="people.account_given")
    assert (entry.subject_id, entry.after) == (person.pk, {"username": "•"})
