"""Trying a task out before the issue."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.operations import begin_trial
from tests.cast import AT, Cast
from tests.work.guidance.plans import issued, plan


def try_out(cast: Cast, of, *, role: str = "clerk"):
    return begin_trial(
        of.tasks.get(), units=[cast.units["branch"]], actor=cast.actor(role), at=AT
    )


def test_it_is_marked_until_the_issue(cast: Cast):
    of = plan(cast)
    try_out(cast, of)
    assert [(g.unit, g.on_trial) for g in Goal.objects.all()] == [
        (cast.units["branch"], True)
    ]
    issued(cast, of)
    assert Goal.objects.filter(unit=cast.units["branch"]).count() == 1
    assert not Goal.objects.filter(on_trial=True).exists()


def test_only_once_and_not_after_the_issue(cast: Cast):
    of = plan(cast)
    try_out(cast, of)
    with pytest.raises(ValidationError):
        try_out(cast, of)
    issued(cast, of)
    with pytest.raises(ValidationError):
        try_out(cast, of)


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        try_out(cast, plan(cast), role="secretary")
