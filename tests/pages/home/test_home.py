"""The first page of each role."""

from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.desks.home import queries as desks
from lianxin.desks.reminders import queries as reminders
from lianxin.org.approvals.operations import agree
from lianxin.work.goals.operations import (
    ask_for_later_deadline,
    rebuild_tally,
    return_report,
)
from tests.cast import AT, PEOPLE, TODAY, Cast
from tests.facts.polls import sealed
from tests.facts.polls.sealed import FOR, VOTERS
from tests.facts.polls.voting import opened, prepared
from tests.work.goals.given import give, meet, report


def soon(days: int):
    return clock.today() + timedelta(days=days)


def desk(cast: Cast, role: str):
    return cast.client(role).get("/").context["desk"]


@pytest.mark.parametrize("role", PEOPLE)
def test_it_is_never_empty(cast: Cast, role: str):
    answer = cast.client(role).get("/")
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "Nothing waits for you." in words
    assert "nothing-words" in words


def test_the_secretary_sees_what_is_owed_the_latest_first(cast: Cast):
    give(cast, text="七天后", deadline=soon(7))
    give(cast, text="三天后", deadline=soon(3))
    give(cast, text="三十天后", deadline=soon(30))
    returned = give(cast, text="退回的", deadline=soon(40))
    return_report(
        report(cast, returned), opinion="缺", actor=cast.actor("sub_clerk"), at=AT
    )
    lines = desk(cast, "branch_secretary").lines
    assert [(line.title, line.act, line.pill.word) for line in lines] == [
        ("三天后", "Work on it", "3 days left"),
        ("七天后", "Work on it", "7 days left"),
        ("退回的", "Mend and report", "Returned"),
    ]


def test_at_most_seven_lines(cast: Cast):
    for number in range(9):
        give(cast, text=f"第{number}项", deadline=soon(1))
    found = desk(cast, "branch_secretary")
    assert (len(found.lines), found.more) == (7, 2)


def test_the_clerk_sees_reports_and_requests_that_wait(cast: Cast):
    report(cast, give(cast, text="待核销", deadline=soon(5)))
    asked = give(cast, text="要延期", deadline=soon(6))
    ask_for_later_deadline(
        asked,
        deadline=soon(60),
        reason="推迟",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    rebuild_tally(at=AT)
    found = desk(cast, "sub_clerk")
    assert [(line.title, line.act) for line in found.lines] == [
        ("要延期", "Decide"),
        ("待核销", "Verify"),
    ]
    assert [(status, number) for status, _title, number in found.below.numbers] == [
        ("not_started", 1),
        ("reported", 1),
    ]


def test_a_decision_comes_before_reports_however_old(cast: Cast):
    for number in range(8):
        report(cast, give(cast, text=f"旧的{number}", deadline=soon(5)))
    ask_for_later_deadline(
        give(cast, text="要延期", deadline=soon(6)),
        deadline=soon(60),
        reason="推迟",
        actor=cast.actor("branch_secretary"),
        at=AT + timedelta(days=1),
    )
    found = desk(cast, "sub_clerk")
    assert [(line.title, line.act) for line in found.lines[:2]] == [
        ("要延期", "Decide"),
        ("旧的0", "Verify"),
    ]


def test_those_above_do_not_verify_what_the_lower_one_gave(cast: Cast):
    report(cast, give(cast, deadline=soon(5)))
    assert desk(cast, "clerk").lines == []


def test_an_answer_is_shown_to_the_asker(cast: Cast):
    goal = give(cast, text="要延期", deadline=soon(30))
    request = ask_for_later_deadline(
        goal,
        deadline=soon(60),
        reason="推迟",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    agree(request.approval, actor=cast.actor("sub_clerk"), at=AT)
    found = desk(cast, "branch_secretary")
    assert [(line.act, line.pill.word) for line in found.lines] == [
        ("Look at it", "Agreed")
    ]
    assert found.this_month == 0


def test_a_member_sees_what_the_branch_undertakes_and_did(cast: Cast):
    goal, record = give(cast), meet(cast)
    found = desk(cast, "member")
    assert [shown for shown, _due, _pill in found.goals] == [goal]
    assert found.records == [record]
    assert found.lines == []


def test_an_employee_sees_neither(cast: Cast):
    give(cast)
    meet(cast)
    found = desk(cast, "employee")
    assert (found.goals, found.records, list(found.below.numbers)) == ((), [], [])


@pytest.mark.parametrize("goals", [1, 3])
@pytest.mark.parametrize(
    ("role", "most"), [("branch_secretary", 24), ("sub_clerk", 30), ("employee", 12)]
)
def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_max_num_queries, goals: int, role: str, most: int
):
    for _ in range(goals):
        report(cast, give(cast, deadline=soon(2)))
        give(cast, deadline=soon(2))
    client = cast.client(role)
    with django_assert_max_num_queries(most):
        client.get("/")


def test_only_oneself_is_told_of_a_vote_and_no_digest_keeps_it(cast: Cast):
    one = sealed.begun(cast)
    booth = f'href="/polls/{one.poll.pk}/booth/"'
    told = {
        role: booth in cast.client(role).get("/").content.decode()
        for role in ("clerk", "outsider", "member")
    }
    assert told == {"clerk": True, "outsider": True, "member": False}
    assert reminders.lines_for(cast.people["clerk"], today=TODAY) == [
        line
        for line in desks.lines_of(cast.actor("clerk"), today=TODAY)
        if f"/polls/{one.poll.pk}/" not in line.url
    ]
    sealed.vote(cast, one, VOTERS.index("clerk"), [FOR, FOR])
    assert booth not in cast.client("clerk").get("/").content.decode()
    assert booth in cast.client("outsider").get("/").content.decode()


def test_a_teller_is_told_what_to_count(cast: Cast):
    poll = opened(cast, prepared(cast))
    page = cast.client("member").get("/").content.decode()
    assert f'href="/polls/{poll.pk}/count/"' in page
    assert "/count/" not in cast.client("branch_secretary").get("/").content.decode()
