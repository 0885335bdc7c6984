"""From an empty database to a goal struck off, every status explained.

`lianxin init`, then only the browser: units, people, posts, accounts with printed
codes; the clerk gives a goal, the secretary records a meeting, links it, reports;
the clerk verifies. Each page on the way passes axe.
"""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override, pgettext

from lianxin.base.ui import clock
from tests.journeys.conftest import Visitor
from tests.journeys.people import come_in, follow, number_in, send

CLERK, SECRETARY, MEMBER = "林若溪", "周明远", "何秋实"
GOAL = "建立党员联系班组制度，每月到现场一次"
TOPIC = "研究党员联系班组的分工"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_nothing_to_an_explained_status(
    visit, transactional_db, language: str
) -> None:
    code = _begin()
    admin, clerk, secretary = visit(language), visit(language), visit(language)
    come_in(admin, "admin", code, second_factor=True)
    root, shop, branch = _found_units(admin)
    _enter(admin, CLERK, "00002", shop)
    _appoint(admin, root, "office_clerk", CLERK)
    codes = _hand_out_codes(admin)
    come_in(clerk, *codes[CLERK], second_factor=True)
    _enter(clerk, SECRETARY, "00003", shop, branch)
    _enter(clerk, MEMBER, "00004", shop, branch)
    _appoint(clerk, branch, "branch_secretary", SECRETARY)
    codes = _hand_out_codes(clerk)
    goal = _give_goal(clerk, branch)
    come_in(secretary, *codes[SECRETARY], second_factor=False)
    _carry_out(secretary, branch, goal)
    _expect_status(secretary, goal, language, "Reported, to be verified")
    _verify(clerk, goal)
    for visitor in (clerk, secretary):
        _expect_status(visitor, goal, language, "Struck off")


def _begin() -> str:
    out = io.StringIO()
    call_command(
        "init",
        committee="华岭能源集团党委",
        short_name="集团党委",
        person="管理员",
        number="00001",
        username="admin",
        founded=clock.today() - timedelta(days=4000),
        stdout=out,
    )
    return out.getvalue().split()[-1]


def _found_units(admin: Visitor) -> tuple[int, int, int]:
    admin.go("/org/units/")
    admin.check()
    unit = 'main a[href^="/org/units/"]:not([href="/org/units/"])'
    admin.page.locator(unit).first.click()
    admin.page.wait_for_url("**/org/units/*/")
    root = number_in(admin)
    shop = _found(admin, root, "department", "安全生产部")
    branch = _found(admin, root, "branch", "检修一支部")
    return root, shop, branch


def _found(admin: Visitor, above: int, kind: str, name: str) -> int:
    admin.go(f"/org/units/{above}/")
    follow(admin, f"/org/units/{above}/found/")
    admin.page.select_option('select[name="kind"]', kind)
    admin.page.fill('main input[name="name"]', name)
    long_ago = clock.today() - timedelta(days=1000)
    admin.page.fill('main input[name="founded_on"]', long_ago.isoformat())
    send(admin)
    return number_in(admin)


def _enter(
    clerk: Visitor, name: str, number: str, shop: int, branch: int | None = None
) -> None:
    clerk.go("/org/people/")
    follow(clerk, "/org/people/add/")
    page = clerk.page
    page.fill('main input[name="name"]', name)
    page.fill('main input[name="employee_number"]', number)
    page.fill('main input[name="staff_unit"]', f"安全生产部 #{shop}")
    if branch:
        page.fill('main input[name="party_unit"]', f"检修一支部 #{branch}")
        page.select_option('select[name="standing"]', "full")
    since = clock.today() - timedelta(days=100)
    page.fill('main input[name="since"]', since.isoformat())
    send(clerk)
    assert name in page.locator("h1").inner_text()


def _appoint(clerk: Visitor, unit: int, kind: str, name: str) -> None:
    clerk.go(f"/org/units/{unit}/")
    follow(clerk, f"/org/posts/units/{unit}/open/")
    page = clerk.page
    since = (clock.today() - timedelta(days=30)).isoformat()
    page.select_option('select[name="kind"]', kind)
    page.fill('main input[name="valid_from"]', since)
    send(clerk)
    if page.url.rstrip("/").split("/")[-2] != "posts":
        page.locator('main a[href^="/org/posts/"]').last.click()
        page.wait_for_load_state()
    follow(clerk, f"/org/posts/{number_in(clerk)}/appoint/")
    page.fill('main input[name="person"]', name)
    page.fill('main input[name="valid_from"]', since)
    send(clerk)
    assert name in page.locator("main").inner_text()


def _hand_out_codes(clerk: Visitor) -> dict[str, tuple[str, str]]:
    """Make the accounts; the printed slips give each person's name and code."""
    clerk.go("/administration/accounts/")
    follow(clerk, "/administration/accounts/codes/")
    send(clerk)
    slips = clerk.page.locator(".slip")
    held = {}
    for n in range(slips.count()):
        words = slips.nth(n).locator("dd").all_inner_texts()
        held[slips.nth(n).locator("strong").inner_text()] = (words[1], words[2])
    return held


def _give_goal(clerk: Visitor, branch: int) -> int:
    clerk.go("/goals/")
    clerk.check()
    follow(clerk, "/goals/give/")
    page = clerk.page
    page.fill('main [name="text"]', GOAL)
    page.fill('main [name="standard"]', "联系记录齐全，问题有答复")
    due = clock.today() + timedelta(days=20)
    page.fill('main input[name="deadline"]', due.isoformat())
    page.check(f'input[name="units"][value="{branch}"]')
    send(clerk)
    clerk.go("/goals/")
    page.locator("main table a", has_text=GOAL).first.click()
    page.wait_for_url("**/goals/*/")
    return number_in(clerk)


def _carry_out(secretary: Visitor, branch: int, goal: int) -> None:
    page = secretary.page
    secretary.go("/")
    assert GOAL in page.locator("main").inner_text()
    secretary.go("/records/add/")
    secretary.check()
    follow(secretary, f"/records/add/{branch}/branch_committee_meeting/")
    page.fill('main [name="topic"]', TOPIC)
    page.fill('main [name="minutes"]', "每名委员联系一个班组，月底前反馈。")
    send(secretary)
    record = number_in(secretary)
    secretary.go(f"/goals/{goal}/")
    secretary.check()
    follow(secretary, f"/goals/{goal}/evidence/")
    page.select_option('select[name="record"]', str(record))
    page.fill('main [name="reason"]', "会议专题研究了分工")
    send(secretary)
    follow(secretary, f"/goals/{goal}/report/")
    page.fill('main [name="result"]', "四名委员各联系一个班组，本月都到了现场。")
    send(secretary)


def _verify(clerk: Visitor, goal: int) -> None:
    clerk.go("/")
    assert GOAL in clerk.page.locator("main").inner_text()
    clerk.go(f"/goals/{goal}/")
    follow(clerk, f"/goals/{goal}/verify/")
    clerk.page.locator('input[name="decision"]').first.check()
    send(clerk)


def _expect_status(visitor: Visitor, goal: int, language: str, status: str) -> None:
    """The status stands there in words and opens to what it rests on."""
    visitor.go(f"/goals/{goal}/")
    page = visitor.page
    with override(language):
        words = pgettext("status of a goal", status)
        why = gettext("Why?")
    page.locator("main summary", has_text=why).first.click()
    opened = page.locator("main details[open]").first.inner_text()
    assert words in page.locator("main").inner_text()
    assert TOPIC in opened
    visitor.check()
