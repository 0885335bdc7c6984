"""Taking back the end of a unit, with what its end had ended."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations import affiliate
from lianxin.org.posts.models import Appointment, Charge, Post, Reserve
from lianxin.org.posts.operations import dissolve_with_people, reinstate_with_people
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import rebuild_paths
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.posts.reorganised import belong, beside

DAYS = pytest.mark.parametrize("days", [-9, 0, 30])


def merge(cast: Cast, into: Unit, *, last=TODAY) -> Unit:
    return dissolve_with_people(
        cast.units["branch"],
        dissolved_on=last,
        version=1,
        basis="决定",
        into=into,
        actor=cast.actor("clerk"),
        at=AT,
    )


def reinstate(cast: Cast, role: str = "clerk") -> Unit:
    return reinstate_with_people(
        cast.units["branch"],
        version=Unit.objects.get(pk=cast.units["branch"].pk).version,
        basis="撤销决定作废",
        actor=cast.actor(role),
        at=AT,
    )


def held(cast: Cast) -> set[tuple[str, str]]:
    rows = Appointment.objects.filter(post__unit=cast.units["branch"], valid_to=None)
    return set(rows.values_list("post__kind", "person__name"))


@DAYS
def test_people_posts_and_units_are_there_again(cast: Cast, days):
    into, there, posts = beside(cast), belong(cast.units["branch"]), held(cast)
    merge(cast, into, last=TODAY + timedelta(days=days))
    unit = reinstate(cast)
    assert (belong(unit), belong(into)) == (there, set())
    assert held(cast) == posts
    assert not Post.objects.filter(unit=unit).exclude(valid_to=None).exists()
    group = Unit.objects.get(pk=cast.units["group"].pk)
    assert (group.path or "-").startswith(unit.path or "?")
    assert rebuild_paths(today=TODAY) == 0
    assert rebuild_paths(today=TODAY + timedelta(days=60)) == 0
    words = [row.words for row in units.story_of(unit, actor=cast.actor("clerk"))]
    assert words == ["Founded as 检修一支部", "Stands under 北川公司党委"]


def test_fields_and_reserve_of_its_posts_as_well(cast: Cast):
    post = cast.appointments["branch_member"].post
    charge = Charge.objects.create(post=post, field="党费", valid_from=LONG_AGO)
    kept = Reserve.objects.create(
        post=post, person=cast.people["member"], valid_from=LONG_AGO
    )
    merge(cast, beside(cast))
    reinstate(cast)
    charge.refresh_from_db()
    kept.refresh_from_db()
    assert (charge.valid_to, kept.valid_to) == (None, None)


def test_who_moved_on_since_is_where_they_went(cast: Cast):
    into = beside(cast)
    merge(cast, into, last=TODAY - timedelta(days=9))
    affiliate(
        cast.people["member"],
        unit=cast.units["other"],
        belonging="party",
        valid_from=TODAY,
        actor=cast.actor("clerk"),
        at=AT,
    )
    reinstate(cast)
    rows = Affiliation.objects.filter(person=cast.people["member"], belonging="party")
    names = list(rows.order_by("valid_from").values_list("unit__name", flat=True))
    assert names == ["检修一支部", "检修一支部", "运行二支部"]


def test_nobody_is_put_back_into_a_post_who_leaves(cast: Cast):
    posts = held(cast)
    merge(cast, beside(cast))
    Person.objects.filter(pk=cast.people["branch_secretary"].pk).update(left_on=TODAY)
    reinstate(cast)
    assert posts - held(cast) == {("branch_secretary", "周明远")}


def test_nobody_is_in_reserve_again_who_leaves(cast: Cast):
    post = cast.appointments["branch_member"].post
    kept = Reserve.objects.create(
        post=post, person=cast.people["member"], valid_from=LONG_AGO
    )
    merge(cast, beside(cast))
    Person.objects.filter(pk=cast.people["member"].pk).update(left_on=TODAY)
    reinstate(cast)
    kept.refresh_from_db()
    assert kept.valid_to == TODAY + timedelta(days=1)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    merge(cast, beside(cast))
    with pytest.raises(Refused):
        reinstate(cast, role)
