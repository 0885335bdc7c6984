"""What a vote passed becomes a goal, which tells of the vote and why it was passed."""

import re

from lianxin.work.goals.models import Goal
from tests.cast import Cast
from tests.facts.polls.voting import declared, opened, prepared

PASSED, REJECTED = "每月检查一次照明", "取消夜班"
OWN = {"deadline": "2999-01-01", "own_kind": "annual_plan"}


def voted(cast: Cast):
    poll = opened(cast, prepared(cast, lines=[PASSED, REJECTED]))
    declared(cast, poll, (4, 1, 0), (1, 4, 0))
    return poll, *poll.items.order_by("order")


def test_a_branch_drafts_a_goal_from_the_motion_that_was_passed(cast: Cast) -> None:
    poll, passed, _rejected = voted(cast)
    client = cast.client("branch_secretary")
    address = f"/goals/own/?motion={passed.pk}"
    page = client.get(f"/polls/{poll.pk}/").content.decode()
    assert re.findall(r'href="(/goals/own/\?motion=\d+)"', page) == [address]
    assert client.get(address).context["form"].initial["text"] == PASSED
    assert client.post(address, {"text": PASSED, **OWN}).status_code == 302
    goal = Goal.objects.get()
    assert (goal.source_kind, goal.source_id) == ("polls.item", passed.pk)
    assert (
        f'href="/goals/{goal.pk}/"' in client.get(f"/polls/{poll.pk}/").content.decode()
    )
    page = client.get(f"/goals/{goal.pk}/").content.decode()
    assert f'href="/polls/{poll.pk}/#item-{passed.pk}"' in page
    assert "which is 3 votes" in page  # why it was passed: more than half of the five


def test_what_was_not_passed_or_may_not_be_seen_is_no_source(cast: Cast) -> None:
    _poll, passed, rejected = voted(cast)
    numbers = {
        ("branch_secretary", rejected.pk): 404,
        ("branch_secretary", 99_999): 404,
        ("outsider", passed.pk): 404,
        ("branch_secretary", passed.pk): 200,
    }
    found = {
        (role, pk): cast.client(role).get(f"/goals/own/?motion={pk}").status_code
        for role, pk in numbers
    }
    assert found == numbers


def test_only_what_resolves_something_offers_goals(cast: Cast) -> None:
    poll = opened(cast, prepared(cast, kind="admission", lines=["接收曾晓"]))
    declared(cast, poll, (5, 0, 0))
    page = cast.client("branch_secretary").get(f"/polls/{poll.pk}/").content.decode()
    assert "Make it a goal" not in page
