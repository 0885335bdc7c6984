"""Minutes as Word and PDF: what the record says, blank lines to sign, nothing else."""

from io import BytesIO

import docx
import pytest

from lianxin.facts.records.models import Record
from tests.cast import Cast
from tests.facts.records.meetings import meeting
from tests.facts.records.test_talks import WORDS, talk


def words_of(content: bytes) -> list[str]:
    made = docx.Document(BytesIO(content))
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    return [*cells, *(p.text for p in made.paragraphs)]


def word(cast: Cast, record: Record, role: str = "branch_secretary") -> list[str]:
    answer = cast.client(role).get(f"/records/{record.pk}/word/")
    assert answer.status_code == 200
    return words_of(answer.content)


def test_the_whole_paper(cast: Cast):
    record = meeting(cast, resolutions=("每班检查照明",), hours=2)
    assert word(cast, record)[:16] == [
        "Day", "Nov. 20, 2026 15:30", "Place", "党员活动室",
        "Chaired by", "周明远", "Recorded by", "周明远",
        "Expected", "5", "Present", "3",
        "Those present", "唐小满, 周明远, 单雪", "唐小满, 周明远, 单雪", "唐小满, 周明远, 单雪",
    ]  # fmt: skip
    said = word(cast, record)
    assert "何秋实 (Sick leave), 韩正阳 (Absent)" in said
    assert said[-5:] == [
        "Minutes",
        "交流了体会。",
        "Resolutions",
        "1. 每班检查照明",
        "Signed by the recorder：＿＿＿＿＿＿　　Signed by the chair：＿＿＿＿＿＿",
    ]


def test_who_may_not_know_why_does_not_read_it(cast: Cast):
    said = word(cast, meeting(cast), role="discipline_officer")
    assert "何秋实 (On leave), 韩正阳 (Absent)" in said


def test_what_is_empty_stays_empty(cast: Cast):
    record = meeting(
        cast, host=None, place="", minutes="", began_at=None, attendance={}
    )
    said = word(cast, record)
    assert said[:8] == ["Day", "Nov. 20, 2026", "Place", "", "Chaired by", "", "Recorded by", "周明远"]  # fmt: skip
    assert "Minutes" not in said


@pytest.mark.parametrize(("role", "reads"), [("member", True), ("clerk", False)])
def test_a_talk_is_printed_for_the_two(cast: Cast, role: str, *, reads: bool):
    assert (WORDS in word(cast, talk(cast), role=role)) is reads


def test_the_recorder_is_who_wrote_the_minutes(cast: Cast):
    record = meeting(cast, recorder=cast.people["branch_member"])
    assert word(cast, record)[6:8] == ["Recorded by", "单雪"]


def test_day_and_time_have_a_line(cast: Cast):
    answer = cast.client("branch_secretary").get(f"/records/{meeting(cast).pk}/word/")
    table = docx.Document(BytesIO(answer.content)).tables[0]
    widths = [round(column.width.mm) for column in table.columns]
    assert widths == [28, 62, 24, 44]
    assert [round(cell.width.mm) for cell in table.rows[0].cells] == widths


def test_nobody_is_expected_at_a_talk_or_away_from_it(cast: Cast):
    said = word(cast, talk(cast))
    assert said[:12] == [
        "Day", "Nov. 20, 2026 15:30", "Place", "党员活动室",
        "Talk held by", "周明远", "With", "何秋实",
        "Topic", "季度谈心", "季度谈心", "季度谈心",
    ]  # fmt: skip
    assert said[-1].startswith("Signed by who held the talk：")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh-hans", "检修一支部主题党日记录"),
        ("en", "检修一支部 Theme party day Minutes"),
    ],
)
def test_its_title_says_what_it_is(cast: Cast, language: str, title: str):
    client = cast.client("branch_secretary")
    client.cookies["django_language"] = language
    answer = client.get(f"/records/{meeting(cast).pk}/word/")
    made = docx.Document(BytesIO(answer.content))
    assert made.paragraphs[0].text == title


def test_a_pdf_of_hostile_words(cast: Cast):
    hostile = '#set page(width: 1pt) \\u{202e} <script> $x$ "'
    record = meeting(cast, topic=hostile, minutes=hostile, place=hostile)
    answer = cast.client("branch_secretary").get(f"/records/{record.pk}/pdf/")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
