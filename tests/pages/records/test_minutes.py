"""Minutes already written fill the form, each value beside the words it came from."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.facts.records.models import Record
from tests.cast import Cast
from tests.pages.records.test_enter import address, entries

RECORDER = "记录人：单雪"
WRITTEN = """检修一支部主题党日会议记录
时间：2026年11月19日下午14:00　地点：机组现场
主持人：周明远　记录人：单雪
应到：5人　实到：3人
参加人员：周明远、单雪、唐小满、王小二
请假人员：何秋实（出差）
议题：学习安全规程
会议决议：一、每班检查照明；二、月底复查。
"""
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def document(text: str) -> SimpleUploadedFile:
    made = docx.Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    out = BytesIO()
    made.save(out)
    return SimpleUploadedFile("会议记录.docx", out.getvalue())


def read(cast: Cast, **values):
    sent = entries(cast, read="1", place="旧址", topic="", **values)
    return cast.client("branch_secretary").post(address(cast), sent)


@pytest.mark.parametrize("way", ["pasted", "file"])
def test_the_form_is_filled_and_nothing_stored(cast: Cast, way: str):
    given = (
        {"minutes": WRITTEN} if way == "pasted" else {"uploads": [document(WRITTEN)]}
    )
    page = read(cast, **given)
    assert page.status_code == 200
    first = page.context["form"].initial
    assert first["when"].isoformat() == "2026-11-19T14:00:00"
    assert (first["place"], first["topic"]) == ("机组现场", "学习安全规程")
    assert first["resolutions"] == ["每班检查照明", "月底复查"]
    marks = {role: first["attendance"][cast.people[role].pk] for role in (
        "branch_secretary", "branch_member", "sub_clerk", "member", "discipline_officer",
    )}  # fmt: skip
    assert marks == {
        "branch_secretary": "present",
        "branch_member": "present",
        "sub_clerk": "present",
        "member": "official",
        "discipline_officer": "",
    }
    assert page.context["proposal"].notes == [
        "Not named in the minutes: 韩正阳.",
        "Named in the minutes, but not of those expected: 王小二.",
        "The minutes say “应到：5人”, the list comes to 4.",
    ]
    assert first["recorder"] == cast.people["branch_member"].pk
    assert page.context["proposal"].words["recorder"] == [RECORDER]
    assert "<q>议题：学习安全规程</q>" in page.content.decode()
    assert Record.objects.count() == 0


def test_what_the_minutes_do_not_say_is_left_as_it_was(cast: Cast):
    page = read(cast, minutes="大家交流了体会。")
    first = page.context["form"].initial
    assert first["place"] == "旧址"
    assert set(first["attendance"].values()) == {"present"}
    assert page.context["proposal"].words == {"minutes": []}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"minutes": " "}, "minutes"),
        ({"uploads": [SimpleUploadedFile("旧.doc", OLD_WORD)]}, "__all__"),
        ({"minutes": "机密★一年\n会议记录"}, "__all__"),
    ],
)
def test_what_cannot_be_read_is_told(cast: Cast, values, field: str):
    page = read(cast, **values)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "旧址" in page.content.decode()


def test_a_talk_is_not_read(cast: Cast):
    page = cast.client("branch_secretary").get(address(cast, "heart_to_heart_talk"))
    assert 'name="read"' not in page.content.decode()


def test_the_lecturer_from_above_is_found_in_the_minutes(cast: Cast):
    written = "时间：2026年11月19日 地点：活动室\n授课人：沈国樑\n议题：学党章\n"
    sent = entries(cast, read="1", topic="", minutes=written)
    answer = cast.client("branch_secretary").post(address(cast, "party_lecture"), sent)
    proposal = answer.context["proposal"]
    assert proposal.values["host"] == cast.people["secretary"].pk
    assert proposal.words["host"] == ["授课人：沈国樑"]


def test_whoever_led_the_meeting_was_there(cast: Cast):
    """A lecturer does not stand in the list of listeners."""
    words = "授课人：周明远\n听课人员：单雪、唐小满\n请假：何秋实（病假）"
    first = read(cast, minutes=words).context["form"].initial
    marks = {role: first["attendance"][cast.people[role].pk] for role in (
        "branch_secretary", "branch_member", "sub_clerk", "member", "discipline_officer",
    )}  # fmt: skip
    assert marks == {
        "branch_secretary": "present",
        "branch_member": "present",
        "sub_clerk": "present",
        "member": "sick",
        "discipline_officer": "",
    }


def test_a_table_of_word_is_read_cell_by_cell(cast: Cast):
    made = docx.Document()
    table = made.add_table(rows=0, cols=4)
    for row in (
        ("会议时间", "2026年11月19日\n14:30", "会议地点", "机组现场"),
        ("主持人", "周明远", "应到人数", "5"),
        ("会议议题", "1.学习安全规程\n2.安排检修", "缺席人员", "何秋实"),
        ("会议内容", "一、周明远同志讲了话。", "缺席原因", "出差"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    made.save(out)
    file = SimpleUploadedFile("会议记录.docx", out.getvalue())
    first = read(cast, uploads=[file]).context["form"].initial
    assert (first["when"].isoformat(), first["place"]) == (
        "2026-11-19T14:30:00",
        "机组现场",
    )
    assert first["topic"] == "学习安全规程; 安排检修"
    assert first["attendance"][cast.people["member"].pk] == "official"
