"""What is typed survives a reload and a lost network, and nobody else finds it."""

import json

from lianxin.org.units.models import Unit
from tests.cast import Cast, assemble
from tests.journeys.conftest import Visitor

FORM = "/components/form/"
NOTICE = "[data-draft-notice]"


def signed_in(visit, role: str = "branch_secretary") -> tuple[Visitor, Cast]:
    cast = assemble()
    visitor = visit("en")
    session = cast.client(role).cookies["sessionid"].value
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.base}]
    )
    visitor.go(FORM)
    return visitor, cast


def kept(visitor: Visitor) -> list[str]:
    stored = json.loads(visitor.page.evaluate("JSON.stringify(sessionStorage)"))
    return [key for key in stored if key.startswith("lianxin.")]


def send(visitor: Visitor) -> None:
    visitor.page.fill("#id_day", "2026-11-23")
    visitor.page.check("#id_how_1")
    visitor.page.click("main button[type=submit]", no_wait_after=True)


def test_after_a_reload_it_is_back_and_can_be_discarded(
    visit, transactional_db
) -> None:
    visitor, _ = signed_in(visit)
    page = visitor.page
    page.fill("#id_title", "half a title")
    page.check("#id_read")
    page.reload()
    page.wait_for_selector(NOTICE)
    assert page.input_value("#id_title") == "half a title"
    assert page.is_checked("#id_read")
    page.click("[data-draft-discard]")
    assert page.input_value("#id_title") == ""
    assert not page.is_checked("#id_read")


def test_after_a_lost_network_it_is_back(visit, transactional_db) -> None:
    visitor, _ = signed_in(visit)
    page = visitor.page
    page.fill("#id_title", "sent into nothing")
    visitor.context.set_offline(True)
    # What the page keeps in the background fails too, and may do so before.
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        send(visitor)
    visitor.context.set_offline(False)
    visitor.go(FORM)
    page.wait_for_selector(NOTICE)
    assert page.input_value("#id_title") == "sent into nothing"


def test_once_stored_it_is_gone(visit, transactional_db) -> None:
    visitor, _ = signed_in(visit)
    visitor.page.fill("#id_title", "done")
    send(visitor)
    visitor.page.wait_for_selector("[data-notice=success]")
    assert visitor.page.input_value("#id_title") == ""
    assert kept(visitor) == []


def test_signing_out_leaves_nothing(visit, transactional_db) -> None:
    visitor, _ = signed_in(visit)
    visitor.page.fill("#id_title", "for nobody else")
    assert len(kept(visitor)) == 1
    visitor.page.click("header .menu-end summary")
    visitor.page.click("[data-sign-out] button")
    visitor.page.wait_for_url("**/accounts/login/**")
    assert kept(visitor) == []


def test_on_a_device_of_a_restricted_unit_nothing_is_kept(
    visit, transactional_db
) -> None:
    """And what was kept before it was restricted goes."""
    visitor, cast = signed_in(visit)
    visitor.page.fill("#id_title", "检修")
    assert len(kept(visitor)) > 0
    below = Unit.objects.filter(path__startswith=cast.units["branch"].path)
    below.update(is_restricted=True)
    visitor.go(FORM)
    assert kept(visitor) == []
    visitor.page.fill("#id_title", "检修二")
    assert kept(visitor) == []
    visitor.go(FORM)
    assert visitor.page.input_value("#id_title") == ""
    assert not visitor.page.is_visible(NOTICE)


def test_errors_take_the_focus_and_lead_to_their_fields(
    visit, transactional_db
) -> None:
    visitor, _ = signed_in(visit)
    page = visitor.page
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-errors]:focus")
    page.click("[data-errors] a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_title"
