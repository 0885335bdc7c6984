"""The page of one period of a duty."""

from datetime import timedelta

import pytest

from lianxin.facts.records.models import Record
from lianxin.work.duties.operations import ask_for_waiver
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


def test_a_waiver_is_not_offered_while_one_is_asked_for(cast: Cast):
    branch, secretary = cast.units["branch"], cast.actor("branch_secretary")
    Record.objects.create(
        kind="party_day",
        unit=branch,
        took_place_on=TODAY - timedelta(days=300),
        topic="以前的记录",
        recorded_by=cast.people["branch_secretary"],
        recorded_at=AT - timedelta(days=300),
    )
    client = cast.client("branch_secretary")
    address = f"/duties/{branch.pk}/general_meeting/2026-10-01/"
    assert f"{address}waive/" in client.get(address).content.decode()
    ask_for_waiver(
        branch,
        code="general_meeting",
        first=TODAY.replace(month=10, day=1),
        reason="抢修",
        actor=secretary,
        at=AT,
    )
    page = client.get(address).content.decode()
    assert f"{address}waive/" not in page
    assert "抢修" in page
