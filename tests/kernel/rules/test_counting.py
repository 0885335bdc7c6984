"""Counting: shares of a base, who is elected, ties, and figures that cannot be right."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import BookError
from lianxin.kernel.rules.counting import (
    Asked,
    Decision,
    Ending,
    Fault,
    Shape,
    Turnout,
    candidates_needed,
    differences,
    faults,
    judged,
    needed,
)
from lianxin.kernel.rules.poll_files import Mode, parse_poll_kinds
from lianxin.kernel.rules.shapes import Share, Than

QUORUM = Share(Than.AT_LEAST, Fraction(4, 5), "entitled_to_elect")
HALF_OF_PRESENT = Share(Than.MORE_THAN, Fraction(1, 2), "present_to_elect")
HALF_OF_ENTITLED = Share(Than.MORE_THAN, Fraction(1, 2), "entitled")
ELECTION = Asked(QUORUM, HALF_OF_PRESENT, 3)
FULL = Turnout(20, 18, 18, 18, 0)


def votes(*numbers: int) -> dict[int, dict[str, int]]:
    return {item: {"for": n} for item, n in enumerate(numbers, start=1)}


@given(
    st.sampled_from([Than.AT_LEAST, Than.MORE_THAN]),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 500),
)
def test_the_number_needed_is_the_least_that_is_enough(
    than, parts, whole, base
) -> None:
    share = Share(than, Fraction(parts, whole), "entitled")
    least = needed(share, base)
    assert share.holds(least, base)
    assert not share.holds(least - 1, base)


@pytest.mark.parametrize(("seats", "expected"), [(3, 4), (5, 6), (7, 9), (10, 12)])
def test_there_are_a_fifth_more_candidates_than_seats(seats, expected) -> None:
    assert candidates_needed(Share(Than.AT_LEAST, Fraction(1, 5), "seats"), seats) == (
        expected
    )


@pytest.mark.parametrize(
    ("turnout", "figures", "expected"),
    [
        (FULL, votes(18, 12, 10, 4), Decision(Ending.FILLED, (1, 2, 3))),
        (FULL, votes(18, 12, 10, 10), Decision(Ending.TIED, (1, 2), (3, 4), 1)),
        (FULL, votes(18, 10, 10, 10), Decision(Ending.TIED, (1,), (2, 3, 4), 2)),
        (FULL, votes(18, 12, 9, 9), Decision(Ending.SHORT, (1, 2), (), 1)),
        (FULL, votes(9, 9, 9, 9), Decision(Ending.SHORT, (), (), 3)),
        (Turnout(20, 15, 15, 15, 0), votes(15, 15, 15), Decision(Ending.NO_QUORUM, open_seats=3)),
        (Turnout(20, 18, 18, 19, 0), votes(18, 12, 10), Decision(Ending.VOID, open_seats=3)),
    ],
)  # fmt: skip
def test_an_election(turnout, figures, expected) -> None:
    assert judged(Shape.ELECTION, ELECTION, turnout, figures) == (expected,)


def test_a_motion_needs_more_than_half_of_those_entitled_not_of_those_present() -> None:
    asked = Asked(None, HALF_OF_ENTITLED)
    turnout = Turnout(20, 12, 12, 12, 0)
    assert judged(Shape.MOTION, asked, turnout, votes(10, 11)) == (
        Decision(Ending.REJECTED),
        Decision(Ending.PASSED, (2,)),
    )


def test_a_choice_without_a_rule_goes_by_the_most_votes() -> None:
    asked = Asked(seats=2)
    assert judged(Shape.CHOICE, asked, FULL, votes(0, 3, 1)) == (
        Decision(Ending.FILLED, (2, 3)),
    )
    assert judged(Shape.CHOICE, asked, FULL, votes(0, 3, 0)) == (
        Decision(Ending.SHORT, (2,), (), 1),
    )


@given(st.lists(st.integers(0, 18), min_size=1, max_size=9), st.integers(1, 9))
def test_nobody_with_fewer_votes_is_chosen_before_one_with_more(numbers, seats) -> None:
    figures = votes(*numbers)
    (decision,) = judged(
        Shape.ELECTION, Asked(None, HALF_OF_PRESENT, seats), FULL, figures
    )
    taken = {*decision.chosen, *decision.tied}
    assert len(decision.chosen) + decision.open_seats == seats
    assert all(figures[item]["for"] > 9 for item in taken)
    chosen = [figures[item]["for"] for item in decision.chosen]
    others = [
        row["for"] for item, row in figures.items() if item not in decision.chosen
    ]
    if decision.ending in {Ending.FILLED, Ending.TIED}:
        assert min(chosen, default=18) >= max(others, default=0) or not chosen
    if decision.ending is Ending.TIED:
        assert len(decision.tied) > decision.open_seats


@pytest.mark.parametrize(
    ("turnout", "figures", "expected"),
    [
        (Turnout(5, 6, 6, 6, 0), {}, (Fault.PRESENT,)),
        (Turnout(5, 4, 5, 4, 0), {}, (Fault.ISSUED,)),
        (Turnout(5, 4, 4, 4, 5), {}, (Fault.INVALID,)),
        (Turnout(5, 4, 4, 4, 1), {1: {"for": 3, "against": 1}}, (Fault.TOO_MANY,)),
        (Turnout(5, 4, 4, 4, 1), {1: {"for": 2, "against": 0}}, (Fault.NOT_ALL,)),
        (Turnout(5, 4, 4, 5, 0), {1: {"for": 4, "against": 1}}, ()),
    ],
)
def test_figures_that_cannot_be_right(turnout, figures, expected) -> None:
    assert faults(Shape.MOTION, turnout, figures, most=1) == expected


def test_all_ballots_together_cannot_name_more_than_their_places() -> None:
    turnout = Turnout(5, 4, 4, 4, 0)
    assert faults(Shape.CHOICE, turnout, votes(4, 4), most=2) == ()
    assert faults(Shape.CHOICE, turnout, votes(4, 4, 1), most=2) == (Fault.TOO_MANY,)


def test_two_counts_are_compared_number_by_number() -> None:
    assert differences(
        {1: {"for": 3, "against": 1}}, {1: {"for": 4, "against": 1}}
    ) == [(1, "for", 3, 4)]


def test_party_elections_and_admission_are_on_paper_only() -> None:
    kinds = rulebook.poll_kinds()
    only_paper = {code for code, kind in kinds.items() if kind.modes == (Mode.PAPER,)}
    assert only_paper == {
        "committee_election",
        "congress_election",
        "secretary_by_members",
        "secretary_election",
        "admission",
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("quorum: election_quorum", "quorum: most", "is no rule"),
        ("modes: {paper:", "modes: {letter:", "modes must be of"),
        ("[elections_are_secret,", "[by_custom,", "'by_custom', which is no rule"),
        ("shape: election", "shape: round", "shape must be one of"),
        ("shape: election", "shape: grades", "grades are given where"),
    ],
)
def test_a_kind_of_poll_that_is_wrong_is_refused(old, new, words) -> None:
    text = rulebook._text("polls/kinds.yaml").replace(old, new, 1)
    with pytest.raises(BookError, match=words):
        parse_poll_kinds(text, "kinds.yaml", rulebook.rules())
