"""Who sees which requests, and for whom they wait."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import NotVisible, Ref
from lianxin.org.approvals import queries
from lianxin.org.approvals.operations import agree, return_, withdraw
from tests.cast import AT, TODAY, Cast
from tests.org.approvals.asking import ask


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("branch_secretary", True),  # asked
        ("branch_member", True),  # holds a post in the asking unit
        ("sub_clerk", True),  # decides
        ("leader", True),  # decides later
        ("clerk", True),  # reads the journal of the subtree
        ("discipline_officer", True),
        ("administrator", False),
        ("department_head", False),
        ("union_chair", False),
        ("organiser", False),
        ("member", False),
        ("employee", False),
        ("outsider", False),
    ],
)
def test_who_sees_a_request(cast: Cast, role, sees):
    approval = ask(cast)
    seen = queries.visible_to(cast.actor(role), today=TODAY)
    assert list(seen) == ([approval] if sees else [])


def test_what_one_may_not_see_does_not_exist(cast: Cast):
    approval = ask(cast)
    with pytest.raises(NotVisible):
        queries.approval_visible_to(cast.actor("outsider"), approval.pk, today=TODAY)


def test_it_waits_for_one_post_after_the_other(cast: Cast):
    approval = ask(cast)
    clerk, leader = cast.actor("sub_clerk"), cast.actor("leader")
    assert list(queries.waiting_for(clerk, today=TODAY)) == [approval]
    assert list(queries.waiting_for(leader, today=TODAY)) == []
    agree(approval, actor=clerk, at=AT)
    assert list(queries.waiting_for(clerk, today=TODAY)) == []
    assert list(queries.waiting_for(leader, today=TODAY)) == [approval]


def test_what_is_returned_or_withdrawn_waits_for_nobody(cast: Cast):
    clerk, leader = cast.actor("sub_clerk"), cast.actor("leader")
    return_(ask(cast), reason="不全", actor=clerk, at=AT)
    withdraw(ask(cast), reason="不要了", actor=cast.actor("branch_secretary"), at=AT)
    assert list(queries.waiting_for(clerk, today=TODAY)) == []
    assert list(queries.waiting_for(leader, today=TODAY)) == []


def test_it_waits_for_nobody_who_held_the_post(cast: Cast):
    ask(cast)
    actor = cast.actor("sub_clerk")
    after = TODAY + timedelta(days=1)
    cast.appointments["sub_clerk"].valid_to = after
    cast.appointments["sub_clerk"].save()
    assert list(queries.waiting_for(actor, today=after)) == []


def test_what_a_unit_asked_and_what_was_asked_about_a_thing(cast: Cast):
    approval = ask(cast)
    branch, other = cast.units["branch"], cast.units["other"]
    actor = cast.actor("branch_secretary")

    def asked(unit):
        return list(queries.asked_by_unit(unit.pk, actor=actor, today=TODAY))

    def about(unit):
        subject = Ref("units.unit", unit.pk)
        return list(queries.approvals_of(subject, actor=actor, today=TODAY))

    assert (asked(branch), asked(other)) == ([approval], [])
    assert (about(branch), about(other)) == ([approval], [])
    subject = Ref("units.unit", branch.pk)
    assert list(queries.all_about(subject, matter="goals.extension")) == [approval]
    assert list(queries.all_about(subject, matter="something.else")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_views_cost_the_same_for_one_and_three(
    cast: Cast, rows, django_assert_num_queries
):
    for _ in range(rows):
        ask(cast)
    clerk = cast.actor("sub_clerk")
    with django_assert_num_queries(3):
        views = [queries.view_of(a) for a in queries.waiting_for(clerk, today=TODAY)]
    first, second = views[0].steps
    assert len(views) == rows
    assert (first.holder, first.is_current) == ("唐小满", True)
    assert (second.holder, second.is_current) == ("高远山", False)
