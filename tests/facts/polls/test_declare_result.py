"""The result is declared from two counts that agree, judged by the rules, and frozen."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls import exports, operations, queries
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.operations import Planned
from lianxin.kernel.actor import Refused
from lianxin.kernel.rules.counting import needed
from lianxin.kernel.rules.shapes import Share, Than
from lianxin.kernel.rules.values import Rule
from tests.cast import AT, Cast
from tests.facts.polls.sealed import delegates
from tests.facts.polls.voting import (
    DAY,
    HOLDER,
    counted,
    declared,
    election,
    figures,
    opened,
    prepared,
)

# Candidates are not tellers: of five, four stand; so three stand here.
THREE = ("branch_secretary", "branch_member", "sub_clerk")


def declare(cast: Cast, poll, role: str = HOLDER):
    return operations.declare_result(poll, actor=cast.actor(role), at=AT)


def test_one_count_is_not_enough_and_two_must_agree(cast: Cast) -> None:
    poll = opened(cast, prepared(cast))
    counted(cast, poll, "member", votes=figures(poll, (3, 1, 1)))
    with pytest.raises(ValidationError, match="Both tellers"):
        declare(cast, poll)
    counted(cast, poll, "discipline_officer", votes=figures(poll, (4, 0, 1)))
    with pytest.raises(ValidationError, match="The two counts differ"):
        declare(cast, poll)
    views = queries.both_counts(poll)
    assert queries.disagreements(poll, views) == [
        ("同意年度计划 · For", 3, 4),
        ("同意年度计划 · Against", 1, 0),
    ]
    counted(cast, poll, "member", votes=figures(poll, (4, 0, 1)))
    with pytest.raises(Refused):
        declare(cast, poll, "member")
    assert declare(cast, poll).figures["decisions"][0]["ending"] == "passed"


def test_a_motion_is_judged_by_those_entitled_and_says_so(cast: Cast) -> None:
    poll = opened(cast, prepared(cast))
    declared(cast, poll, (2, 1, 0), present=3)
    poll = queries.poll_visible_to(cast.actor("member"), poll.pk)
    view = queries.result_view(poll, actor=cast.actor("member"))
    assert view.pill.word == "Not passed"
    assert view.reasons == [
        "At least 1/2 of the 5 entitled must be present, which is 3; there were 3 "
        "(Regulations on the work of Party branches (trial), Article 11).",
        "More than 1/2 of the 5 entitled must vote for it, which is 3 votes "
        "(Regulations on the work of Party branches (trial), Article 11).",
    ]
    assert dict(view.turnout)["Entitled to vote"] == 5


def test_each_motion_says_whether_it_passed_and_all_together_how_many(
    cast: Cast,
) -> None:
    poll = opened(cast, prepared(cast, lines=["同意年度计划", "同意预算"]))
    declared(cast, poll, (4, 1, 0), (2, 3, 0))
    poll = queries.poll_visible_to(cast.actor("member"), poll.pk)
    view = queries.result_view(poll, actor=cast.actor("member"))
    assert view.pill.word == "1 of 2 passed"
    assert [line.pill and line.pill.word for line in view.lines] == [
        "Passed",
        "Not passed",
    ]
    body = exports.minutes(poll, view).body
    assert [words for words in body if words.startswith("同意")] == [
        "同意年度计划: For 4, Against 1, Abstain 0 (Passed)",
        "同意预算: For 2, Against 3, Abstain 0 (Not passed)",
    ]


def test_no_motion_is_said_to_have_failed_where_the_vote_does_not_count(
    cast: Cast,
) -> None:
    poll = opened(cast, prepared(cast, lines=["同意年度计划", "同意预算"]))
    declared(cast, poll, (2, 0, 0), (2, 0, 0), present=2)
    poll = queries.poll_visible_to(cast.actor("member"), poll.pk)
    view = queries.result_view(poll, actor=cast.actor("member"))
    assert view.pill.word == "Too few were present"
    assert [line.pill for line in view.lines] == [None, None]


def changed_rules(code: str, value: Share, *, article: str) -> Mapping[str, Rule]:
    """The rulebook as a later edition of the software may have it."""
    rules = dict(rulebook.rules())
    editions = [
        replace(one, value=value, source=replace(one.source, article=article))
        for one in rules[code].editions
    ]
    rules[code] = replace(rules[code], editions=tuple(editions))
    return rules


def test_a_result_is_explained_by_the_rules_of_its_day_whatever_they_say_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = opened(cast, prepared(cast))
    result = declared(cast, poll, (3, 0, 0), present=3)

    def told() -> tuple[str, str]:
        """The last reason, on the page and in the paper."""
        shown = queries.poll_visible_to(cast.actor("member"), poll.pk)
        view = queries.result_view(shown, actor=cast.actor("member"))
        (in_paper,) = set(view.reasons[1:]) & set(exports.minutes(shown, view).body)
        return view.reasons[1], in_paper

    said = (
        "More than 1/2 of the 5 entitled must vote for it, which is 3 votes "
        "(Regulations on the work of Party branches (trial), Article 11)."
    )
    assert told() == (said, said)
    share = Share(Than.AT_LEAST, Fraction(2, 3), "entitled")
    rules = changed_rules("branch_meeting_majority", share, article="99")
    monkeypatch.setattr(rulebook, "rules", lambda: rules)
    assert told() == (said, said)
    del result.figures["reasons"]
    result.save()
    now = (
        "At least 2/3 of the 5 entitled must vote for it, which is 4 votes "
        "(Regulations on the work of Party branches (trial), Article 99)."
    )
    assert told() == (now, now)


@pytest.mark.parametrize(
    ("than", "of", "words"),
    [
        (Than.AT_LEAST, "present", "At least 2/3 of the 6 present must vote for it"),
        (Than.MORE_THAN, "present", "More than 2/3 of the 6 present must vote for it"),
        (Than.AT_LEAST, "entitled", "At least 2/3 of the 6 entitled must vote for it"),
    ],
)
def test_a_majority_is_told_as_it_is_asked(than: Than, of: str, words: str) -> None:
    rule = rulebook.rules()["branch_meeting_majority"]
    share = Share(than, Fraction(2, 3), of)
    reason = queries.Reason(share, False, 6, needed(share, 6), rule.latest.source)
    votes = 5 if than is Than.MORE_THAN else 4
    assert queries.in_words(reason, present=6).startswith(
        f"{words}, which is {votes} votes ("
    )


def test_an_election_without_four_fifths_present_is_not_valid(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    result = declared(cast, poll, (3, 0, 0), (3, 0, 0), (0, 3, 0), present=3)
    assert [d["ending"] for d in result.figures["decisions"]] == ["no_quorum"]


def test_more_ballots_in_than_out_make_the_vote_void(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    result = declared(cast, poll, (5, 0, 0), (5, 0, 0), (0, 5, 0), issued=4, returned=5)
    assert [d["ending"] for d in result.figures["decisions"]] == ["void"]


def test_somebody_written_in_can_be_elected(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    result = declared(
        cast, poll, (5, 0, 0), (1, 4, 0), (1, 4, 0), written_in={"何秋实": 3}
    )
    written = Item.objects.get(was_written_in=True)
    result.refresh_from_db()
    first = poll.items.order_by("order").first()
    assert result.figures["decisions"] == [
        {
            "ending": "filled",
            "chosen": [first.pk, written.pk],
            "tied": [],
            "open_seats": 0,
        }
    ]


def test_grades_of_others_are_not_shown_to_a_member(cast: Cast) -> None:
    graded = [cast.people["member"], cast.people["branch_member"]]
    poll = prepared(cast, kind="member_review", people=graded, lines=[])
    poll = opened(cast, poll)
    rows = {item.pk: {"excellent": 3, "qualified": 2} for item in poll.items.all()}
    for role in ("member", "discipline_officer"):
        counted(cast, poll, role, votes=rows)
    declare(cast, poll)
    seen = {}
    for role in ("member", "sub_clerk", HOLDER):
        shown = queries.poll_visible_to(cast.actor(role), poll.pk)
        view = queries.result_view(shown, actor=cast.actor(role))
        seen[role] = [(line.item.text, list(line.numbers)) for line in view.lines]
    own = (cast.people["member"].name, [3, 2, 0, 0])
    other = (cast.people["branch_member"].name, [3, 2, 0, 0])
    assert seen == {"member": [own], "sub_clerk": [], HOLDER: [own, other]}


def test_grades_by_criteria_are_weighted_for_each_who_is_graded(cast: Cast) -> None:
    poll = opened(
        cast,
        prepared(
            cast,
            kind="team_review",
            lines=["领导班子"],
            criteria=[("政治", 60), ("业绩", 40)],
        ),
    )
    codes = ("good", "fairly", "middling", "poor")
    rows = ((4, 1, 0, 0), (0, 5, 0, 0))
    votes = {
        item.pk: dict(zip(codes, row, strict=True))
        for item, row in zip(poll.items.all(), rows, strict=True)
    }
    for role in ("member", "discipline_officer"):
        counted(cast, poll, role, votes=votes)
    declare(cast, poll)
    poll.refresh_from_db()
    view = queries.result_view(poll, actor=cast.actor(HOLDER))
    # Good: 60 x 4 of 500; fairly good: 60 x 1 + 40 x 5 of 500.
    assert view.weighted == [("领导班子", ["48.0%", "52.0%", "0.0%", "0.0%"])]


def chosen_by_congress(cast: Cast, *votes: int) -> Poll:
    """Two of three chosen on paper by a congress of six, of whom five came."""
    voters = delegates(cast, 6)
    chair, unit = cast.actor("union_chair"), cast.units["union"]
    asked = Planned(
        kind="congress_choice",
        title="推选职工董事",
        held_on=DAY,
        mode="paper",
        seats=2,
        lines=["陈一", "林二", "黄三"],
        basis="省总工会〔2026〕5号",
    )
    poll = operations.prepare_poll(unit=unit, planned=asked, actor=chair, at=AT)
    tellers = [cast.people[name] for name in voters[:2]]
    poll = operations.open_poll(poll, tellers=tellers, actor=chair, at=AT)
    for name in voters[:2]:
        counted(cast, poll, name, votes=figures(poll, *((n,) for n in votes)))
    operations.declare_result(poll, actor=chair, at=AT)
    return queries.poll_visible_to(chair, poll.pk)


def test_a_congress_chooses_by_more_than_half_of_all_delegates(cast: Cast) -> None:
    poll = chosen_by_congress(cast, 4, 3, 2)  # of five who came, but of six delegates
    view = queries.result_view(poll, actor=cast.actor("union_chair"))
    assert [
        (line.item.text, *line.numbers, line.pill and line.pill.word)
        for line in view.lines
    ] == [("陈一", 4, "Chosen"), ("林二", 3, None), ("黄三", 2, None)]
    assert view.pill.word == "Places are left open"
    assert view.next_step
    assert view.next_step.rule == "congress_majority"
    assert view.next_step.words == (
        "Fewer had enough votes than there are places. Vote again for the places left, "
        "or leave them open."
    )
    rules = "(Rules on democratic management in enterprises (not yet verified))."
    assert view.reasons == [
        f"At least 2/3 of the 6 entitled must be present, which is 4; there were 5 {rules}",
        f"More than 1/2 of the 6 entitled must vote for it, which is 4 votes {rules}",
        "Nobody need be chosen: whoever marks nothing chooses none of these, and that "
        "is a valid vote.",
    ]
    _ending, items, seats = queries.left_open(poll) or (None, [], 0)
    assert ([item.text for item in items], seats) == (["林二", "黄三"], 1)
    agreed = "Agreed to by the unit above with 省总工会〔2026〕5号."
    assert exports.minutes(poll, view).body.count(agreed) == 1
