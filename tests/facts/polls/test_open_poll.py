"""Opening a poll fixes who may vote; tellers are voters and no candidates."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.base.journal.operations import NOT_KEPT
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll, Teller
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding, Situation
from tests.cast import AT, Cast
from tests.facts.polls.reviews import review
from tests.facts.polls.voting import (
    DAY,
    FULL_MEMBERS,
    HOLDER,
    election,
    opened,
    prepared,
)

THREE = ("branch_secretary", "branch_member", "sub_clerk")


def test_only_full_members_vote_and_later_changes_do_not_matter(cast: Cast) -> None:
    probationary = cast.people["sub_clerk"]
    PartyStanding.objects.filter(person=probationary).update(standing="probationary")
    poll = opened(cast, prepared(cast))
    PartyStanding.objects.filter(person=probationary).update(standing="full")
    PartyStanding.objects.filter(person=cast.people["member"]).update(valid_to=DAY)
    names = {voter.person.name for voter in poll.voters.all()}
    assert names == {cast.people[r].name for r in FULL_MEMBERS if r != "sub_clerk"}


@pytest.mark.parametrize(
    ("tellers", "words"),
    [
        (("discipline_officer",), "Choose two tellers."),
        (("discipline_officer", "discipline_officer"), "Choose two tellers."),
        (("discipline_officer", "outsider"), "Tellers are chosen among the voters."),
        (("discipline_officer", "member"), "A candidate cannot be a teller."),
    ],
)
def test_who_cannot_be_teller(cast: Cast, tellers, words) -> None:
    with pytest.raises(ValidationError) as error:
        opened(cast, election(cast), tellers=tellers)
    assert error.value.message_dict == {"tellers": [words]}


@pytest.mark.parametrize(
    ("watch", "field", "words"),
    [
        ({"scrutineers": ()}, "scrutineers", "At least one scrutineer watches over"),
        (
            {"scrutineers": ("branch_member",)},
            "scrutineers",
            "A candidate cannot be a scrutineer (Regulations on elections in "
            "grassroots Party organisations): 单雪.",
        ),
        (
            {"scrutineers": ("discipline_officer", "outsider")},
            "scrutineers",
            "Scrutineers are chosen among the voters.",
        ),
        ({"passed": " "}, "passed", "Say how the meeting passed them."),
    ],
)
def test_an_election_needs_scrutineers_whom_the_meeting_passed(
    cast: Cast, watch, field, words
) -> None:
    with pytest.raises(ValidationError) as error:
        opened(cast, election(cast, candidates=THREE, seats=2), **watch)
    ((name, (message,)),) = error.value.message_dict.items()
    assert (name, message[: len(words)]) == (field, words)
    assert not Teller.objects.exists()


def test_scrutineers_are_kept_by_name_with_how_they_were_passed(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    watching = [one.person for one in poll.scrutineers.all()]
    assert watching == [cast.people["discipline_officer"]]
    assert Poll.objects.get(pk=poll.pk).passed == "举手表决，全体同意"
    entry = Entry.objects.get(code="polls.opened")
    assert entry.after["scrutineers"] == NOT_KEPT


def test_other_votes_have_no_scrutineers(cast: Cast) -> None:
    given = {
        "tellers": [cast.people["member"], cast.people["discipline_officer"]],
        "scrutineers": [cast.people["member"]],
        "actor": cast.actor(HOLDER),
        "at": AT,
    }
    with pytest.raises(ValidationError, match="watch over elections only"):
        operations.open_poll(prepared(cast), **given)


def test_whoever_is_excused_needs_a_reason_and_stays_entitled(cast: Cast) -> None:
    poll = prepared(cast)
    given = {
        "tellers": [cast.people["member"], cast.people["discipline_officer"]],
        "excused": [cast.people["sub_clerk"]],
        "actor": cast.actor(HOLDER),
        "at": AT,
    }
    with pytest.raises(ValidationError) as error:
        operations.open_poll(poll, **given)
    assert set(error.value.message_dict) == {"reason"}
    operations.open_poll(poll, reason="卧床，上级同意", **given)
    assert poll.voters.count() == 5
    assert [v.person.name for v in poll.voters.exclude(excused="")] == [
        cast.people["sub_clerk"].name
    ]
    entry = Entry.objects.get(code="polls.opened")
    assert [entry.after[name] for name in ("excused", "reason")] == [NOT_KEPT] * 2


def test_it_is_opened_once_and_only_by_who_holds_it(cast: Cast) -> None:
    poll = prepared(cast)
    with pytest.raises(Refused):
        operations.open_poll(poll, actor=cast.actor("member"), at=AT)
    opened(cast, poll)
    with pytest.raises(Refused, match="nothing can be changed"):
        opened(cast, poll)


@pytest.mark.parametrize(
    ("circumstance", "votes"),
    [
        ("serving_probation_in_party", False),
        ("in_detention", False),
        ("under_arrest", False),
        ("suspended", False),
        ("mobile", True),
    ],
)
@pytest.mark.parametrize("hold", [prepared, review])
def test_from_whom_the_rulebook_withholds_rights_does_not_vote(
    cast: Cast, circumstance: str, votes: bool, hold: Callable[[Cast], Poll]
) -> None:
    member = cast.people["member"]
    Situation.objects.create(
        person=member, circumstance=circumstance, valid_from=DAY, basis="决定一号"
    )
    poll = opened(cast, hold(cast), tellers=("branch_member", "discipline_officer"))
    assert poll.voters.filter(person=member).exists() is votes


def test_rights_come_back_when_the_situation_is_over(cast: Cast) -> None:
    member = cast.people["member"]
    Situation.objects.create(
        person=member,
        circumstance="in_detention",
        valid_from=DAY - timedelta(days=9),
        valid_to=DAY,
        basis="决定一号",
    )
    assert opened(cast, prepared(cast)).voters.filter(person=member).exists()
