"""A table of business targets is shown row by row before it is stored."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.work.targets.models import Actual, Target
from tests.cast import Cast
from tests.kernel.sheets.test_read_table import workbook
from tests.pages.world import World

HEADING = [
    "责任单位",
    "指标名称",
    "计量单位",
    "期间",
    "目标值(年)",
    "方向",
    "数据日期",
    "实际值",
    "备注",
]


def line(cast: Cast, **values) -> list:
    usual = {
        "unit": cast.units["department"].name,
        "name": "综合能耗",
        "in": "吨标煤",
        "period": "2026年",
        "value": "1,200",
        "direction": "越少越好",
        "on": "2026/6/30",
        "reached": "610.5吨标煤",
        "words": "=SUM(A1)",
    }
    return list((usual | values).values())


def pasted(*rows) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


def send(cast: Cast, **data):
    return cast.client("department_head").post(reverse("targets:take_in"), data)


def test_nothing_is_wrong_before_anything_was_sent(cast: Cast):
    page = cast.client("department_head").get(reverse("targets:take_in"))
    assert (page.status_code, page.context["form"].errors) == (200, {})


def test_a_workbook_is_shown_then_stored(cast: Cast):
    file = SimpleUploadedFile(
        "表.xlsx",
        workbook(
            [
                ["2026年经营指标"],
                HEADING,
                line(cast, on=date(2026, 6, 30), reached=610.5),
            ]
        ),
    )
    shown = send(cast, file=file)
    form = shown.context["form"]
    assert shown.status_code == 200
    assert [(r.number, r.faults, r.effect) for r in form.judged] == [
        (3, [], "new target, new value")
    ]
    assert ">2026-01-01 to 2026-12-31</span>" in shown.content.decode()
    assert Target.objects.count() == 0
    stored = send(cast, table=form.initial["table"])
    assert stored.status_code == 302
    target = Target.objects.get()
    assert (target.unit, target.value, target.more_is_better) == (
        cast.units["department"],
        Decimal(1200),
        False,
    )
    assert (target.begins_on, target.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    actual = Actual.objects.get()
    assert (actual.on, actual.value, actual.words) == (
        date(2026, 6, 30),
        Decimal("610.5"),
        "=SUM(A1)",
    )
    again = send(cast, text=pasted(HEADING, line(cast)))
    assert [r.effect for r in again.context["form"].judged] == ["as stored"]


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"unit": "无此单位"}, ["No unit of this name whose targets you may set."]),
        ({"value": "许多"}, ["Value to reach: Enter a number."]),
        ({"name": ""}, ["Name: Please fill this in."]),
        (
            {"period": "明年"},
            ["Write the period as 2026年, 2026年上半年, 2026年三季度 or 2026年5月."],
        ),
        (
            {"period": "2026年13月"},
            ["Write the period as 2026年, 2026年上半年, 2026年三季度 or 2026年5月."],
        ),
        ({"on": "2099-01-01"}, ["This day has not come yet."]),
        ({"on": "2025-12-31"}, ["This day is before the period begins."]),
        ({"reached": ""}, ["A value reached needs its day, and a day its value."]),
        ({"direction": "随便"}, ["Write 越多越好 or 越少越好 as the direction."]),
    ],
)
def test_a_row_with_a_fault_is_told_and_nothing_is_stored(cast: Cast, values, faults):
    rows = (HEADING, line(cast), line(cast, **{"name": "另一指标"} | values))
    shown = send(cast, text=pasted(*rows))
    form = shown.context["form"]
    assert shown.status_code == 422
    assert [(r.number, list(map(str, r.faults))) for r in form.judged] == [
        (2, []),
        (3, faults),
    ]
    forced = send(cast, table=form.initial["table"])
    assert forced.status_code == 422
    assert Target.objects.count() == 0


def test_two_rows_may_not_set_one_target_differently(cast: Cast):
    shown = send(cast, text=pasted(HEADING, line(cast), line(cast, value="1300")))
    assert shown.context["form"].judged[1].faults == [
        "An earlier row sets this target differently."
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "只有一行"},
        {"text": "\t".join(HEADING)},
        {"table": "[[1, 2]]"},
        {"table": "["},
        {"table": "{}"},
    ],
)
def test_what_is_no_table_is_told(cast: Cast, data):
    assert send(cast, **data).status_code == 422
    assert Target.objects.count() == 0


def test_branches_may_not(world: World) -> None:
    client = world.cast.client("branch_secretary")
    assert client.post(reverse("targets:take_in"), {"text": "x"}).status_code == 403


def test_as_many_queries_for_three_rows_as_for_one(cast: Cast):
    rows = [line(cast, name=f"指标{n}") for n in range(3)]
    numbers = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as caught:
            assert send(cast, text=pasted(HEADING, *some)).status_code == 200
        numbers.append(len(caught))
    assert numbers[0] == numbers[1]
