"""Opening a quarterly review."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Round
from tests.cast import TODAY, Cast
from tests.work.goals.given import give, meet
from tests.work.reviews.rounds import opened


def test_it_holds_the_goals_that_the_unit_gave(cast: Cast):
    goal = give(cast)
    long_term = give(cast, deadline=None, due_kind="long_term")
    give(cast, role="clerk", unit="other")
    found = opened(cast)
    assert list(queries.goals_in(found, today=TODAY)) == [goal, long_term]
    assert Entry.objects.latest("pk").code == "reviews.opened"


def test_a_unit_is_asked_only_for_what_records_do_not_say(cast: Cast):
    silent, spoken = give(cast), give(cast)
    record = meet(cast)
    spoken.evidence.create(
        record=record,
        reason="研究",
        linked_by=cast.people["branch_secretary"],
        linked_at=spoken.given_at,
        linked_on=TODAY,
    )
    found = opened(cast)
    rows = queries.reviewed(
        found, list(queries.goals_in(found, today=TODAY)), today=TODAY
    )
    assert [(row.goal, list(row.topics), row.is_asked) for row in rows] == [
        (silent, [], True),
        (spoken, ["安全学习"], False),
    ]
    actor = cast.actor("branch_secretary")
    assert queries.rounds_asking(actor, today=TODAY) == [(found, 1)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"year": 2027, "quarter": 1}, "quarter"),
    ],
)
def test_what_is_refused(cast: Cast, values, field: str):
    give(cast)
    with pytest.raises(ValidationError) as error:
        opened(cast, **values)
    assert list(error.value.message_dict) == [field]


def test_a_quarter_is_reviewed_once(cast: Cast):
    give(cast)
    opened(cast)
    with pytest.raises(ValidationError):
        opened(cast)
    assert Round.objects.count() == 1


def test_without_goals_there_is_nothing_to_review(cast: Cast):
    with pytest.raises(ValidationError):
        opened(cast)


@pytest.mark.parametrize("role", ["leader", "branch_secretary", "department_head"])
def test_only_who_gives_goals_there(cast: Cast, role: str):
    give(cast)
    with pytest.raises(Refused):
        opened(cast, role=role)


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_however_many_goals(
    cast: Cast, django_assert_num_queries, number: int
):
    for _ in range(number):
        give(cast)
    found = opened(cast)
    rows = list(queries.goals_in(found, today=TODAY))
    with django_assert_num_queries(2):
        queries.reviewed(found, rows, today=TODAY)
