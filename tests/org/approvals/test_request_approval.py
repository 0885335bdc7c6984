"""Asking for approval."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.approvals.models import Approval
from tests.cast import AT, Cast
from tests.org.approvals.asking import ask


def test_the_steps_keep_their_order(cast: Cast):
    approval = ask(cast)
    assert [(s.order, s.post.kind) for s in approval.steps.all()] == [
        (1, "office_clerk"),
        (2, "leader_in_charge"),
    ]
    assert approval.asked_by == cast.people["branch_secretary"]
    assert approval.asked_at == AT


def test_the_journal_keeps_the_matter_but_no_words(cast: Cast):
    approval = ask(cast)
    entry = Entry.objects.get(code="approvals.requested")
    assert entry.after == {"matter": "goals.extension", "title": "•", "text": "•"}
    assert (entry.subject_id, entry.unit_id) == (approval.pk, approval.unit_id)


def test_it_needs_a_step(cast: Cast):
    with pytest.raises(ValidationError):
        ask(cast, steps=[])


def test_a_post_decides_once(cast: Cast):
    post = cast.appointments["leader"].post
    with pytest.raises(ValidationError):
        ask(cast, steps=[post, post])


def test_a_closed_post_decides_nothing(cast: Cast):
    post = cast.appointments["leader"].post
    post.valid_to = date(2026, 11, 23)
    post.save()
    with pytest.raises(ValidationError):
        ask(cast, steps=[post])


@pytest.mark.parametrize("role", ["outsider", "union_chair", "department_head"])
def test_nobody_asks_for_another_unit(cast: Cast, role):
    with pytest.raises(Refused):
        ask(cast, role)
    assert Approval.objects.count() == 0


def test_a_job_asks_nothing(cast: Cast):
    with pytest.raises(Refused):
        ask(cast, actor=cast.system)
