"""What units held before it was kept here is recorded at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import PastMeeting, record_past_meetings
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import held


def past(cast: Cast, unit: str = "branch", **values) -> PastMeeting:
    given = {"took_place_on": date(2025, 3, 12), **values}
    return PastMeeting(cast.units[unit], held(cast, **given))


def test_marks_and_parts_are_kept_and_the_journal_tells_of_each_unit(cast: Cast):
    rows = [past(cast), past(cast, kind="party_lecture"), past(cast, "group")]
    rows[2] = replace(rows[2], held=held(cast, kind="group_meeting", attendance={}))
    made = record_past_meetings(rows, actor=cast.actor("sub_clerk"), at=AT)
    records = [Record.objects.get(pk=pk) for pk in made]
    assert [(r.unit.name, r.kind) for r in records] == [
        ("检修一支部", "party_day"),
        ("检修一支部", "party_lecture"),
        ("检修一支部第一党小组", "group_meeting"),
    ]
    presences = records[0].participations.values_list("presence", flat=True)
    assert sorted(presences) == ["absent", "leave", "present", "present", "present"]
    told = Entry.objects.filter(code="records.past_recorded").order_by("pk")
    assert list(told.values_list("unit_id", "after")) == [
        (cast.units["branch"].pk, {"records": 2}),
        (cast.units["group"].pk, {"records": 1}),
    ]


def test_all_or_nothing_and_only_where_one_may(cast: Cast):
    rows = [past(cast), past(cast, "other")]
    with pytest.raises(Refused):
        record_past_meetings(rows, actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(Refused):
        record_past_meetings([past(cast)], actor=cast.actor("member"), at=AT)
    rows = [past(cast), past(cast, took_place_on=date(2019, 3, 12))]
    with pytest.raises(ValidationError, match="did not exist yet"):
        record_past_meetings(rows, actor=cast.actor("sub_clerk"), at=AT)
    talk = [past(cast, kind="heart_to_heart_talk")]
    with pytest.raises(ValidationError, match="one by one"):
        record_past_meetings(talk, actor=cast.actor("sub_clerk"), at=AT)
    assert not Record.objects.exists()
