"""Elections noted, terms begun, reminders that follow."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.kernel.rules import Tone
from lianxin.org.posts import queries
from lianxin.org.posts.models import Term
from lianxin.org.posts.operations import note_election
from tests.cast import AT, TODAY, Cast


def note(cast: Cast, unit: str = "branch", role: str = "clerk", **values) -> Term:
    given = {
        "elected_on": date(2024, 2, 1),
        "ends_on": date(2027, 2, 1),
        "actor": cast.actor(role),
        "at": AT,
        "basis": "华党〔2024〕3号",
    }
    return note_election(unit=cast.units[unit], **given | values)


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("branch", date(2027, 2, 1)),
        ("general_branch", date(2027, 2, 1)),
        ("committee", date(2029, 2, 1)),
        ("group", None),
    ],
)
def test_the_rule_says_when_it_ends(kind, ends):
    assert queries.end_by_rule(kind, date(2024, 2, 1)) == ends


def test_the_later_term_takes_the_place_of_the_earlier(cast: Cast):
    first = note(cast, elected_on=date(2021, 2, 1), ends_on=date(2024, 2, 1))
    second = note(cast)
    assert list(queries.terms_of(cast.units["branch"])) == [second, first]
    row = queries.visible_with_terms(cast.actor("member")).get(
        pk=cast.units["branch"].pk
    )
    assert (row.term_elected_on, row.term_ends_on) == (
        date(2024, 2, 1),
        date(2027, 2, 1),
    )


@pytest.mark.parametrize(
    ("ends_on", "tone"),
    [
        (None, Tone.NOT_APPLICABLE),
        (TODAY - timedelta(days=1), Tone.LATE),
        (TODAY, Tone.SOON),
        (date(2027, 5, 23), Tone.SOON),
        (date(2027, 5, 24), Tone.OPEN),
    ],
)
def test_half_a_year_ahead_it_is_time(ends_on, tone):
    assert queries.tone_of(ends_on, today=TODAY) == tone


@pytest.mark.parametrize(
    ("role", "reminded"),
    [
        ("branch_secretary", True),
        ("sub_clerk", True),
        ("clerk", True),
        ("outsider", False),
        ("member", False),
        ("department_head", False),
        ("administrator", False),
    ],
)
def test_the_secretary_and_the_clerks_are_reminded(cast: Cast, role, reminded):
    note(cast)
    found = queries.elections_to_prepare(cast.actor(role), today=TODAY)
    names = [(due.unit.name, due.ends_on) for due in found]
    assert names == ([("检修一支部", date(2027, 2, 1))] if reminded else [])


def test_nobody_is_reminded_of_a_term_that_was_renewed(cast: Cast):
    note(cast)
    note(cast, elected_on=TODAY, ends_on=date(2029, 11, 23))
    assert queries.elections_to_prepare(cast.actor("clerk"), today=TODAY) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"elected_on": TODAY + timedelta(days=1)}, "elected_on"),
        ({"elected_on": date(2019, 1, 1)}, "elected_on"),
        ({"ends_on": date(2024, 2, 1)}, "ends_on"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, values, field):
    with pytest.raises(ValidationError) as caught:
        note(cast, **values)
    assert list(caught.value.message_dict) == [field]


def test_not_before_one_that_is_noted(cast: Cast):
    note(cast)
    with pytest.raises(ValidationError):
        note(cast, elected_on=date(2023, 2, 1))


def test_a_workshop_elects_nobody(cast: Cast):
    with pytest.raises(ValidationError):
        note(cast, "workshop")


def test_others_may_not(cast: Cast):
    with pytest.raises(Refused):
        note(cast, role="branch_secretary")
