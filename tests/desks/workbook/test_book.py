"""The workbook: a unit's year in the order of the handbook, from what is entered."""

from datetime import timedelta
from io import BytesIO

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.documents.operations import BookPaper, Chapter, write_book
from lianxin.desks.workbook import exports, queries
from lianxin.facts.records.enums import Mark
from lianxin.kernel.actor import NotVisible, Ref
from lianxin.work.goals.operations import give_goals
from lianxin.work.goals.operations.undertakings import Undertaking
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting
from tests.programmes.inspections.inspecting import asked, begun, found

TALK = {"kind": "heart_to_heart_talk", "topic": "谈心", "minutes": "家里的难处"}


def book(cast: Cast, role: str = "branch_secretary", year: int = 2026) -> BookPaper:
    actor = cast.actor(role)
    unit = queries.unit_visible_to(actor, cast.units["branch"].pk)
    found = queries.year_of(unit, year, actor=actor, today=TODAY)
    return exports.book_of(found, actor=actor, today=TODAY)


def chapter(paper: BookPaper, title: str) -> Chapter:
    [found] = [c for c in paper.chapters if c.title == title]
    return found


def rows_of(paper: BookPaper, title: str) -> list[list[str]]:
    [part] = [p for p in chapter(paper, title).parts if p.grid is not None]
    assert part.grid is not None
    return [list(row) for row in part.grid.rows]


def test_chapters_come_in_the_order_of_the_handbook(cast: Cast) -> None:
    meeting(cast)
    meeting(cast, kind="general_meeting", topic="支部党员大会")
    meeting(cast, took_place_on=TODAY - timedelta(days=330), topic="去年")
    paper = book(cast)
    assert [c.title for c in paper.chapters] == [
        "The unit",
        "Members",
        "Goals of the year",
        "Duties of the year",
        "Branch general meeting",
        "Theme party day",
        "Study",
        "Heart-to-heart talks",
        "Resolutions and what became of them",
        "What inspections found",
    ]
    assert paper.cover == ["检修一支部", "2026", "As of Nov. 23, 2026"]
    assert paper.title == "Workbook of the Party branch"


def test_each_meeting_has_its_minutes_its_sheet_and_places_to_sign(cast: Cast) -> None:
    meeting(cast, topic="后一次")
    meeting(cast, topic="前一次", took_place_on=TODAY - timedelta(days=9))
    parts = chapter(book(cast), "Theme party day").parts
    assert [part.heading for part in parts] == [
        "2026-11-14 前一次",
        "Sign-in sheet",
        "2026-11-20 后一次",
        "Sign-in sheet",
    ]
    assert parts[0].signatures == ("Signed by the recorder", "Signed by the chair")
    assert parts[1].grid is not None
    assert [list(row) for row in parts[1].grid.rows] == [
        ["唐小满", "", "周明远", ""],
        ["单雪", "", "何秋实", "On leave"],
        ["韩正阳", "Absent", "", ""],
    ]


def test_of_a_talk_there_is_only_that_it_took_place(cast: Cast) -> None:
    mine = {cast.people["member"].pk: Mark.PRESENT}
    meeting(cast, **TALK, attendance=mine)
    for role in ("branch_secretary", "member"):
        paper = book(cast, role)
        assert rows_of(paper, "Heart-to-heart talks") == [
            ["2026-11-20", "周明远", "何秋实", "党员活动室"]
        ]
        assert "家里的难处" not in repr(paper)


def test_a_member_reads_the_branch_without_the_talks_of_others(cast: Cast) -> None:
    meeting(cast, **TALK, attendance={cast.people["branch_member"].pk: Mark.PRESENT})
    meeting(cast)
    paper = book(cast, "member")
    assert chapter(paper, "Heart-to-heart talks").parts == []
    assert "Theme party day" in [c.title for c in paper.chapters]


def test_a_resolution_stands_there_with_what_became_of_it(cast: Cast) -> None:
    record = meeting(cast, resolutions=("整改隐患", "慰问老党员"))
    first = record.resolutions.get(number=1)
    give_goals(
        units=[cast.units["branch"]],
        asked=Undertaking(text="整改隐患", deadline=TODAY + timedelta(days=60)),
        actor=cast.actor("sub_clerk"),
        at=AT,
        source=Ref("records.resolution", first.pk),
    )
    assert rows_of(book(cast), "Resolutions and what became of them") == [
        ["2026-11-20", "Theme party day", "整改隐患", "检修一支部 Not started"],
        ["2026-11-20", "Theme party day", "慰问老党员", ""],
    ]
    [goal] = rows_of(book(cast), "Goals of the year")
    assert [goal[1], goal[3:]] == ["整改隐患", ["2027-01-22", "Not started"]]


def test_what_an_inspection_found_stands_there_with_its_goal(cast: Cast) -> None:
    inspection = begun(cast)
    asked(cast, found(cast, inspection))
    found(cast, inspection, "场地不足")
    assert rows_of(book(cast), "What inspections found") == [
        ["2026-11-23", "北川公司党委", "会议记录不全", "检修一支部 Not started"],
        ["2026-11-23", "北川公司党委", "场地不足", ""],
    ]


def test_a_year_to_come_or_before_the_unit_is_no_page(cast: Cast) -> None:
    for year in (2019, 2027):
        with pytest.raises(NotVisible):
            book(cast, year=year)


def test_out_of_reach_there_is_no_book(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        book(cast, "outsider")


def asked_for(cast: Cast) -> int:
    actor = cast.actor("branch_secretary")
    with CaptureQueriesContext(connection) as found:
        unit = queries.unit_visible_to(actor, cast.units["branch"].pk)
        year = queries.year_of(unit, 2026, actor=actor, today=TODAY)
        exports.book_of(year, actor=actor, today=TODAY)
    return len(found)


def test_as_many_queries_for_one_meeting_as_for_three(cast: Cast) -> None:
    meeting(cast, resolutions=("整改",))
    one = asked_for(cast)
    for day in (1, 2):
        meeting(
            cast,
            took_place_on=TODAY - timedelta(days=day),
            resolutions=("整改", "再议"),
        )
    assert asked_for(cast) == one


def test_word_and_pdf_say_the_same(cast: Cast) -> None:
    meeting(cast, minutes="第一段\n第二段")
    paper = book(cast)
    document = docx.Document(BytesIO(write_book("docx", paper)))
    said = [p.text for p in document.paragraphs]
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    read = pypdf.PdfReader(BytesIO(write_book("pdf", paper)))
    printed = "".join(page.extract_text() for page in read.pages)
    for words in ("第一段", "第二段", "Theme party day", "检修一支部"):
        assert words in said
        assert words in printed
    for name in ("何秋实", "周明远", "党员活动室"):
        assert name in cells
        assert name in printed
    assert "Signed by the recorder：" in "".join(said)
