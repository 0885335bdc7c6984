"""This year's review is begun from last year's, or from the words of the rulebook."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding
from tests.cast import AT, Cast
from tests.facts.polls.reviews import review, reviewed
from tests.facts.polls.voting import DAY, FULL_MEMBERS, HOLDER

NEXT_YEAR = date(2027, 12, 1)


def begin(cast: Cast, *, kind="member_review", on=DAY, role=HOLDER, unit="branch"):
    return operations.begin_review(
        unit=cast.units[unit], kind=kind, held_on=on, actor=cast.actor(role), at=AT
    )


def test_the_first_is_worded_by_the_rulebook(cast: Cast) -> None:
    PartyStanding.objects.filter(person=cast.people["sub_clerk"]).update(
        standing="probationary"
    )
    poll = begin(cast)
    names = {cast.people[role].name for role in FULL_MEMBERS if role != "sub_clerk"}
    assert {item.text for item in poll.items.all()} == names
    assert (poll.title, poll.mode) == (
        "Democratic review of members 2026",
        "paper",
    )
    assert poll.text.startswith("Grade each member")


def test_the_next_is_as_the_last_with_those_who_are_members_now(cast: Cast) -> None:
    reviewed(cast, text="今年的说明", people=[cast.people["member"]])
    poll = begin(cast, on=NEXT_YEAR)
    assert (poll.title, poll.text) == ("民主评议党员 2027", "今年的说明")
    assert poll.items.count() == len(FULL_MEMBERS)


def test_a_year_has_one_review(cast: Cast) -> None:
    begin(cast)
    with pytest.raises(ValidationError) as error:
        begin(cast)
    assert error.value.message_dict == {
        "held_on": ["The review of 2026 is prepared already."]
    }


def test_a_team_review_has_the_team_and_its_members_and_last_years_criteria(
    cast: Cast,
) -> None:
    first = begin(cast, kind="team_review", unit="department", role="department_head")
    assert [i.text for i in first.items.all()] == [
        "马立群",
        "The leading team as a whole",
    ]
    Poll.objects.filter(pk=first.pk).update(held_on=date(2025, 12, 1))
    first.items.update(criterion="政治", weight=60)
    for item in first.items.all():
        item.text = f"{item.text} · 政治"
        item.save()
    again = begin(cast, kind="team_review", unit="department", role="department_head")
    assert [(i.text, i.weight, i.person_id is None) for i in again.items.all()] == [
        ("马立群 · 政治", 60, False),
        ("The leading team as a whole · 政治", 60, True),
    ]


def test_who_may_not_and_what_is_no_review(cast: Cast) -> None:
    with pytest.raises(Refused):
        begin(cast, role="member")
    with pytest.raises(ValidationError, match="holds no such review"):
        begin(cast, kind="branch_motion")


def test_those_without_a_grade_cannot_stand_on_it(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        review(cast, people=[cast.people["employee"]])
    assert error.value.message_dict == {
        "people": [
            "Only full members are given a grade (A rule of the Central Organisation "
            "Department that is still to be found): 曾晓."
        ]
    }
