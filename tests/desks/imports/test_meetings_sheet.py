"""Ledgers of past meetings: judged beside units, people and records, entered, undone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.imports import queries as staged
from lianxin.desks.imports.operations import undo_import
from lianxin.facts.records.models import Participation, Record
from lianxin.facts.records.operations import withdraw_record
from lianxin.kernel.sheets.typedrows import Standing
from tests.cast import AT, Cast
from tests.desks.imports.books import dropped, taken
from tests.desks.imports.test_read_import import counts_of, errors_of
from tests.facts.records.meetings import meeting
from tests.kernel.sheets.books import of_rows

TITLE = "检修一支部2026年三会一课会议台账"
HEADING = ["会议类型", "时间", "地点", "主题", "主持人", "应到", "实到", "缺席人员"]


def row(kind: str, day: str, topic: str = "学习文件", **more) -> list[object]:
    return [
        kind, day, more.get("place", "会议室"), topic, more.get("host", "周明远"),
        more.get("expected"), more.get("present"), more.get("absent"),
    ]  # fmt: skip


def book(*rows: list[object], title: str = TITLE) -> bytes:
    return of_rows([[title], HEADING, *rows])


def told(made, standing: Standing = Standing.REPAIRED) -> list[tuple[int, str]]:
    rows = staged.rows_of(made.sheets.get(), standing, first=0, number=99)
    return [(r.row, p["code"]) for r in rows for p in r.problems]


def test_a_ledger_by_quarter_becomes_records_and_is_taken_back(cast: Cast) -> None:
    made = dropped(
        cast,
        book(
            ["第一季度"],
            row("支部党员大会", "3月12日", expected=5, present=4, absent="何秋实"),
            row("支委会", "2026.3.20", "研究发展党员", expected=3, present=3),
            ["第二季度"],
            row("专题党课", "2026-06-01", "讲纪律"),
        ),
    )
    counts = counts_of(made)
    assert (counts.new, counts.wrong) == (3, 0)
    assert [code for _row, code in told(made)] == [
        "year_from_title",
        "choice_understood",
        "attendance_in_words",
        "choice_understood",
    ]
    taken(cast, made)
    branch = cast.units["branch"]
    assert list(
        Record.objects.order_by("took_place_on").values_list(
            "unit", "kind", "took_place_on", "topic", "host__name", "recorded_by__name"
        )
    ) == [
        (branch.pk, "general_meeting", date(2026, 3, 12), "学习文件", "周明远", "唐小满"),
        (branch.pk, "branch_committee_meeting", date(2026, 3, 20), "研究发展党员", "周明远", "唐小满"),
        (branch.pk, "party_lecture", date(2026, 6, 1), "讲纪律", "周明远", "唐小满"),
    ]  # fmt: skip
    first = Record.objects.get(kind="general_meeting")
    assert set(first.parts.values_list("kind", flat=True)) == {"general_meeting"}
    absent = first.participations.filter(presence="absent")
    assert list(absent.values_list("person__name", flat=True)) == ["何秋实"]
    assert first.participations.filter(presence="present").count() == 4
    assert first.minutes == "Expected: 5. Present: 4. Absent: 何秋实."
    second = Record.objects.get(kind="branch_committee_meeting")
    assert not second.participations.exists()
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert (Record.objects.count(), Participation.objects.count()) == (0, 0)


def test_a_lecturer_from_above_whom_the_clerk_does_not_see_is_known(cast: Cast) -> None:
    made = dropped(
        cast,
        book(
            row("专题党课", "2026-06-01", "讲纪律", host="沈国樑"),
            row("支委会", "2026-06-02", "讲纪律", host="沈国樑"),
        ),
    )
    assert errors_of(made) == [(4, "person_unknown", "host")]
    taken(cast, made)
    assert Record.objects.get().host == cast.people["secretary"]


def test_the_same_ledger_again_changes_nothing(cast: Cast) -> None:
    rows = [row("党课", "2026-06-01", "讲纪律"), row("主题党日", "2026-06-05")]
    taken(cast, dropped(cast, book(*rows)))
    counts = counts_of(dropped(cast, book(*rows, title=f"{TITLE}（补报）")))
    assert (counts.new, counts.same, counts.wrong) == (0, 2, 0)


def test_what_cannot_have_been_held_so_is_told(cast: Cast) -> None:
    meeting(cast)
    rows = [
        row("联欢会", "2026-03-12"),
        row("党员大会暨主题党日", "2026-03-12"),
        row("谈心谈话", "2026-03-12"),
        row("党课", "2019-03-12"),
        row("党课", "2026-03"),
        row("党课", "2026-12-24"),
        row("党课", "2026-03-12", host="无此人"),
        row("党课", "2026-03-13", expected=5, present=4, absent="钱卫东"),
        row("主题党日", "2026-11-20", "另一主题"),
        row("党课", "2026-05-05", "讲纪律"),
        row("党课", "2026-05-05", "讲纪律"),
        row("党课", "2026-04-13", expected=5, present=4, absent="周明远"),
    ]
    assert errors_of(dropped(cast, book(*rows))) == [
        (3, "choice_unknown", "type"),
        (4, "kind_of_several", "type"),
        (5, "choice_unknown", "type"),
        (6, "unit_founded_later", "date"),
        (7, "day_unsaid", "date"),
        (8, "date_in_future", "date"),
        (9, "person_unknown", "host"),
        (10, "absent_not_expected", "absent"),
        (11, "meeting_entered", "date"),
        (13, "name_twice", "topic"),
        (14, "host_away", "host"),
    ]


def test_the_unit_is_said_by_title_group_or_column(cast: Cast) -> None:
    nowhere = dropped(cast, book(row("党课", "2026-03-12"), title="三会一课台账"))
    assert errors_of(nowhere) == [(3, "unit_of_ledger_unsaid", "branch")]
    by_group = book(["检修一支部"], row("党课", "2026-03-12"), title="三会一课台账 ")
    assert counts_of(dropped(cast, by_group)).new == 1
    by_column = of_rows(
        [
            ["三会一课台账"],
            ["党支部", "会议类型", "时间", "主题"],
            ["检修一支部", "党课", "2026-03-12", "讲纪律"],
            ["运行二支部", "党课", "2026-03-12", "讲纪律"],
        ]
    )
    made = dropped(cast, by_column)
    assert errors_of(made) == [(4, "unit_out_of_reach", "branch")]
    assert counts_of(made).new == 1


def test_nothing_is_taken_back_once_a_record_was_corrected(cast: Cast) -> None:
    made = dropped(cast, book(row("党课", "2026-06-01", "讲纪律")))
    taken(cast, made)
    record = Record.objects.get()
    withdraw_record(record, reason="重复", actor=cast.actor("branch_secretary"), at=AT)
    with pytest.raises(ValidationError, match="changed since"):
        undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
