"""The page of one record, its corrections and its files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from tests.cast import Cast
from tests.facts.records.meetings import held, meeting
from tests.facts.records.test_amend_record import amended
from tests.facts.records.test_talks import talk


def page(cast: Cast, record: Record, role: str = "branch_secretary") -> str:
    answer = cast.client(role).get(f"/records/{record.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_attendance_as_numbers(cast: Cast):
    words = "5 expected, 3 present, 1 on leave, 1 absent"
    assert words in page(cast, meeting(cast))


@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        ("branch_secretary", True),
        ("member", True),
        ("sub_clerk", True),
        ("discipline_officer", False),
    ],
)
def test_the_reason_for_leave_is_for_those_entitled(cast: Cast, role, is_told: bool):
    assert ("Sick leave" in page(cast, meeting(cast), role)) == is_told


@pytest.mark.parametrize(
    ("role", "is_told"), [("branch_secretary", True), ("discipline_officer", False)]
)
def test_a_former_reason_too(cast: Cast, role: str, is_told: bool):
    marks = dict(held(cast).attendance)
    marks[cast.people["member"].pk] = Mark.PRESENT
    record = amended(cast, meeting(cast), attendance=marks, place="二楼")
    shown = page(cast, record, role)
    assert "It said before" in shown
    assert "党员活动室" in shown
    assert "何秋实: On leave" in shown
    assert ("何秋实: On leave (Sick leave)" in shown) == is_told


@pytest.mark.parametrize("role", ["outsider", "employee", "union_chair"])
def test_for_others_it_does_not_exist(cast: Cast, role: str):
    record = meeting(cast)
    assert cast.client(role).get(f"/records/{record.pk}/").status_code == 404
    assert cast.client(role).get(f"/records/{record.pk}/amend/").status_code == 404


def test_whoever_may_not_amend_is_told_why(cast: Cast):
    record = meeting(cast)
    answer = cast.client("clerk").get(f"/records/{record.pk}/amend/")
    assert answer.status_code == 403


def entered(cast: Cast, record: Record, **values) -> dict[str, object]:
    marks = {f"attendance-{pk}": m.value for pk, m in queries.marks_of(record).items()}
    return {
        "version": 1,
        "kind": "party_day",
        "when": "2026-11-20T15:30",
        "place": "党员活动室",
        "topic": "学习重要文件",
        "host": cast.people["branch_secretary"].pk,
        "minutes": "交流了体会。",
        "reason": "写错了",
        **marks,
        **values,
    }


def test_a_correction_on_the_page(cast: Cast):
    record = meeting(cast)
    client = cast.client("branch_secretary")
    sent = entered(cast, record, place="二楼会议室")
    answer = client.post(f"/records/{record.pk}/amend/", sent)
    assert answer["Location"] == f"/records/{record.pk}/"
    record.refresh_from_db()
    assert (record.place, record.version) == ("二楼会议室", 2)


def test_two_who_correct_the_same_record(cast: Cast):
    """The second sees the first's change beside the own words, and may go on."""
    record = meeting(cast)
    amended(cast, record, place="二楼会议室")
    client = cast.client("branch_member")
    address = f"/records/{record.pk}/amend/"
    answer = client.post(address, entered(cast, record, topic="另一个主题"))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.theirs == {"place": "二楼会议室", "topic": "学习重要文件"}
    assert "另一个主题" in answer.content.decode()
    again = entered(cast, record, topic="另一个主题", version=2, place="二楼会议室")
    assert client.post(address, again).status_code == 302


def test_nothing_different_is_said(cast: Cast):
    record = meeting(cast)
    client = cast.client("branch_secretary")
    answer = client.post(f"/records/{record.pk}/amend/", entered(cast, record))
    assert answer.status_code == 422
    assert "Nothing is different" in answer.content.decode()


def test_a_file_goes_to_those_who_see_the_record_and_to_nobody_else(cast: Cast):
    record = meeting(cast)
    client = cast.client("branch_secretary")
    file = SimpleUploadedFile("签到.txt", "签到".encode())
    client.post(f"/records/{record.pk}/files/", {"uploads": [file]})
    kept = queries.files_of(record).get()
    address = f"/records/{record.pk}/files/{kept.pk}/"
    answer = cast.client("member").get(address)
    assert b"".join(answer.streaming_content) == "签到".encode()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client("member").post(f"{address}remove/").status_code == 403
    client.post(f"{address}remove/")
    assert client.get(address).status_code == 404


def test_a_file_of_another_record_does_not_exist(cast: Cast):
    record, other = meeting(cast), meeting(cast)
    client = cast.client("branch_secretary")
    file = SimpleUploadedFile("签到.txt", "签到".encode())
    client.post(f"/records/{record.pk}/files/", {"uploads": [file]})
    kept = queries.files_of(record).get()
    assert client.get(f"/records/{other.pk}/files/{kept.pk}/").status_code == 404


def test_it_takes_few_queries(cast: Cast, django_assert_max_num_queries):
    record = amended(cast, meeting(cast), place="二楼")
    client = cast.client("branch_secretary")
    with django_assert_max_num_queries(26):
        client.get(f"/records/{record.pk}/")


def test_who_wrote_the_minutes_is_who_they_say(cast: Cast):
    record = meeting(cast, recorder=cast.people["branch_member"])
    page = cast.client("branch_secretary").get(f"/records/{record.pk}/")
    assert page.context["record"].written_by == cast.people["branch_member"]
    written_by = amended(cast, record, recorder=cast.people["discipline_officer"])
    page = cast.client("branch_secretary").get(f"/records/{record.pk}/")
    (correction,) = page.context["corrections"]
    assert written_by.written_by == cast.people["discipline_officer"]
    assert correction.former == [("Recorded by", "单雪")]


def test_a_talk_shows_with_whom_and_nothing_of_a_meeting(cast: Cast):
    page = cast.client("branch_secretary").get(f"/records/{talk(cast).pk}/")
    words = page.content.decode()
    assert "What was held" not in words
    assert "expected," not in words
    assert 'id="record-files"' not in words
    assert words.count('id="record-people">With</h2>') == 1
