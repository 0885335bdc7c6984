"""Tellers enter their own counts; figures that cannot be right are refused."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import queries
from lianxin.facts.polls.models import Count
from lianxin.kernel.actor import Refused
from tests.cast import Cast
from tests.facts.polls.voting import (
    HOLDER,
    counted,
    declared,
    election,
    figures,
    opened,
    prepared,
)


def test_a_second_entry_corrects_the_first_and_no_figure_is_in_the_journal(
    cast: Cast,
) -> None:
    poll = opened(cast, prepared(cast))
    counted(cast, poll, "member", votes=figures(poll, (3, 1, 1)))
    counted(cast, poll, "member", votes=figures(poll, (4, 0, 1)))
    item = poll.items.get().pk
    (view,) = queries.both_counts(poll)
    assert view.figures == {item: {"for": 4, "against": 0, "abstain": 1}}
    entry = Entry.objects.latest("pk")
    assert (entry.code, list(entry.after)) == ("polls.count_entered", ["teller"])


def test_only_the_tellers_count_and_only_while_it_is_open(cast: Cast) -> None:
    poll = prepared(cast)
    with pytest.raises(Refused, match="not open yet"):
        counted(cast, poll, "member", votes={})
    opened(cast, poll)
    with pytest.raises(Refused, match="Only the two tellers"):
        counted(cast, poll, "branch_secretary", votes={})
    declared(cast, poll, (5, 0, 0))
    with pytest.raises(Refused, match="the count is closed"):
        counted(cast, poll, "member", votes={})


@pytest.mark.parametrize(
    ("values", "row", "field"),
    [
        ({"present": 6}, (6, 0, 0), "present"),
        ({"issued": 6}, (5, 0, 0), "issued"),
        ({"invalid": 6}, (0, 0, 0), "invalid"),
        ({}, (5, 1, 0), "__all__"),
        ({}, (4, 0, 0), "__all__"),
        ({}, (-1, 6, 0), None),
        ({"written_in": {"钱卫东": 1}}, (5, 0, 0), "written_in"),
    ],
)
def test_figures_that_cannot_be_right(cast: Cast, values, row, field) -> None:
    poll = opened(cast, prepared(cast))
    with pytest.raises(ValidationError) as error:
        counted(cast, poll, "member", votes=figures(poll, row), **values)
    if field:
        assert field in error.value.message_dict
    assert not Count.objects.exists()


def test_whoever_is_on_the_ballot_is_not_written_in(cast: Cast) -> None:
    poll = opened(
        cast,
        election(cast, candidates=("branch_secretary", "branch_member"), seats=1),
    )
    rows = figures(poll, (3, 2, 0), (1, 4, 0))
    name = cast.people["branch_member"].name
    with pytest.raises(ValidationError, match="stands on the ballot already"):
        counted(cast, poll, "member", votes=rows, written_in={name: 1})
    counted(cast, poll, "member", votes=rows, written_in={"钱卫东": 1})


def test_with_a_show_of_hands_all_present_count(cast: Cast) -> None:
    poll = opened(cast, prepared(cast, mode="hands"))
    counted(
        cast,
        poll,
        "member",
        present=4,
        issued=0,
        returned=0,
        votes=figures(poll, (3, 1, 0)),
    )
    (view,) = queries.both_counts(poll)
    assert view.turnout.valid == 4


def test_opinions_in_writing_count_with_the_votes_on_admission(cast: Cast) -> None:
    """Rule 5a.17: of five members three came, one had written that she agrees."""
    poll = opened(cast, prepared(cast, kind="admission", lines=["接收李某为预备党员"]))
    result = declared(cast, poll, (3, 1, 0), present=3, opinions=1)
    assert result.figures["turnout"]["opinions"] == 1
    view = queries.result_view(
        queries.poll_visible_to(cast.actor(HOLDER), poll.pk), actor=cast.actor(HOLDER)
    )
    assert view.pill.word == "Passed"
    assert dict(view.turnout)["Opinions given in writing before the meeting"] == 1
    assert dict(view.turnout)["Valid ballots and opinions"] == 4


def test_opinions_only_of_the_absent_and_only_where_a_rule_counts_them(
    cast: Cast,
) -> None:
    admission = opened(cast, prepared(cast, kind="admission", lines=["转正"]))
    with pytest.raises(ValidationError) as error:
        declared(cast, admission, (6, 0, 0), present=4, opinions=2)
    assert set(error.value.message_dict) == {"opinions"}
    motion = opened(cast, prepared(cast))
    with pytest.raises(ValidationError) as error:
        declared(cast, motion, (5, 0, 0), present=4, opinions=1)
    assert set(error.value.message_dict) == {"opinions"}
