"""Appointing somebody to a post."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Person
from lianxin.org.posts import forms
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import (
    add_reserve,
    appoint,
    end_appointment,
    open_post,
)
from tests.cast import AT, LONG_AGO, TODAY, Cast


def deputy(cast: Cast) -> Post:
    return open_post(
        unit=cast.units["branch"],
        kind="branch_deputy",
        valid_from=LONG_AGO,
        actor=cast.actor("clerk"),
        at=AT,
    )


def put(cast: Cast, post: Post, role: str = "clerk", **values) -> Appointment:
    given = {
        "post": post,
        "person": cast.people["member"],
        "valid_from": TODAY,
        "actor": cast.actor(role),
        "at": AT,
    }
    return appoint(**given | values)


def test_rights_begin_on_the_day(cast: Cast):
    made = put(cast, deputy(cast), basis="华党〔2026〕7号", manner=Manner.ACTING)
    assert (made.manner, made.valid_from, made.valid_to) == ("acting", TODAY, None)
    cast.appointments["member"] = made
    path = cast.units["branch"].path
    assert cast.actor("member").may("records.record", path)
    entry = Entry.objects.get(code="posts.appointed")
    assert entry.after == {
        "person": "何秋实",
        "kind": "branch_deputy",
        "manner": "acting",
        "valid_from": "2026-11-23",
        "basis": "华党〔2026〕7号",
    }


def test_a_post_has_one_holder(cast: Cast):
    post = deputy(cast)
    first = put(cast, post)
    with pytest.raises(ValidationError):
        put(cast, post, person=cast.people["employee"])
    end_appointment(
        first, ended_on=TODAY + timedelta(days=3), actor=cast.actor("clerk"), at=AT
    )
    with pytest.raises(ValidationError):
        put(cast, post, person=cast.people["employee"])
    later = TODAY + timedelta(days=3)
    put(cast, post, person=cast.people["employee"], valid_from=later)
    assert post.appointments.count() == 2


def test_not_before_the_post_began(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        put(cast, deputy(cast), valid_from=date(2019, 12, 31))
    assert list(refused.value.message_dict) == ["valid_from"]


def test_not_in_another_way_than_the_list_has(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        put(cast, deputy(cast), manner="honorary")
    assert list(refused.value.message_dict) == ["manner"]


def test_not_somebody_who_has_left(cast: Cast):
    gone = cast.people["employee"]
    gone.left_on = TODAY - timedelta(days=1)
    gone.save()
    with pytest.raises(ValidationError) as refused:
        put(cast, deputy(cast), person=gone)
    assert list(refused.value.message_dict) == ["person"]


def test_a_pensioner_of_the_branch_for_a_post_of_the_party_alone(cast: Cast):
    """Branches of pensioners are led by members who left long ago."""
    gone = cast.people["member"]
    gone.left_on = TODAY - timedelta(days=900)
    gone.save()
    post = deputy(cast)
    offered = forms.Appoint(post=post, actor=cast.actor("clerk"), today=TODAY)
    assert gone in offered.fields["person"].people
    assert put(cast, post).valid_to is None
    workshop = open_post(
        unit=cast.units["workshop"],
        kind="department_head",
        valid_from=LONG_AGO,
        actor=cast.actor("clerk"),
        at=AT,
    )
    offered = forms.Appoint(post=workshop, actor=cast.actor("clerk"), today=TODAY)
    assert gone not in offered.fields["person"].people
    with pytest.raises(ValidationError):
        put(cast, workshop)
    gone.affiliations.filter(belonging="party").update(valid_to=TODAY)
    with pytest.raises(ValidationError):
        put(cast, post, valid_from=TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    "role", ["secretary", "branch_secretary", "member", "outsider"]
)
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        put(cast, deputy(cast), role)


def test_nobody_gives_away_rights_over_everything(cast: Cast):
    post = open_post(
        unit=cast.units["sub"],
        kind="administrator",
        valid_from=LONG_AGO,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    with pytest.raises(Refused):
        put(cast, post, "sub_clerk")
    put(cast, post, "administrator")
    assert post.appointments.count() == 1


def test_whoever_holds_the_post_is_in_reserve_for_it_no_more(cast: Cast):
    post, clerk = deputy(cast), cast.actor("clerk")
    began = TODAY - timedelta(days=90)
    kept = add_reserve(
        post=post, person=cast.people["member"], valid_from=began, actor=clerk, at=AT
    )
    other = add_reserve(
        post=post, person=cast.people["employee"], valid_from=began, actor=clerk, at=AT
    )
    acting = put(cast, post, manner=Manner.ACTING)
    kept.refresh_from_db()
    assert kept.valid_to is None
    end_appointment(acting, ended_on=TODAY, actor=clerk, at=AT)
    put(cast, post)
    for row in (kept, other):
        row.refresh_from_db()
    assert (kept.valid_to, other.valid_to) == (TODAY, None)
    assert Entry.objects.filter(code="posts.reserve_ended").count() == 1


def test_not_somebody_who_is_going_to_leave(cast: Cast):
    """The post would outlast the person; the form may be older than the leaving."""
    as_read = cast.people["employee"]
    Person.objects.filter(pk=as_read.pk).update(left_on=TODAY + timedelta(days=30))
    with pytest.raises(ValidationError) as refused:
        put(cast, deputy(cast), person=as_read)
    assert list(refused.value.message_dict) == ["person"]
