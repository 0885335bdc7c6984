"""Ending a unit with the people and posts in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.models import Affiliation
from lianxin.org.posts import queries
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import dissolve_with_people, split_unit
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast, found
from tests.org.posts.reorganised import belong, beside

YESTERDAY = TODAY - timedelta(days=1)


def end(cast: Cast, role: str = "clerk", unit: str = "branch", **values) -> Unit:
    given = {
        "dissolved_on": YESTERDAY,
        "version": 1,
        "basis": "华党〔2026〕9号",
        "actor": cast.actor(role),
        "at": AT,
    }
    return dissolve_with_people(cast.units[unit], **given | values)


def test_with_people_and_posts_left_it_is_refused_and_says_how_many(cast: Cast):
    with pytest.raises(ValidationError) as caught:
        end(cast)
    assert caught.value.message_dict == {
        "into": [
            "5 people and 2 held posts are left here: say which unit takes them over, "
            "or find a place for them first."
        ]
    }
    assert Unit.objects.get(pk=cast.units["branch"].pk).dissolved_on is None


def test_an_empty_unit_simply_ends(cast: Cast):
    ended = end(cast, unit="group")
    assert (ended.dissolved_on, ended.end_basis) == (YESTERDAY, "华党〔2026〕9号")


def test_merged_people_units_and_nothing_else_go_over(cast: Cast):
    there = belong(cast.units["branch"])
    into = beside(cast)
    ended = end(cast, into=into, approved_by=cast.units["root"])
    assert (ended.path, ended.dissolved_on) == (None, YESTERDAY)
    assert belong(into) == there
    assert belong(ended) == set()
    group = Unit.objects.get(pk=cast.units["group"].pk)
    assert group.parent == into
    assert (group.path or "").startswith(into.path or "-")
    assert not Post.objects.filter(unit=ended, valid_to=None).exists()
    assert not Appointment.objects.filter(post__unit=ended, valid_to=None).exists()
    story = units.story_of(ended, actor=cast.actor("clerk"))
    assert {row.words for row in story[:2]} == {"Dissolved", "Merged into 检修三支部"}
    assert {row.approved_by for row in story[:2]} == {"华岭集团党委", ""}


def test_on_any_day_everybody_is_in_exactly_one_branch(cast: Cast):
    into = beside(cast)
    end(cast, into=into)
    member = cast.people["member"]
    for day, unit in ((YESTERDAY, cast.units["branch"]), (TODAY, into)):
        rows = Affiliation.objects.filter(
            person=member, belonging="party", valid_from__lte=day
        ).exclude(valid_to__lte=day)
        assert [row.unit for row in rows] == [unit]


def test_rights_of_its_posts_end(cast: Cast):
    end(cast, into=beside(cast))
    held = cast.appointments["branch_secretary"]
    held.refresh_from_db()
    assert held.valid_to == TODAY


def test_it_is_journaled(cast: Cast):
    end(cast, into=beside(cast))
    codes = set(Entry.objects.values_list("code", flat=True))
    assert codes == {
        "units.moved",
        "units.dissolved",
        "people.affiliated",
        "posts.appointment_ended",
        "posts.closed",
    }


@pytest.mark.parametrize("into", ["branch", "group", "sub"])
def test_it_goes_into_another_of_its_kind(cast: Cast, into):
    with pytest.raises(ValidationError) as caught:
        end(cast, into=cast.units[into])
    assert list(caught.value.message_dict) == ["into"]


def test_nothing_is_half_done(cast: Cast):
    """The discipline officer's clerk below has no right over the unit above."""
    before = belong(cast.units["branch"])
    with pytest.raises(Refused):
        end(cast, "sub_clerk", into=cast.units["other"])
    assert belong(cast.units["branch"]) == before


def test_of_two_the_second_is_told(cast: Cast):
    with pytest.raises(Conflict):
        end(cast, version=7, into=beside(cast))


def test_not_into_a_unit_whose_end_is_decided(cast: Cast):
    into = beside(cast)
    Unit.objects.filter(pk=into.pk).update(dissolved_on=TODAY + timedelta(days=9))
    with pytest.raises(ValidationError) as caught:
        end(cast, into=into)
    assert caught.value.message_dict == {
        "into": ["检修三支部 ends on 2026-12-02 itself; choose another unit."]
    }


def test_an_end_to_come_ends_posts_that_would_outlast_it(cast: Cast):
    last = TODAY + timedelta(days=30)
    held = Appointment.objects.filter(post__unit=cast.units["branch"])
    held.update(valid_to=last + timedelta(days=40))
    end(cast, into=beside(cast), dissolved_on=last)
    after = last + timedelta(days=1)
    assert set(held.values_list("valid_to", flat=True)) == {after}


def test_a_post_that_begins_later_is_told(cast: Cast):
    Post.objects.create(
        unit=cast.units["branch"], kind="branch_deputy", valid_from=TODAY
    )
    with pytest.raises(ValidationError) as caught:
        end(cast, into=beside(cast))
    assert list(caught.value.message_dict) == ["dissolved_on"]


def test_into_what_was_split_off_from_it(cast: Cast):
    into = split_unit(
        cast.units["branch"],
        name="检修三支部",
        short_name="",
        founded_on=TODAY - timedelta(days=9),
        units_along=[],
        people_along=[],
        actor=cast.actor("clerk"),
        at=AT,
    )
    there = belong(cast.units["branch"])
    end(cast, into=into)
    assert belong(into) == there


def test_only_units_that_stay_are_offered(cast: Cast) -> None:
    other, clerk = cast.units["other"], cast.actor("clerk")
    unit = cast.units["branch"]
    near = found("branch", "检修二支部", unit.parent)
    offered = {
        "into": lambda: set(queries.units_to_merge_into(unit, actor=clerk)),
        "beside": lambda: set(queries.units_beside(unit, actor=clerk)),
    }
    assert offered["into"]() == {other, near}
    assert offered["beside"]() == {near}
    Unit.objects.filter(pk=near.pk).update(dissolved_on=TODAY + timedelta(days=9))
    assert offered["into"]() == {other}
    assert offered["beside"]() == set()
