"""Taking back a death that was noted by mistake."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment, Post, Reserve
from lianxin.org.posts.operations import (
    add_reserve,
    appoint,
    close_post,
    end_appointment,
    end_reserve,
    leave_with_posts,
    note_death,
    take_back_death,
)
from tests.cast import AT, TODAY, Cast

DIED = TODAY - timedelta(days=2)
AFTER = DIED + timedelta(days=1)


def die(cast: Cast, role="branch_member") -> Person:
    person = Person.objects.get(pk=cast.people[role].pk)
    return note_death(
        person,
        died_on=DIED,
        basis="医院证明",
        version=person.version,
        actor=replace(cast.actor("sub_clerk"), action=uuid4()),
        at=AT,
    )


def take_back(cast: Cast, person: Person, role="sub_clerk", **values) -> Person:
    given = {
        "basis": "同名误录",
        "version": person.version,
        "actor": cast.actor(role),
        "at": AT,
    }
    return take_back_death(person, **given | values)


def reserved(cast: Cast) -> Reserve:
    return add_reserve(
        post=cast.appointments["branch_secretary"].post,
        person=cast.people["branch_member"],
        valid_from=TODAY - timedelta(days=30),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )


def until(row: Appointment | Reserve):
    row.refresh_from_db()
    return row.valid_to


def test_all_that_the_note_ended_goes_on(cast: Cast):
    kept = reserved(cast)
    noted = die(cast)
    person = take_back(cast, noted)
    assert (person.left_on, person.version) == (None, noted.version + 1)
    assert not person.situations.exists()
    assert list(person.standings.values_list("standing", "valid_to")) == [
        ("full", None)
    ]
    rows = person.affiliations.order_by("belonging")
    assert list(rows.values_list("belonging", "valid_to")) == [
        ("party", None),
        ("staff", None),
    ]
    assert until(cast.appointments["branch_member"]) is None
    assert until(kept) is None


@pytest.mark.parametrize("left_on", [DIED - timedelta(days=90), DIED, TODAY])
def test_who_had_left_or_was_going_to_has_left_then_as_before(cast: Cast, left_on):
    """A member stays in the branch when leaving; there it goes on."""
    person = cast.people["branch_member"]
    leave_with_posts(
        person, left_on=left_on, version=1, actor=cast.actor("sub_clerk"), at=AT
    )
    ends = ("pk", "valid_to")
    places = list(person.affiliations.order_by("pk").values_list(*ends))
    posts = list(Appointment.objects.filter(person=person).values_list(*ends))
    assert dict(places) != {} != dict(posts)
    back = take_back(cast, die(cast))
    assert back.left_on == left_on
    assert list(back.affiliations.order_by("pk").values_list(*ends)) == places
    assert list(Appointment.objects.filter(person=person).values_list(*ends)) == posts
    assert list(back.standings.values_list("valid_to", flat=True)) == [None]


def test_a_second_time_as_well(cast: Cast):
    kept = reserved(cast)
    take_back(cast, die(cast))
    take_back(cast, die(cast))
    assert until(cast.appointments["branch_member"]) is None
    assert until(kept) is None


def test_the_account_stays_closed(cast: Cast):
    person = take_back(cast, die(cast))
    assert person.account is not None
    assert person.account.is_active is False


def test_the_journal_keeps_both_the_note_and_why_it_was_taken_back(cast: Cast):
    person = take_back(cast, die(cast))
    codes = ("people.situation_begun", "people.death_taken_back", "posts.appointed")
    told = Entry.objects.filter(code__in=codes).order_by("pk")
    assert list(told.values_list("code", "before", "after")) == [
        (
            "people.situation_begun",
            {},
            {
                "circumstance": "•",
                "valid_from": DIED.isoformat(),
                "basis": "•",
                "place": "",
            },
        ),
        (
            "people.death_taken_back",
            {"left_on": DIED.isoformat()},
            {"left_on": None, "basis": "•"},
        ),
        (
            "posts.appointed",
            {},
            {
                "person": person.name,
                "kind": "organisation_member",
                "manner": "regular",
                "valid_from": AFTER.isoformat(),
            },
        ),
    ]


def test_what_had_ended_that_day_anyway_stays_ended(cast: Cast):
    kept, held = reserved(cast), cast.appointments["branch_member"]
    by = cast.actor("sub_clerk")
    end_reserve(kept, ended_on=AFTER, actor=by, at=AT)
    end_appointment(held, ended_on=AFTER, actor=by, at=AT)
    take_back(cast, die(cast))
    assert (until(held), until(kept)) == (AFTER, AFTER)


def test_an_end_to_come_that_was_noted_before_is_to_come_again(cast: Cast):
    held, later = cast.appointments["branch_member"], TODAY + timedelta(days=40)
    end_appointment(held, ended_on=later, actor=cast.actor("sub_clerk"), at=AT)
    take_back(cast, die(cast))
    assert until(held) == later


def test_a_post_that_somebody_else_has_held_since_does_not_come_back(cast: Cast):
    noted, held = die(cast), cast.appointments["branch_member"]
    by = {"actor": cast.actor("sub_clerk"), "at": AT}
    other = appoint(
        post=held.post, person=cast.people["member"], valid_from=TODAY, **by
    )
    end_appointment(other, ended_on=TODAY + timedelta(days=1), **by)
    take_back(cast, noted)
    assert until(held) == AFTER


def test_nor_one_that_is_closed(cast: Cast):
    noted, held = die(cast), cast.appointments["branch_member"]
    close_post(held.post, closed_on=TODAY, actor=cast.actor("sub_clerk"), at=AT)
    take_back(cast, noted)
    assert until(held) == AFTER
    assert Post.objects.get(pk=held.post_id).valid_to is not None


def test_reserve_for_a_post_that_is_closed_stays_ended(cast: Cast):
    kept = reserved(cast)
    noted = die(cast)
    Post.objects.filter(pk=kept.post_id).update(valid_to=TODAY)
    take_back(cast, noted)
    assert until(kept) == AFTER


def test_a_post_with_rights_over_everything_comes_back_only_by_who_has_them(
    cast: Cast,
):
    noted = die(cast)
    Post.objects.filter(pk=cast.appointments["branch_member"].post_id).update(
        kind="administrator"
    )
    with pytest.raises(Refused):
        take_back(cast, noted)
    assert Person.objects.get(pk=noted.pk).left_on == DIED


def test_the_second_of_two_is_told(cast: Cast):
    noted = die(cast)
    with pytest.raises(Conflict):
        take_back(cast, noted, version=noted.version - 1)
    take_back(cast, noted)
    with pytest.raises(ValidationError, match="No death"):
        take_back(cast, noted)


@pytest.mark.parametrize("role", ["branch_secretary", "secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    noted = die(cast)
    with pytest.raises(Refused):
        take_back(cast, noted, role)
