"""After a review the committee decides; the rulebook limits its best grade, no ballot."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Grade, Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.reviews import grades, review, reviewed
from tests.facts.polls.voting import DAY, HOLDER

BEST = "excellent"


def decide(cast: Cast, poll: Poll, *codes: str, role: str = HOLDER, **values):
    given = {"grades": grades(poll, *codes), "decided_on": DAY, "at": AT}
    return operations.decide_grades(poll, actor=cast.actor(role), **given | values)


def test_the_limit_caps_the_committee_and_no_ballot(cast: Cast) -> None:
    poll = reviewed(cast)  # every ballot says that everybody is excellent
    assert {tuple(row.values()) for row in poll.result.figures["votes"].values()} == {
        (5, 0, 0, 0)
    }
    with pytest.raises(ValidationError) as error:
        decide(cast, poll, BEST, BEST)
    assert error.value.messages == [
        "2 are given the grade Excellent; it may go to 1 at most, which is 1/3 of the 5 "
        "full members (A rule of the Central Organisation Department that is still to "
        "be found)."
    ]
    made = decide(cast, poll, BEST)
    assert queries.grades_of(made) == grades(poll, BEST)
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.subject_id) == ("polls.grades_decided", poll.pk)
    assert BEST not in str(entry.after)


def test_what_stands_in_the_database_is_encrypted(cast: Cast) -> None:
    poll = reviewed(cast)
    made = decide(cast, poll, "unqualified")
    with_cursor = Grade.objects.filter(appraisal=made).extra(select={"stored": "grade"})
    assert all("qualified" not in row.stored for row in with_cursor)


def test_to_decide_again_needs_a_reason_and_keeps_the_former(cast: Cast) -> None:
    poll = reviewed(cast)
    decide(cast, poll, BEST)
    with pytest.raises(ValidationError) as error:
        decide(cast, poll)
    assert set(error.value.message_dict) == {"reason"}
    decide(cast, poll, reason="上级党委未同意")
    assert [queries.grades_of(one) for one in poll.appraisals.order_by("pk")] == [
        grades(poll, BEST),
        grades(poll),
    ]
    assert queries.grades_view(poll, actor=cast.actor(HOLDER)).appraisal.reason == (
        "上级党委未同意"
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": DAY - timedelta(days=1)}, "decided_on"),
        ({"grades": {}}, "__all__"),
        ({"grades": "unknown"}, "__all__"),
    ],
)
def test_what_cannot_be_decided(cast: Cast, change: dict, field: str) -> None:
    poll = reviewed(cast)
    if change.get("grades") == "unknown":
        change = {"grades": grades(poll, "splendid")}
    with pytest.raises(ValidationError) as error:
        decide(cast, poll, **change)
    found = error.value.message_dict if hasattr(error.value, "error_dict") else {}
    assert set(found or {"__all__": 1}) == {field}


def test_only_the_branch_itself_and_only_after_a_review_that_counts(cast: Cast) -> None:
    poll = reviewed(cast)
    for role in ("member", "discipline_officer", "sub_clerk", "clerk", "secretary"):
        with pytest.raises(Refused):
            decide(cast, poll, role=role)
    with pytest.raises(Refused, match="once the result is declared"):
        decide(cast, review(cast, title="又一次"))


def seen_by(cast: Cast, poll: Poll, role: str) -> dict[str, str]:
    view = queries.grades_view(poll, actor=cast.actor(role))
    return {line.item.text: line.title for line in view.lines}


def test_a_low_grade_is_told_to_the_person_and_the_committee_only(cast: Cast) -> None:
    people = [cast.people[role] for role in ("branch_member", "member", "sub_clerk")]
    poll = reviewed(cast, people=people)
    first, second, third = (item.text for item in poll.items.all())
    decide(cast, poll, BEST, "unqualified", "qualified")
    everything = {first: "Excellent", second: "Not qualified", third: "Qualified"}
    praised = {first: "Excellent"}
    mine = {**praised, second: "Not qualified"}
    assert {
        role: seen_by(cast, poll, role)
        for role in ("branch_secretary", "member", "discipline_officer", "secretary")
    } == {
        "branch_secretary": everything,
        "member": mine,
        "discipline_officer": praised,
        "secretary": praised,
    }
