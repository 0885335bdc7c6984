"""Sending a draft round."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.queries import consultations_waiting, stage_of
from tests.cast import TODAY, Cast
from tests.work.guidance.plans import consult, plan, submit


def test_the_units_are_asked_about_the_draft_as_it_stands(cast: Cast):
    of = plan(cast)
    found = consult(cast, of)
    of.tasks.update(text="另一句")
    assert [row["text"] for row in found.snapshot] == ["开展安全学习之1"]
    assert stage_of(of) is Stage.CONSULTING
    asked = consultations_waiting(cast.actor("branch_secretary"))
    assert [one.unit for one in asked] == [cast.units["branch"]]
    assert not consultations_waiting(cast.actor("outsider"))


def test_only_one_at_a_time(cast: Cast):
    of = plan(cast)
    consult(cast, of)
    with pytest.raises(ValidationError):
        consult(cast, of)


def test_not_while_it_waits(cast: Cast):
    of = plan(cast)
    submit(cast, of)
    with pytest.raises(ValidationError):
        consult(cast, of)


@pytest.mark.parametrize(
    "values", [{"units": []}, {"until": TODAY - timedelta(days=1)}]
)
def test_what_is_refused(cast: Cast, values):
    with pytest.raises(ValidationError):
        consult(cast, plan(cast), **values)


def test_nothing_to_read(cast: Cast):
    with pytest.raises(ValidationError):
        consult(cast, plan(cast, rows=0))


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        consult(cast, plan(cast), role="leader")
