"""What becomes of comments."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.enums import Adoption
from lianxin.work.guidance.models import CommentAnswer
from lianxin.work.guidance.operations import (
    Answered,
    Said,
    answer_comments,
    comment_on_draft,
)
from tests.cast import AT, Cast
from tests.work.guidance.plans import consult, plan


def answer(cast: Cast, adoption: Adoption, reason: str = "", *, role: str = "clerk"):
    found = consult(cast, plan(cast))
    consulted = found.consulted.get(unit=cast.units["branch"])
    (comment,) = comment_on_draft(
        consulted,
        comments=[Said(None, "时限偏紧")],
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    answer_comments(
        found,
        answers=[Answered(comment.pk, adoption, reason)],
        actor=cast.actor(role),
        at=AT,
    )
    return comment


def test_adopted_needs_no_reason(cast: Cast):
    comment = answer(cast, Adoption.ADOPTED)
    assert CommentAnswer.objects.get().comment == comment


@pytest.mark.parametrize("adoption", [Adoption.PARTLY, Adoption.NOT_ADOPTED])
def test_why_not(cast: Cast, adoption: Adoption):
    with pytest.raises(ValidationError):
        answer(cast, adoption)
    assert CommentAnswer.objects.count() == 0


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        answer(cast, Adoption.ADOPTED, role="branch_secretary")


def test_not_a_comment_of_another_consultation(cast: Cast):
    with pytest.raises(NotVisible):
        answer_comments(
            consult(cast, plan(cast)),
            answers=[Answered(10**6, Adoption.ADOPTED)],
            actor=cast.actor("clerk"),
            at=AT,
        )
