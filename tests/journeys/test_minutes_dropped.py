"""Minutes that lie there as a Word file are dropped on the form, looked over, recorded."""

from io import BytesIO
from pathlib import Path

import docx

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from tests.cast import assemble
from tests.journeys.looking import PHONE, Look
from tests.journeys.people import send
from tests.journeys.test_offline import form_of, sign_in

DROP = """async ([bytes, name]) => {
    const file = new File([new Uint8Array(bytes)], name);
    const carried = new DataTransfer();
    carried.items.add(file);
    const place = document.querySelector("#id_uploads").closest("[data-drop]");
    for (const kind of ["dragenter", "dragover", "drop"])
        place.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
LINES = (
    ("会议时间", "2026年11月20日\n15:30", "会议地点", "检修楼二楼"),
    ("主持人", "周明远", "记录人", "单雪"),
    ("应到人数", "5", "实到人数", "4"),
    ("参加人员", "周明远、单雪、唐小满、韩正阳", "缺席人员", "何秋实"),
    ("会议议题", "四季度安全教育", "缺席原因", "出差"),
    ("会议决议", "1.每班检查照明。\n2.月底复查。", "备注", ""),
)


def minutes() -> bytes:
    made = docx.Document()
    made.add_heading("主题党日会议记录", 0)
    table = made.add_table(rows=0, cols=4)
    for line in LINES:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_minutes_dropped_from_word(visit, transactional_db, tmp_path: Path) -> None:
    cast, visitor = assemble(), visit(Look("zh-hans", "dark", *PHONE))
    sign_in(visitor, cast, "branch_secretary")
    page = visitor.page
    visitor.go(form_of(cast))
    page.evaluate(DROP, [list(minutes()), "会议记录.docx"])
    assert page.evaluate("document.querySelector('#id_uploads').files.length") == 1
    page.click('button[name="read"]')
    page.wait_for_load_state()
    visitor.check()
    assert Record.objects.count() == 0
    assert page.input_value("#id_topic") == "四季度安全教育"
    assert page.input_value("#id_place") == "检修楼二楼"
    assert page.input_value("#id_when") == "2026-11-20T15:30"
    assert page.input_value("#id_resolutions").split("\n") == [
        "每班检查照明",
        "月底复查",
    ]
    assert "何秋实 出差" in page.locator("main").inner_text().replace("\n", " ")
    send(visitor)
    page.wait_for_url("**/records/*/")
    record = Record.objects.get()
    marks = queries.marks_of(record)
    assert marks[cast.people["member"].pk] is Mark.OFFICIAL
    assert list(marks.values()).count(Mark.PRESENT) == 4
    assert record.host == cast.people["branch_secretary"]
