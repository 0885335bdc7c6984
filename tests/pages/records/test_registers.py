"""Registers write themselves: meetings, talks without words, hours from attendance."""

from datetime import date
from io import BytesIO

import docx
import pypdf
import pytest
from django.utils.formats import date_format
from openpyxl import load_workbook

from lianxin.base.log.models import Seal
from lianxin.base.log.operations import seal
from lianxin.base.ui import clock
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.operations import note_made_up, withdraw_record
from tests.cast import AT, Cast
from tests.facts.records.meetings import meeting
from tests.facts.records.test_talks import WORDS, talk

YEAR = "?since=2026-01-01"


def rows(cast: Cast, register: str, role: str = "branch_secretary", asked: str = ""):
    page = cast.client(role).get(f"/records/registers/{register}/{asked}")
    return [[cell.value for cell in row] for row in page.context["table"].rows]


def test_a_lecture_within_a_party_day_stands_in_the_register(cast: Cast):
    meeting(cast)
    meeting(cast, parts=("party_lecture",), resolutions=("每班检查", "月底复查"))
    assert rows(cast, "meetings") == [
        [date(2026, 11, 20), "Theme party day", "检修一支部", "学习重要文件", "周明远",
         5, 3, 1, 1, "每班检查; 月底复查"]
    ]  # fmt: skip


def test_talks_are_told_without_their_words(cast: Cast):
    talk(cast)
    told = [[date(2026, 11, 20), "Heart-to-heart talk", "检修一支部", "季度谈心", "周明远",
             "何秋实", "党员活动室"]]  # fmt: skip
    assert rows(cast, "talks") == told
    assert rows(cast, "talks", role="clerk") == told
    assert rows(cast, "talks", role="discipline_officer") == []
    page = cast.client("clerk").get("/records/registers/talks/")
    assert WORDS not in page.content.decode()


def hours(cast: Cast, role: str = "branch_secretary", asked: str = YEAR):
    return {row[0]: row[2:] for row in rows(cast, "hours", role, asked)}


def test_hours_come_from_attendance_and_from_study_made_up(cast: Cast):
    meeting(cast, kind="party_lecture", hours=2)
    record = meeting(cast, kind="study_meeting", hours=3)
    note_made_up(
        record,
        person=cast.people["member"],
        studied_on=date(2026, 11, 21),
        how="",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    found = hours(cast)
    assert (found["周明远"], found["何秋实"], found["韩正阳"]) == (
        [5.0, 0.0, 5.0],
        [0.0, 3.0, 3.0],
        [0.0, 0.0, 0.0],
    )
    assert hours(cast, asked="?since=2026-11-21")["周明远"] == [0.0, 0.0, 0.0]


def test_a_withdrawn_record_gives_no_hours(cast: Cast):
    record = meeting(cast, kind="party_lecture", hours=2)
    withdraw_record(record, reason="重复", actor=cast.actor("branch_secretary"), at=AT)
    assert hours(cast)["周明远"] == [0.0, 0.0, 0.0]
    assert rows(cast, "meetings") == []


def test_only_members_of_units_in_reach_stand_there(cast: Cast):
    assert set(hours(cast)) == {"唐小满", "周明远", "单雪", "何秋实", "韩正阳"}
    assert "周明远" not in hours(cast, role="outsider")


@pytest.mark.parametrize("register", ["meetings", "talks", "hours"])
def test_a_page_takes_as_many_queries_for_three_as_for_one(
    cast: Cast, register: str, django_assert_num_queries, django_assert_max_num_queries
):
    client = cast.client("branch_secretary")
    client.get(f"/records/registers/{register}/")
    meeting(
        cast,
        kind="party_lecture",
        hours=2,
        attendance={cast.people["member"].pk: Mark.PRESENT},
    )
    talk(cast)
    with django_assert_max_num_queries(40) as one:
        client.get(f"/records/registers/{register}/")
    for _ in range(2):
        meeting(cast, kind="party_lecture", hours=2)
        talk(cast)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(f"/records/registers/{register}/")


def words_in(kind: str, data: bytes) -> str:
    """All words of a file, those at its foot included."""
    file = BytesIO(data)
    if kind == "pdf":
        pages = pypdf.PdfReader(file).pages
        return "".join("".join(page.extract_text().split()) for page in pages)
    if kind == "xlsx":
        sheet = load_workbook(file).active
        cells = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
        return "".join([*cells, str(sheet.oddFooter.left.text)])
    document = docx.Document(file)
    cells = [c.text for table in document.tables for c in table._cells]
    feet = [p.text for p in document.sections[0].footer.paragraphs]
    return "".join([*cells, *feet])


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_a_file_has_what_the_filter_shows_and_the_journals_head(cast: Cast, kind: str):
    meeting(cast, kind="party_lecture", topic="安全责任")
    meeting(cast, kind="general_meeting", topic="年度总结")
    seal(at=AT)
    head = bytes(Seal.objects.latest("pk").root).hex()
    client = cast.client("branch_secretary")
    asked = f"?kind=party_lecture&format={kind}"
    answer = client.get(f"/records/registers/meetings/{asked}")
    words = words_in(kind, answer.getvalue())
    assert "register-of-meetings-" in answer["Content-Disposition"]
    assert ("安全责任" in words, "年度总结" in words) == (True, False)
    assert (head in words, clock.today().isoformat() in words) == (True, True)


def test_the_hours_of_the_plan_that_ran_out_are_to_be_checked(cast: Cast):
    page = cast.client("branch_secretary").get("/records/registers/hours/")
    assert page.context["run_out"].startswith("Plan of 2019 to 2023")
    assert "is still to be checked" in page.content.decode()


def test_when_it_was_entered_stands_in_no_register_and_on_no_paper(cast: Cast):
    """A late entry keeps its day, and nobody is tempted to back-date it."""
    record = meeting(cast, kind="party_lecture", took_place_on=date(2026, 9, 1))
    client = cast.client("member")
    page = client.get(f"/records/{record.pk}/").content.decode()
    word = words_in("docx", client.get(f"/records/{record.pk}/word/").getvalue())
    held, entered = date(2026, 9, 1), date(2026, 11, 23)
    assert ("2026-09-01" in page, "2026-11-23" in page) == (True, False)
    assert [date_format(day, "DATE_FORMAT") in word for day in (held, entered)] == [
        True,
        False,
    ]
    days = [
        cell
        for row in rows(cast, "meetings")
        for cell in row
        if cell in (held, entered)
    ]
    assert days == [held]


def test_registers_kept_elsewhere_are_found_from_here(cast: Cast):
    client = cast.client("branch_secretary")
    page = client.get("/records/registers/meetings/").content.decode()
    for address in ("/elections/register/", "/org/posts/staff/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
