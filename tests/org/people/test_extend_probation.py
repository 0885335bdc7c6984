"""Probation extended by a resolution, once, by as many months as the rule allows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.models import PartyStanding
from lianxin.org.people.operations import extend_probation, set_standing
from tests.cast import AT, TODAY, Cast

BASIS = "支部大会 2026 年第 4 号决议"


@pytest.fixture
def held(cast: Cast) -> PartyStanding:
    PartyStanding.objects.filter(person=cast.people["member"]).delete()
    return PartyStanding.objects.create(
        person=cast.people["member"],
        standing="probationary",
        valid_from=date(2025, 11, 30),
    )


def extend(cast: Cast, by: str = "sub_clerk", role: str = "member", **changes):
    given = {"decided_on": TODAY, "months": 6, "basis": f" {BASIS} "}
    return extend_probation(
        cast.people[role], **given | changes, actor=cast.actor(by), at=AT
    )


@pytest.mark.parametrize(
    ("months", "until"), [(6, date(2027, 5, 30)), (12, date(2027, 11, 30))]
)
def test_it_counts_from_the_end_by_the_rule(cast: Cast, held, months, until):
    assert queries.probation_ends(held, today=TODAY) == date(2026, 11, 30)
    extend(cast, months=months)
    held.refresh_from_db()
    assert queries.probation_ends(held, today=TODAY) == until
    assert (held.extended_on, held.extension_basis) == (TODAY, BASIS)
    entry = Entry.objects.get(code="people.probation_extended")
    assert entry.after == {
        "decided_on": "2026-11-23",
        "extended_until": "•",
        "basis": "•",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"months": 5}, "months"),
        ({"months": 13}, "months"),
        ({"basis": "  "}, "basis"),
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": date(2025, 11, 29)}, "decided_on"),
    ],
)
def test_what_the_rule_does_not_allow(cast: Cast, held, changes, field):
    with pytest.raises(ValidationError) as refused:
        extend(cast, **changes)
    assert list(refused.value.message_dict) == [field]
    held.refresh_from_db()
    assert held.extended_until is None


def test_once(cast: Cast, held):
    extend(cast)
    with pytest.raises(ValidationError, match=r"once at most: .*Article 31"):
        extend(cast, months=7)
    held.refresh_from_db()
    assert held.extended_until == date(2027, 5, 30)


def test_only_of_somebody_on_probation(cast: Cast):
    with pytest.raises(ValidationError, match="not on probation"):
        extend(cast)


def test_it_stays_with_the_probation_when_that_is_over(cast: Cast, held):
    extend(cast)
    set_standing(
        cast.people["member"],
        standing="full",
        valid_from=TODAY,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    rows = PartyStanding.objects.filter(person=cast.people["member"])
    assert list(
        rows.order_by("valid_from").values_list(
            "standing", "valid_to", "extended_until"
        )
    ) == [("probationary", TODAY, date(2027, 5, 30)), ("full", None, None)]


@pytest.mark.parametrize("role", ["branch_secretary", "member", "administrator"])
def test_only_the_clerk(cast: Cast, held, role):
    with pytest.raises(Refused):
        extend(cast, by=role)
