"""Many people hold posts at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import NewAppointment, appoint_many
from lianxin.org.units.models import Unit
from tests.cast import AT, LONG_AGO, TODAY, Cast


def row(cast: Cast, role: str, kind: str, **more) -> NewAppointment:
    values = {"valid_from": TODAY, "unit": cast.units["sub"], **more}
    return NewAppointment(kind=kind, person=cast.people[role], **values)


def test_posts_of_which_there_are_several_are_opened_as_needed(cast: Cast):
    rows = [
        row(cast, "member", "committee_member"),
        row(cast, "employee", "committee_member"),
        row(cast, "branch_member", "committee_member", valid_from=LONG_AGO, valid_to=TODAY),
    ]  # fmt: skip
    made = appoint_many(rows, actor=cast.actor("sub_clerk"), at=AT)
    held = Appointment.objects.filter(pk__in=made.appointments).order_by("pk")
    assert [(h.person.name, h.post.number) for h in held] == [
        ("何秋实", 1),
        ("曾晓", 2),
        ("单雪", 1),
    ]
    opened = Post.objects.filter(pk__in=made.posts).order_by("number")
    assert [(p.number, p.valid_from) for p in opened] == [(1, LONG_AGO), (2, TODAY)]


def test_a_post_of_which_there_is_one_has_one_holder(cast: Cast):
    branch = cast.units["branch"]
    rows = [row(cast, "member", "branch_secretary", unit=branch)]
    with pytest.raises(ValidationError, match="周明远"):
        appoint_many(rows, actor=cast.actor("sub_clerk"), at=AT)
    early = [row(cast, "member", "youth_member", unit=branch, valid_from=date(2019, 1, 1))]  # fmt: skip
    with pytest.raises(ValidationError, match="founded later"):
        appoint_many(early, actor=cast.actor("sub_clerk"), at=AT)
    assert not Post.objects.filter(kind="youth_member").exists()


def test_a_post_that_is_closed_is_not_held_after_that(cast: Cast):
    branch = cast.units["branch"]
    Post.objects.create(
        unit=branch, kind="youth_member", valid_from=LONG_AGO, valid_to=TODAY
    )
    rows = [row(cast, "member", "youth_member", unit=branch)]
    with pytest.raises(ValidationError, match="all that time"):
        appoint_many(rows, actor=cast.actor("sub_clerk"), at=AT)


def test_only_for_units_of_ones_own(cast: Cast):
    rows = [
        row(cast, "member", "committee_member"),
        row(cast, "member", "committee_member", unit=cast.units["root"]),
    ]
    with pytest.raises(Refused):
        appoint_many(rows, actor=cast.actor("sub_clerk"), at=AT)
    assert not Post.objects.filter(kind="committee_member").exists()


def test_not_in_a_unit_whose_end_is_noted(cast: Cast):
    Unit.objects.filter(pk=cast.units["sub"].pk).update(dissolved_on=TODAY)
    rows = [row(cast, "member", "committee_member")]
    with pytest.raises(ValidationError, match="北川公司党委 ends on 2026-11-23"):
        appoint_many(rows, actor=cast.actor("sub_clerk"), at=AT)
