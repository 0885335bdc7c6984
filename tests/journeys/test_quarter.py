"""A clerk's quarter: how the units below stand, what is asked of them, what was found.

What one more demand adds is told before it is made; a register is taken along as it is
shown; an inspection sees the evidence, and its finding becomes a goal in three lists; a
matter goes from the committee's list over its topic to the board's result.
"""

from datetime import timedelta

from django.core.management import call_command

from lianxin.base.ui import clock
from lianxin.facts.records.models import Record
from lianxin.work.duties.models import AddedDuty
from lianxin.work.goals.models import Goal
from tests.cast import Cast, assemble
from tests.facts.records.meetings import meeting
from tests.facts.records.prior_study import a_list
from tests.journeys.conftest import Visitor
from tests.journeys.people import send
from tests.journeys.test_month import look_at
from tests.journeys.test_offline import sign_in


def ask_for_a_discussion(visitor: Visitor) -> str:
    """Ask for it; the first answer tells what that adds."""
    page = visitor.page
    look_at(visitor, "/duties/asked/add/")
    page.fill('input[name="title"]', "季度座谈会")
    page.check('input[name="kinds"][value="branch"]')
    page.select_option('select[name="counts"]', "discussion")
    page.select_option('select[name="each"]', "quarter")
    page.fill('input[name="since"]', clock.today().isoformat())
    page.fill('input[name="basis"]', "集团党委2026年第8号文件")
    send(visitor)
    told = page.locator("main .errors, main .wrong").first.inner_text()
    assert AddedDuty.objects.count() == 0
    send(visitor)
    page.wait_for_url("**/duties/asked/")
    return told


def take_the_register_along(visitor: Visitor) -> str:
    page = visitor.page
    look_at(visitor, "/records/registers/meetings/?kind=party_lecture")
    with page.expect_download() as download:
        page.evaluate("document.querySelector('a[href*=\"format=xlsx\"]').click()")
    return download.value.suggested_filename


def inspect(visitor: Visitor, cast: Cast) -> None:
    page, branch = visitor.page, cast.units["branch"]
    look_at(visitor, "/inspections/begin/")
    page.fill('input[name="title"]', "第四季度组织生活检查")
    page.check(f'input[name="units"][value="{branch.pk}"]')
    page.check('input[name="duties"][value="party_day"]')
    send(visitor)
    page.wait_for_url("**/inspections/*/")
    page.locator("main table a").first.click()
    page.wait_for_load_state()
    visitor.check()
    page.locator('main a[href*="?about=duty"]').first.click()
    page.wait_for_load_state()
    visitor.check()
    page.fill('main textarea[name="text"]', "主题党日未按月开展")
    send(visitor)
    due = clock.today() + timedelta(days=20)
    page.fill('input[name="deadline"]', due.isoformat())
    send(visitor)


def from_the_list_to_the_board(visitor: Visitor, cast: Cast) -> None:
    page, root = visitor.page, cast.units["root"].pk
    matter = a_list(cast).matters.get(number=2)
    look_at(visitor, f"/records/matters/{root}/")
    look_at(visitor, f"/records/matters/{root}/new/")
    look_at(visitor, f"/records/add/{root}/committee_meeting/")
    page.check(f'input[name="matters"][value="{matter.pk}"]')
    send(visitor)
    page.wait_for_url("**/records/*/")
    record = Record.objects.get(kind="committee_meeting")
    item = record.items.get(matter=matter)
    page.locator(f'main a[href="/records/{record.pk}/topics/{item.pk}/"]').click()
    page.wait_for_load_state()
    visitor.check()
    page.fill('[name="opinion"]', "同意提交董事会")
    page.fill('[name="result"]', "董事会审议通过")
    page.fill('input[name="decided_on"]', clock.today().isoformat())
    send(visitor)


def test_a_quarter_at_the_desk(visit, transactional_db) -> None:
    cast, visitor = assemble(), visit("zh-hans")
    meeting(cast, kind="party_lecture", topic="安全责任")
    meeting(cast, kind="general_meeting", topic="年度总结")
    call_command("rebuild", verbosity=0)
    sign_in(visitor, cast, "clerk")
    look_at(visitor, "/")
    below = look_at(visitor, f"/duties/{cast.units['root'].pk}/below/")
    assert "北川公司" in below
    assert "季度座谈会" not in below
    told = ask_for_a_discussion(visitor)
    assert [word in told for word in ("0.3", "2.8", "1.8")] == [True] * 3
    assert "季度座谈会" in look_at(visitor, "/duties/asked/")
    assert take_the_register_along(visitor).endswith(".xlsx")
    inspect(visitor, cast)
    goal = Goal.objects.get(unit=cast.units["branch"])
    for name in ("problems", "responsibility", "rectification"):
        assert "主题党日未按月开展" in look_at(visitor, f"/inspections/{name}/"), name
    assert goal.given_on == clock.today()
    from_the_list_to_the_board(visitor, cast)
    register = look_at(visitor, "/records/registers/prior-study/")
    assert ("重大投资项目" in register, "董事会审议通过" in register) == (True, True)
    look_at(visitor, "/statistics/")
