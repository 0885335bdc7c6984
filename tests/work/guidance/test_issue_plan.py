"""Issuing a plan."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.queries import stage_of
from tests.cast import TODAY, Cast
from tests.work.guidance.plans import NUMBER, agree, issue, issued, plan


def test_what_was_agreed_is_issued(cast: Cast):
    of = plan(cast)
    sent = agree(cast, of)
    of.tasks.update(text="事后另改")
    found = issue(cast, of)
    assert (found.number, found.sequence, found.snapshot) == (NUMBER, 1, sent.snapshot)
    assert stage_of(of) is Stage.GIVING
    assert Goal.objects.count() == 0


def test_not_before_it_is_agreed(cast: Cast):
    with pytest.raises(ValidationError):
        issue(cast, plan(cast))


@pytest.mark.parametrize(
    "values",
    [{"number": " "}, {"meeting": ""}, {"issued_on": TODAY + timedelta(days=1)}],
)
def test_what_is_refused(cast: Cast, values):
    of = plan(cast)
    agree(cast, of)
    with pytest.raises(ValidationError) as error:
        issue(cast, of, **values)
    assert list(error.value.message_dict) == list(values)


def test_a_number_only_once(cast: Cast):
    of = plan(cast)
    issued(cast, of)
    of.tasks.update(standard="另一标准")
    agree(cast, of)
    with pytest.raises(ValidationError):
        issue(cast, of)
    assert issue(cast, of, number="华党发〔2026〕30号").sequence == 2


def test_only_the_clerk(cast: Cast):
    of = plan(cast)
    agree(cast, of)
    with pytest.raises(Refused):
        issue(cast, of, role="leader")
