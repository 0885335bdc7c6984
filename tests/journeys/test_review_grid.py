"""The review page in a real browser: the grid by keyboard, blocks, undo, conflicts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lianxin.work.guidance.models import Plan, Task
from tests.cast import Cast
from tests.journeys.looking import DESKTOP, PHONE, Look
from tests.work.guidance.taken_in import quoted, take_in, task

LOOKS = [
    Look("zh-hans", "light", *DESKTOP),
    Look("en", "dark", *DESKTOP),
    Look("zh-hans", "dark", *PHONE),
    Look("en", "light", *PHONE),
]


@pytest.fixture
def plan(cast: Cast, live_server) -> Plan:
    """Two rows of a plan: one from the document, one of the clerk's own."""
    plan = take_in(cast)
    task(
        cast,
        plan,
        "建立党务公开目录，定期公布",
        leader="高远山",
        lead_unit="安全生产部",
        due="12月底前",
        quotes=[quoted(plan, "一(一)")],
    )
    task(cast, plan, "组织培训")
    return plan


def opened(visit, cast: Cast, plan: Plan, look: Look | str = "zh-hans"):
    """The clerk at the review page."""
    visitor = visit(look)
    session = cast.client("clerk").cookies["sessionid"].value
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.base}]
    )
    visitor.go(f"/plans/{plan.pk}/review/")
    return visitor


def at_version(visitor, row: int, version: int) -> None:
    """Wait until the row has been stored in this version."""
    place = f'[data-body] tr:nth-child({row})[data-version="{version}"]'
    visitor.page.locator(place).wait_for()


def has_rows(visitor, number: int) -> None:
    """Wait until the grid has so many rows."""
    expect(visitor.page.locator("[data-body] tr")).to_have_count(number)


def cell(visitor, row: int, code: str):
    return visitor.page.locator(
        f'[data-body] tr:nth-child({row}) td[data-cell="{code}"]'
    )


def paste(visitor, text: str) -> None:
    visitor.page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste",
            {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_look_is_accessible(visit, cast: Cast, plan: Plan, look: Look) -> None:
    visitor = opened(visit, cast, plan, look)
    visitor.check()
    folder = os.environ.get("LIANXIN_SHOTS")
    if folder:
        name = Path(folder) / f"review-{look.name}.png"
        visitor.page.screenshot(path=str(name), full_page=True)


def test_typing_enter_and_escape(visit, cast: Cast, plan: Plan) -> None:
    visitor = opened(visit, cast, plan)
    keys = visitor.page.keyboard
    cell(visitor, 1, "text").focus()
    keys.press("ArrowRight")
    keys.press("Enter")
    keys.type("建目录")
    keys.press("Tab")
    keys.press("F2")
    keys.type("目录上墙")
    keys.press("Enter")
    at_version(visitor, 1, 3)
    first = plan.tasks.order_by("order")[0]
    assert (first.actions, first.standard) == ("建目录", "目录上墙")
    keys.press("F2")
    keys.type("不要")
    keys.press("Escape")
    assert cell(visitor, 2, "standard").inner_text() == ""


def test_a_block_from_excel_fill_down_and_undo(visit, cast: Cast, plan: Plan) -> None:
    visitor = opened(visit, cast, plan)
    page = visitor.page
    cell(visitor, 1, "actions").focus()
    paste(visitor, '甲一\t甲二\n乙一\t"乙\n二"\n')
    at_version(visitor, 1, 2)
    at_version(visitor, 2, 2)
    rows = plan.tasks.order_by("order")
    assert [(t.actions, t.standard) for t in rows] == [
        ("甲一", "甲二"),
        ("乙一", "乙\n二"),
    ]
    cell(visitor, 1, "lead_unit").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    at_version(visitor, 2, 3)
    assert plan.tasks.order_by("order")[1].lead_unit == cast.units["department"]
    page.keyboard.press("Control+z")
    at_version(visitor, 2, 4)
    assert plan.tasks.order_by("order")[1].lead_unit is None
    page.keyboard.press("Control+y")
    at_version(visitor, 2, 5)
    assert plan.tasks.order_by("order")[1].lead_unit == cast.units["department"]


def test_two_clerks_on_the_same_row(visit, cast: Cast, plan: Plan) -> None:
    first, second = opened(visit, cast, plan), opened(visit, cast, plan)
    for visitor, words in ((first, "甲的举措"), (second, "乙的举措")):
        cell(visitor, 1, "actions").focus()
        visitor.page.keyboard.press("F2")
        visitor.page.keyboard.type(words)
        visitor.page.keyboard.press("Tab")
        visitor.page.locator("[data-said]:not(:empty)").wait_for()
        visitor.page.wait_for_timeout(500)
    told = second.page.locator("[data-said]").inner_text()
    assert "甲的举措" in told
    assert cell(second, 1, "actions").inner_text() == "乙的举措"
    assert plan.tasks.order_by("order")[0].actions == "甲的举措"
    cell(second, 1, "actions").focus()
    second.page.keyboard.press("Enter")
    at_version(second, 1, 3)
    assert plan.tasks.order_by("order")[0].actions == "乙的举措"


def test_nothing_is_lost_without_a_connection(visit, cast: Cast, plan: Plan) -> None:
    visitor = opened(visit, cast, plan)
    visitor.context.set_offline(True)
    cell(visitor, 2, "actions").focus()
    visitor.page.keyboard.press("F2")
    visitor.page.keyboard.type("断网时写的")
    visitor.page.keyboard.press("Tab")
    visitor.page.locator(".is-trouble[data-said]").wait_for()
    assert cell(visitor, 2, "actions").inner_text() == "断网时写的"
    visitor.context.set_offline(False)
    at_version(visitor, 2, 2)
    assert plan.tasks.order_by("order")[1].actions == "断网时写的"


def test_rows_and_clauses_by_keyboard(visit, cast: Cast, plan: Plan) -> None:
    visitor = opened(visit, cast, plan)
    page, keys = visitor.page, visitor.page.keyboard
    before = page.locator("[data-counts]").inner_text()
    page.locator("#source").focus()
    for _step in range(3):
        keys.press("j")
    keys.press("t")
    page.locator("[data-body] tr:nth-child(3)").wait_for()
    assert page.locator("[data-counts]").inner_text() != before
    keys.press("j")
    keys.press("p")
    keys.press("Enter")
    page.locator(".clause-principle").wait_for()
    cell(visitor, 1, "text").focus()
    keys.press(" ")
    keys.press("ArrowDown")
    keys.press(" ")
    keys.press("Alt+m")
    has_rows(visitor, 2)
    keys.press("Control+z")
    has_rows(visitor, 3)
    page.wait_for_timeout(300)
    cell(visitor, 3, "text").focus()
    keys.press("Alt+ArrowLeft")
    cell(visitor, 3, "key_task").filter(has_text="组织").wait_for()
    cell(visitor, 1, "text").focus()
    keys.press("Alt+s")
    keys.press("Control+Enter")
    has_rows(visitor, 4)
    assert Task.objects.filter(removed_at=None).count() == 4
    visitor.check()
