"""Recording a meeting."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from lianxin.base.journal.models import Entry
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import RecordedAlready, record_meeting
from lianxin.facts.records.queries import Attendance
from lianxin.kernel.actor import Refused
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import DAY, held, meeting


def test_it_keeps_what_was_held_and_who_was_there(cast: Cast):
    record = meeting(cast)
    assert (record.kind, record.took_place_on, record.topic, record.version) == (
        "party_day",
        DAY,
        "学习重要文件",
        1,
    )
    assert record.recorded_by == cast.people["branch_secretary"]
    assert queries.attendance_of([record]) == {
        record.pk: Attendance(present=3, leave=1, absent=1)
    }
    assert queries.marks_of(record) == held(cast).attendance


def test_the_journal_names_no_person(cast: Cast):
    meeting(cast)
    entry = Entry.objects.get()
    assert (entry.code, entry.unit_id) == ("records.recorded", cast.units["branch"].pk)
    assert entry.after == {
        "kind": "party_day",
        "took_place_on": "2026-11-20",
        "began_at": "15:30:00",
        "place": "党员活动室",
        "topic": "•",
        "host": "•",
        "expected": 5,
        "present": 3,
    }


@pytest.mark.parametrize(
    "role", ["branch_member", "branch_secretary"], ids=lambda role: role
)
def test_the_branch_committee_records(cast: Cast, role: str):
    assert meeting(cast, role=role).recorded_by == cast.people[role]


@pytest.mark.parametrize(
    "role",
    [
        "administrator",
        "clerk",
        "secretary",
        "leader",
        "sub_clerk",
        "member",
        "employee",
        "discipline_officer",
        "organiser",
        "outsider",
    ],
)
def test_nobody_else_records_for_the_branch(cast: Cast, role: str):
    with pytest.raises(Refused):
        meeting(cast, role=role)


def test_a_job_records_nothing(cast: Cast):
    with pytest.raises(Refused):
        record_meeting(
            unit=cast.units["branch"], held=held(cast), actor=cast.system, at=AT
        )


def refusal(cast: Cast, **values) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        meeting(cast, **values)
    assert Record.objects.count() == 0
    return error.value.message_dict


def test_a_day_still_to_come_is_refused(cast: Cast):
    assert refusal(cast, took_place_on=TODAY + timedelta(days=1)) == {
        "when": ["This day is still to come; record the meeting once it has been held."]
    }


def test_today_is_taken(cast: Cast):
    assert meeting(cast, took_place_on=TODAY).took_place_on == TODAY


def test_a_day_before_the_founding_is_refused(cast: Cast):
    assert refusal(cast, took_place_on=date(2019, 12, 31)) == {
        "when": ["The unit did not exist yet: it was founded on 2020-01-01."]
    }


def test_a_kind_that_the_unit_does_not_hold_is_refused(cast: Cast):
    assert refusal(cast, kind="work_meeting") == {
        "kind": ["This unit does not hold such meetings."]
    }


def test_an_empty_topic_is_refused(cast: Cast):
    assert refusal(cast, topic="  ") == {"topic": ["Say what it was about."]}


def test_a_stranger_in_the_list_is_refused(cast: Cast):
    marks = {cast.people["outsider"].pk: Mark.PRESENT}
    assert refusal(cast, attendance=marks) == {
        "attendance": ["Somebody in this list does not belong to the unit."]
    }


def test_a_stranger_as_host_is_refused(cast: Cast):
    assert refusal(cast, host=cast.people["outsider"]) == {
        "attendance": ["Somebody in this list does not belong to the unit."]
    }


def test_a_stranger_as_recorder_is_refused(cast: Cast):
    assert refusal(cast, recorder=cast.people["outsider"]) == {
        "attendance": ["Somebody in this list does not belong to the unit."]
    }


@pytest.mark.parametrize("mark", [Mark.ABSENT, Mark.SICK, Mark.OFFICIAL])
def test_whoever_led_it_was_there(cast: Cast, mark: Mark):
    host = cast.people["branch_secretary"]
    marks = held(cast).attendance
    assert refusal(cast, attendance={**marks, host.pk: mark}) == {
        "host": [
            "周明远 is marked as not having been there. Correct the attendance, or "
            "choose here who led it."
        ]
    }


def test_whoever_led_it_need_not_be_among_those_marked(cast: Cast):
    host = cast.people["branch_secretary"]
    marks = {pk: m for pk, m in held(cast).attendance.items() if pk != host.pk}
    assert meeting(cast, attendance=marks).host == host


def test_a_leader_from_above_gives_a_lecture_without_being_expected(cast: Cast):
    record = meeting(cast, kind="party_lecture", host=cast.people["secretary"])
    assert record.host == cast.people["secretary"]
    assert cast.people["secretary"].pk not in queries.marks_of(record)


def test_where_nobody_but_the_chair_leads_none_comes_from_above(cast: Cast):
    assert refusal(cast, host=cast.people["secretary"]) == {
        "attendance": ["Somebody in this list does not belong to the unit."]
    }


def test_a_leader_from_above_is_not_marked_as_expected(cast: Cast):
    leader = cast.people["secretary"]
    marks = {leader.pk: Mark.PRESENT}
    assert refusal(cast, kind="party_lecture", host=leader, attendance=marks) == {
        "attendance": ["Somebody in this list does not belong to the unit."]
    }


def test_files_are_kept_beside_it(cast: Cast):
    record = record_meeting(
        unit=cast.units["branch"],
        held=held(cast),
        actor=cast.actor("branch_secretary"),
        at=AT,
        uploads=[ContentFile("签到".encode(), name="签到.txt")],
    )
    assert [f.name for f in queries.files_of(record)] == ["签到.txt"]


def test_a_file_that_is_not_taken_leaves_nothing_behind(cast: Cast):
    with pytest.raises(ValidationError):
        record_meeting(
            unit=cast.units["branch"],
            held=held(cast),
            actor=cast.actor("branch_secretary"),
            at=AT,
            uploads=[ContentFile(b"MZ\x90\x00\x03\x00", name="photo.png")],
        )
    assert Record.objects.count() == 0


HOSTILE = [
    "<script>alert(1)</script>",
    "=1+1",
    "\u202eevil",
    "𠮷野家🎉",
    "'; DROP TABLE records_record; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_kept_as_words(cast: Cast, text: str):
    record = meeting(cast, topic=text, minutes=text, place=text)
    record.refresh_from_db()
    assert (record.topic, record.minutes, record.place) == (text, text, text)


def test_a_second_record_of_a_day_is_asked_about(cast: Cast):
    first = meeting(cast)
    unit, actor = cast.units["branch"], cast.actor("branch_member")
    with pytest.raises(RecordedAlready) as asked:
        record_meeting(unit=unit, held=held(cast), actor=actor, at=AT, besides=())
    assert asked.value.records == [first.pk]
    second = record_meeting(
        unit=unit, held=held(cast), actor=actor, at=AT, besides=[first.pk]
    )
    with pytest.raises(RecordedAlready) as asked:
        record_meeting(
            unit=unit, held=held(cast), actor=actor, at=AT, besides=[first.pk]
        )
    assert asked.value.records == [first.pk, second.pk]
    assert Record.objects.count() == 2
