"""Preparing a poll: in a way the rules allow, with enough candidates."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Situation
from tests.cast import AT, Cast
from tests.facts.polls.voting import CANDIDATES, DAY, election, planned, prepared


def test_nobody_stands_from_whom_the_right_is_withheld(cast: Cast) -> None:
    Situation.objects.create(
        person=cast.people["member"],
        circumstance="under_arrest",
        valid_from=DAY,
        basis="决定一号",
    )
    with pytest.raises(ValidationError) as error:
        election(cast)
    assert error.value.message_dict == {
        "people": ["On that day these may not be elected: 何秋实."]
    }


def test_its_items_stand_in_their_order_and_the_journal_tells(cast: Cast) -> None:
    poll = prepared(cast, lines=["甲案", " ", "乙案"])
    assert [item.text for item in poll.items.all()] == ["甲案", "乙案"]
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.after["held_on"]) == ("polls.prepared", DAY.isoformat())


@pytest.mark.parametrize("mode", ["hands", "named", "sealed"])
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (
            "committee_election",
            "Party elections are held on paper in the meeting; who is absent cannot have "
            "another vote for them. Basis: Constitution of the Communist Party of China; "
            "Regulations on elections in grassroots Party "
            "organisations (not yet verified).",
        ),
        (
            "admission",
            "Votes on admission and conversion are secret and held on paper in the "
            "meeting, person by person. Basis: Rules on the admission of Party members, "
            "Article 20.",
        ),
    ],
)
def test_a_mode_that_the_rules_forbid_is_refused_with_the_reason(
    cast: Cast, kind: str, reason: str, mode: str
) -> None:
    with pytest.raises(ValidationError) as error:
        prepared(cast, kind=kind, mode=mode, seats=1)
    assert error.value.message_dict == {"mode": [reason]}
    assert not Poll.objects.exists()


def test_where_no_regulation_speaks_the_refusal_says_so(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        prepared(cast, mode="sealed")
    assert error.value.message_dict == {
        "mode": [
            "A resolution is voted on in the general meeting, by a show of hands or on "
            "paper. Basis: the software's own choice; no regulation kept here speaks of "
            "it."
        ]
    }


@pytest.mark.parametrize("mode", ["hands", "named"])
def test_a_congress_does_not_choose_people_in_the_open(cast: Cast, mode: str) -> None:
    given = planned(cast, kind="congress_choice", mode=mode, seats=1)
    with pytest.raises(ValidationError) as error:
        operations.prepare_poll(
            unit=cast.units["union"],
            planned=given,
            actor=cast.actor("union_chair"),
            at=AT,
        )
    assert error.value.message_dict == {
        "mode": [
            "A congress chooses people in secret, on line only where the union above "
            "agrees. Basis: Rules on democratic management in enterprises (not yet "
            "verified); as far as these leave it open, the software's own choice."
        ]
    }


@pytest.mark.parametrize("kind", ["congress_motion", "congress_choice"])
def test_a_secret_vote_of_the_congress_names_who_agreed(cast: Cast, kind: str) -> None:
    given = planned(cast, kind=kind, mode="sealed", seats=1)
    unit = cast.units["union"]
    with pytest.raises(ValidationError) as error:
        operations.prepare_poll(
            unit=unit, planned=given, actor=cast.actor("union_chair"), at=AT
        )
    assert set(error.value.message_dict) == {"basis"}


def test_too_few_candidates_are_refused_with_the_number_needed(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        election(cast, candidates=CANDIDATES[:3], seats=3)
    (words,) = error.value.message_dict["people"]
    assert words == (
        "For 3 places at least 4 candidates are needed (Regulations on elections in "
        "grassroots Party organisations)."
    )
    assert election(cast, seats=3).items.count() == 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"lines": []}, "lines"),
        ({"kind": "congress_motion"}, "kind"),
        ({"kind": "recommendation", "seats": 0}, "seats"),
        ({"kind": "recommendation", "seats": 2}, "seats"),
        ({"lines": [str(n) for n in range(201)]}, "lines"),
    ],
)
def test_what_is_missing_or_too_much(cast: Cast, values, field) -> None:
    with pytest.raises(ValidationError) as error:
        prepared(cast, **values)
    assert set(error.value.message_dict) == {field}


def test_only_who_keeps_the_records_holds_polls(cast: Cast) -> None:
    for role in ("member", "outsider", "sub_clerk"):
        with pytest.raises(Refused):
            operations.prepare_poll(
                unit=cast.units["branch"],
                planned=planned(cast),
                actor=cast.actor(role),
                at=AT,
            )
