"""A unit asks the units below it for something more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from tests.cast import Cast
from tests.work.duties.asked import ask, later, next_quarter, status


def test_it_is_asked_of_the_units_below_from_the_next_period_on(cast: Cast):
    added = ask(cast)
    code = f"added.{added.pk}"
    assert status(cast, code, next_quarter()) == "to_come"
    assert status(cast, code, next_quarter(), unit="other") == "to_come"
    assert status(cast, code, next_quarter(), unit="sub") is None
    assert Entry.objects.get(code="duties.added").after["title"] == "季度党课"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, {"title": ["Say what is asked for."]}),
        (
            {"basis": ""},
            {"basis": ["Name the document on which this is asked for."]},
        ),
        ({"since": later(-1)}, {"since": ["Choose today or a later day."]}),
        ({"kinds": ["union"]}, {"kinds": ["工会 does not hold such meetings."]}),
    ],
)
def test_what_is_wrong_is_said_at_the_field(cast: Cast, wrong, told):
    with pytest.raises(ValidationError) as error:
        ask(cast, **wrong)
    assert error.value.message_dict == told


def test_only_the_unit_s_own_secretary_or_clerk_asks_in_its_name(cast: Cast):
    with pytest.raises(Refused):
        ask(cast, role="sub_clerk")
    with pytest.raises(Refused):
        ask(cast, role="branch_secretary", unit="branch")
    assert ask(cast, role="sub_clerk", unit="sub").since + timedelta(1) == later(1)
