"""Correcting a record."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Amendment, FormerLeave
from lianxin.facts.records.operations import amend_record
from lianxin.kernel.actor import Conflict, Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import held, meeting


def amended(cast: Cast, record, *, role="branch_secretary", version=1, **values):
    return amend_record(
        record,
        held=held(cast, **values),
        reason="写错了地点",
        version=version,
        actor=cast.actor(role),
        at=AT,
    )


def test_the_former_values_stay_readable(cast: Cast):
    record = amended(cast, meeting(cast), place="二楼会议室")
    assert (record.place, record.version) == ("二楼会议室", 2)
    kept = Amendment.objects.get()
    assert (kept.version, kept.former, kept.reason) == (
        1,
        {"place": "党员活动室"},
        "写错了地点",
    )


def test_a_former_reason_for_leave_is_kept_apart(cast: Cast):
    sick = cast.people["member"].pk
    marks = dict(held(cast).attendance) | {sick: Mark.OFFICIAL}
    record = amended(cast, meeting(cast), attendance=marks)
    assert queries.marks_of(record) == marks
    assert Amendment.objects.get().former == {
        "attendance": {
            str(person): mark.presence.value
            for person, mark in held(cast).attendance.items()
        }
    }
    assert [(f.person_id, f.reason) for f in FormerLeave.objects.all()] == [
        (sick, "sick")
    ]


def test_the_journal_tells_no_contents(cast: Cast):
    record = meeting(cast)
    amended(cast, record, minutes="另有安排。", place="二楼")
    entry = Entry.objects.get(code="records.amended")
    assert entry.before == {"place": "党员活动室", "minutes": "•"}
    assert entry.after == {"place": "二楼", "minutes": "•", "reason": "写错了地点"}


def test_the_journal_tells_that_there_were_no_minutes(cast: Cast):
    record = meeting(cast, minutes="")
    amended(cast, record, minutes="交流了体会。")
    entry = Entry.objects.get(code="records.amended")
    assert (entry.before, entry.after["minutes"]) == ({"minutes": ""}, "•")


def test_somebody_elses_change_is_shown_and_nothing_is_lost(cast: Cast):
    record = meeting(cast)
    amended(cast, record, place="二楼会议室")
    with pytest.raises(Conflict) as conflict:
        amended(cast, record, role="branch_member", topic="另一个主题")
    assert conflict.value.expected == 2
    assert conflict.value.current["place"] == "二楼会议室"
    record.refresh_from_db()
    assert (record.place, record.topic) == ("二楼会议室", "学习重要文件")


def test_nothing_different_is_refused(cast: Cast):
    record = meeting(cast)
    with pytest.raises(ValidationError):
        amended(cast, record)


def test_a_reason_is_asked_for(cast: Cast):
    with pytest.raises(ValidationError) as error:
        amend_record(
            meeting(cast),
            held=held(cast, place="二楼"),
            reason=" ",
            version=1,
            actor=cast.actor("branch_secretary"),
            at=AT,
        )
    assert error.value.message_dict == {"reason": ["Say why the record is corrected."]}


def test_somebody_who_has_left_stays_in_the_list(cast: Cast):
    record = meeting(cast)
    cast.people["member"].affiliations.all().delete()
    assert amended(cast, record, place="二楼").place == "二楼"


@pytest.mark.parametrize("role", ["clerk", "member", "outsider"])
def test_only_those_who_record_amend(cast: Cast, role: str):
    record = meeting(cast)
    with pytest.raises(Refused):
        amended(cast, record, role=role, place="二楼")
