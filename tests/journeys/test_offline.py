"""A record typed without network is kept on the device, and stored once."""

import pytest
from playwright.sync_api import Error

from lianxin.facts.records.models import Record
from tests.cast import Cast, assemble
from tests.facts.records.meetings import DAY, meeting
from tests.journeys.conftest import Visitor

OFFLINE = "[data-draft-offline]:not([hidden])"
RESTORED = "[data-draft-notice]:not([hidden])"
SEND = "form.page-form button[type=submit].btn-primary"

# The page for when there is no network is kept after a page has loaded.
UNTIL_KEPT = """new Promise((done) => {
    let looks = 0;
    const look = () => {
        if (localStorage.getItem("lianxin.kept") || (looks += 1) > 300)
            done(localStorage.getItem("lianxin.kept"));
        else setTimeout(look, 50);
    };
    look();
})"""


def form_of(cast: Cast, kind: str = "party_day") -> str:
    return f"/records/add/{cast.units['branch'].pk}/{kind}/"


def sign_in(visitor: Visitor, cast: Cast, role: str) -> None:
    session = cast.client(role).cookies["sessionid"].value
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.base}]
    )


def kept(visitor: Visitor) -> str:
    return visitor.page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
    )


def another_tab(visitor: Visitor) -> None:
    visitor.page.close()
    visitor.page = visitor.context.new_page()


def test_no_network_tab_closed_reopened_sent_once(visit, transactional_db) -> None:
    cast, visitor = assemble(), visit("en")
    sign_in(visitor, cast, "branch_secretary")
    visitor.go(form_of(cast))
    visitor.page.fill("#id_topic", "井下没有信号")
    visitor.context.set_offline(True)
    visitor.page.click(SEND, no_wait_after=True)
    visitor.page.wait_for_selector(OFFLINE)
    assert Record.objects.count() == 0
    another_tab(visitor)
    visitor.context.set_offline(False)
    visitor.go(form_of(cast))
    visitor.page.wait_for_selector(RESTORED)
    assert visitor.page.input_value("#id_topic") == "井下没有信号"
    # The answer to the first sending is lost: the draft stays, and is sent again.
    visitor.page.evaluate(
        "localStorage.setItem('copy', JSON.stringify({...localStorage}))"
    )
    visitor.page.click(SEND)
    visitor.page.wait_for_url("**/records/*/")
    visitor.page.evaluate(
        "Object.entries(JSON.parse(localStorage.copy)).forEach((e) => localStorage.setItem(...e)); "
        "localStorage.removeItem('copy')"
    )
    visitor.go(form_of(cast))
    visitor.page.wait_for_selector(RESTORED)
    visitor.page.click(SEND)
    visitor.page.wait_for_url("**/records/*/")
    assert list(Record.objects.values_list("topic", flat=True)) == ["井下没有信号"]
    visitor.go("/")
    assert "lianxin.draft:" not in kept(visitor)


def test_private_kinds_leave_nothing_and_another_person_finds_nothing(
    visit, transactional_db
) -> None:
    cast, visitor = assemble(), visit("en")
    sign_in(visitor, cast, "branch_secretary")
    visitor.go(form_of(cast, "heart_to_heart_talk"))
    visitor.page.fill("#id_topic", "不可外传")
    visitor.page.fill("#id_minutes", "不可外传")
    assert "不可外传" not in kept(visitor)
    visitor.go(form_of(cast))
    visitor.page.fill("#id_topic", "周明远的草稿")
    assert "周明远的草稿" in kept(visitor)
    sign_in(visitor, cast, "branch_member")
    visitor.go("/")
    assert "周明远的草稿" not in kept(visitor)


def test_opened_without_network_typed_signed_out_by_time_and_sent_once(
    visit, transactional_db
) -> None:
    cast, visitor = assemble(), visit("en")
    sign_in(visitor, cast, "branch_secretary")
    visitor.go("/")
    assert visitor.page.evaluate(UNTIL_KEPT)
    visitor.context.set_offline(True)
    visitor.go(form_of(cast))
    assert visitor.page.inner_text("h1") == "Theme party day"
    visitor.check()
    named = [who.name for who in cast.people.values()]
    assert [name for name in named if name in visitor.page.content()] == []
    visitor.page.fill("#id_topic", "井下八百米")
    visitor.page.fill("#id_place", "采煤工作面")
    another_tab(visitor)
    visitor.go(form_of(cast))
    visitor.page.wait_for_selector(RESTORED)
    assert visitor.page.input_value("#id_topic") == "井下八百米"
    visitor.page.fill("#id_minutes", "学习安全规程。")
    visitor.page.click(SEND)
    visitor.page.wait_for_selector(OFFLINE)
    another_tab(visitor)

    visitor.context.set_offline(False)
    visitor.go("/")
    visitor.page.wait_for_selector("[data-waiting]:not([hidden])")
    waiting = visitor.page.locator("[data-waiting] a")
    assert waiting.get_attribute("href") == form_of(cast)
    assert waiting.inner_text().endswith(" · 井下八百米")
    visitor.context.clear_cookies(name="sessionid")
    visitor.go(form_of(cast))
    assert "/accounts/login/" in visitor.page.url
    sign_in(visitor, cast, "branch_secretary")
    visitor.go(form_of(cast))
    visitor.page.wait_for_selector(RESTORED)
    assert visitor.page.input_value("#id_place") == "采煤工作面"
    visitor.page.click(SEND)
    visitor.page.wait_for_url("**/records/*/")
    (record,) = Record.objects.all()
    assert (record.topic, record.place, record.minutes) == (
        "井下八百米",
        "采煤工作面",
        "学习安全规程。",
    )
    assert record.participations.count() == 5
    visitor.go("/")
    assert "lianxin.draft:" not in kept(visitor)
    assert visitor.page.locator("[data-waiting]:not([hidden])").count() == 0


def test_signing_out_leaves_no_page_that_opens_without_network(
    visit, transactional_db
) -> None:
    cast, visitor = assemble(), visit("en")
    sign_in(visitor, cast, "branch_secretary")
    visitor.go("/")
    assert visitor.page.evaluate(UNTIL_KEPT)
    visitor.go("/accounts/logout/")
    visitor.page.click("main [data-sign-out] button")
    visitor.page.wait_for_url("**/accounts/login/**")
    assert visitor.page.evaluate("caches.keys()") == []
    visitor.context.set_offline(True)
    with pytest.raises(Error, match="ERR_FAILED"):
        visitor.go(form_of(cast))


def test_a_line_that_breaks_while_sending_loses_nothing(
    visit, transactional_db
) -> None:
    cast, visitor = assemble(), visit("en")
    sign_in(visitor, cast, "branch_secretary")
    visitor.go(form_of(cast))
    visitor.page.fill("#id_topic", "井下没有信号")
    visitor.page.route("**/party_day/", lambda route: route.abort())
    with visitor.page.expect_event("requestfailed", lambda r: r.method == "POST"):
        visitor.page.click(SEND, no_wait_after=True)
    visitor.page.unroute("**/party_day/")
    visitor.go("/")
    visitor.page.click("[data-waiting] a")
    visitor.page.wait_for_selector(RESTORED)
    assert visitor.page.input_value("#id_topic") == "井下没有信号"
    assert Record.objects.count() == 0


def test_two_drafts_of_one_meeting_are_joined_by_a_person(
    visit, transactional_db
) -> None:
    cast, visitor = assemble(), visit("en")
    stored = meeting(cast, took_place_on=DAY, topic="学习重要文件")
    sign_in(visitor, cast, "branch_member")
    visitor.go(form_of(cast))
    visitor.page.fill("#id_when", f"{DAY}T15:30")
    visitor.page.fill("#id_topic", "学习安全规程")
    visitor.page.click(SEND)
    visitor.page.wait_for_selector("#join-form")
    visitor.check()
    assert "学习安全规程" in kept(visitor)
    visitor.page.check("[name=take-topic][value=mine]")
    for row in visitor.page.locator("fieldset:has([value=stored])").all():
        if row.locator(":checked").count() == 0:
            row.locator("[value=stored]").check()
    visitor.page.click(SEND)
    visitor.page.wait_for_url(f"**/records/{stored.pk}/")
    assert list(Record.objects.values_list("topic", flat=True)) == ["学习安全规程"]
    visitor.go("/")
    assert "lianxin.draft:" not in kept(visitor)
