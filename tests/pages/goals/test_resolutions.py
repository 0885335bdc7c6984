"""What a meeting resolved becomes a goal; a withdrawn record is no evidence any more."""

import re

from lianxin.facts.records import queries as records
from lianxin.facts.records.operations import withdraw_record
from lianxin.kernel.actor import Ref
from lianxin.work.goals import operations, queries
from lianxin.work.goals.models import Goal
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting
from tests.work.goals.given import give, meet


def test_a_branch_drafts_a_goal_from_its_resolution(cast: Cast):
    record = meeting(cast, resolutions=("每班检查照明", "月底复查"))
    first = records.resolutions_of(record)[0]
    client = cast.client("branch_secretary")
    page = client.get(f"/records/{record.pk}/").content.decode()
    assert re.findall(r'href="(/goals/own/\?resolution=\d+)"', page) == [
        f"/goals/own/?resolution={row.pk}" for row in records.resolutions_of(record)
    ]
    address = f"/goals/own/?resolution={first.pk}"
    assert client.get(address).context["form"].initial["text"] == "每班检查照明"
    sent = {"text": "每班检查照明", "deadline": "2999-01-01", "own_kind": "annual_plan"}
    assert client.post(address, sent).status_code == 302
    goal = Goal.objects.get()
    assert (goal.source_kind, goal.source_id) == ("records.resolution", first.pk)
    page = client.get(f"/records/{record.pk}/").content.decode()
    assert f'href="/goals/{goal.pk}/"' in page


def test_a_committee_gives_what_it_resolved_to_units_below(cast: Cast):
    record = meeting(
        cast,
        unit="root",
        role="clerk",
        kind="committee_meeting",
        topics=("研究安全工作",),
        resolutions=("各支部公示责任区",),
        attendance={},
        host=None,
    )
    [resolution] = records.resolutions_of(record)
    client = cast.client("clerk")
    address = f"/goals/give/?resolution={resolution.pk}"
    assert f'href="{address}"' in client.get(f"/records/{record.pk}/").content.decode()
    assert client.get(address).context["form"].initial["text"] == "各支部公示责任区"
    found = queries.goals_from(
        [Ref("records.resolution", resolution.pk)], actor=cast.actor("clerk")
    )
    assert list(found) == []


def test_a_resolution_that_one_may_not_see_does_not_exist(cast: Cast):
    record = meeting(cast, resolutions=("每班检查照明",))
    [resolution] = records.resolutions_of(record)
    answer = cast.client("outsider").get(f"/goals/own/?resolution={resolution.pk}")
    assert answer.status_code == 404


def test_a_goal_tells_that_its_evidence_was_withdrawn(cast: Cast):
    goal, record = give(cast), meet(cast)
    secretary = cast.actor("branch_secretary")
    operations.link_evidence(
        goal, record=record, reason="专题研究", actor=secretary, at=AT
    )
    assert queries.judge([goal], as_of=TODAY)[goal.pk].status == "under_way"
    withdraw_record(record, reason="记错单位", actor=secretary, at=AT)
    assert queries.judge([goal], as_of=TODAY)[goal.pk].status == "not_started"
    page = cast.client("branch_secretary").get(f"/goals/{goal.pk}/").content.decode()
    assert "The record was withdrawn and counts no more: 记错单位" in page
