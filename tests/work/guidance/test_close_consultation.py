"""Taking no more comments."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.operations import close_consultation
from lianxin.work.guidance.queries import stage_of
from tests.cast import AT, Cast
from tests.work.guidance.plans import consult, plan


def test_the_plan_is_a_draft_again(cast: Cast):
    of = plan(cast)
    found = consult(cast, of)
    close_consultation(found, actor=cast.actor("clerk"), at=AT)
    assert stage_of(of) is Stage.DRAFT
    with pytest.raises(ValidationError):
        close_consultation(found, actor=cast.actor("clerk"), at=AT)


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        close_consultation(
            consult(cast, plan(cast)), actor=cast.actor("branch_secretary"), at=AT
        )
