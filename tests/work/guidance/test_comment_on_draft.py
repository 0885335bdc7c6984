"""What a unit says to a draft."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.operations import (
    Said,
    close_consultation,
    comment_on_draft,
)
from lianxin.work.guidance.queries import consultations_waiting
from tests.cast import AT, Cast
from tests.work.guidance.plans import consult, plan


def say(cast: Cast, *comments: Said, role: str = "branch_secretary", of=None):
    found = consult(cast, of or plan(cast))
    consulted = found.consulted.get(unit=cast.units["branch"])
    comment_on_draft(consulted, comments=comments, actor=cast.actor(role), at=AT)
    return found


def test_by_row_and_on_the_whole(cast: Cast):
    of = plan(cast)
    task = of.tasks.get()
    found = say(cast, Said(task.pk, "时限偏紧"), Said(None, "同意"), of=of)
    rows = found.comments.order_by("pk").values_list("task", "text")
    assert list(rows) == [(task.pk, "时限偏紧"), (None, "同意")]
    assert not consultations_waiting(cast.actor("branch_secretary"))


def test_nothing_said_is_no_comment(cast: Cast):
    found = say(cast, Said(None, "  "))
    assert [comment.text for comment in found.comments.all()] == [""]


def test_the_clerk_enters_what_came_on_paper(cast: Cast):
    found = say(cast, Said(None, "无意见"), role="clerk")
    assert found.comments.get().entered_by == cast.people["clerk"]


@pytest.mark.parametrize("role", ["outsider", "member", "leader", "branch_member"])
def test_who_may_not(cast: Cast, role: str):
    with pytest.raises(Refused):
        say(cast, Said(None, "好"), role=role)


def test_not_on_a_row_of_another_plan(cast: Cast):
    with pytest.raises(NotVisible):
        say(cast, Said(10**6, "好"))


def test_not_once_it_is_closed(cast: Cast):
    found = consult(cast, plan(cast))
    close_consultation(found, actor=cast.actor("clerk"), at=AT)
    consulted = found.consulted.get(unit=cast.units["branch"])
    with pytest.raises(ValidationError):
        comment_on_draft(
            consulted, comments=[], actor=cast.actor("branch_secretary"), at=AT
        )


def test_the_journal_keeps_no_words(cast: Cast):
    say(cast, Said(None, "心里话"))
    entry = Entry.objects.get(code="guidance.draft_commented")
    assert entry.after == {"unit": "检修一支部", "comments": "•"}
