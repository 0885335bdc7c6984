"""An extension entered by mistake is taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding
from lianxin.org.people.operations import withdraw_extension
from tests.cast import AT, TODAY, Cast


@pytest.fixture
def held(cast: Cast) -> PartyStanding:
    PartyStanding.objects.filter(person=cast.people["member"]).delete()
    return PartyStanding.objects.create(
        person=cast.people["member"],
        standing="probationary",
        valid_from=date(2025, 11, 30),
        extended_on=TODAY,
        extended_until=date(2027, 5, 30),
        extension_basis="支部大会决议",
    )


def test_nothing_of_it_stays_but_in_the_journal(cast: Cast, held):
    withdraw_extension(cast.people["member"], actor=cast.actor("sub_clerk"), at=AT)
    held.refresh_from_db()
    told = (held.extended_on, held.extended_until, held.extension_basis)
    assert told == (None, None, "")
    entry = Entry.objects.get(code="people.extension_withdrawn")
    assert entry.before == {"extended_until": "•", "basis": "•"}


def test_where_none_is_entered(cast: Cast, held):
    given = {"actor": cast.actor("sub_clerk"), "at": AT}
    withdraw_extension(cast.people["member"], **given)
    with pytest.raises(ValidationError, match="No extension"):
        withdraw_extension(cast.people["member"], **given)


def test_only_the_clerk(cast: Cast, held):
    with pytest.raises(Refused):
        withdraw_extension(
            cast.people["member"], actor=cast.actor("branch_secretary"), at=AT
        )
    held.refresh_from_db()
    assert held.extended_until == date(2027, 5, 30)
