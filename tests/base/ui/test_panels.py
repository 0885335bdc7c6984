"""Panels of upper tiers: in the wiring's order, left out where there is nothing."""

from django.template import engines
from django.test import RequestFactory

from lianxin.base.ui import panels
from lianxin.base.ui.panels import Panel

REQUEST = RequestFactory().get("/")


def wire(monkeypatch) -> None:
    makers = {
        "a.b": (
            lambda request, subject: Panel("ui/count.html", {"subject": subject}),
            lambda request, subject: None,
            lambda request, subject: Panel("second.html"),
        )
    }
    monkeypatch.setattr(panels, "_makers", lambda: makers)


def test_those_of_the_place_in_order(monkeypatch) -> None:
    wire(monkeypatch)
    found = list(panels.panels(REQUEST, "a.b", "x"))
    assert found == [Panel("ui/count.html", {"subject": "x"}), Panel("second.html")]


def test_a_place_without_any(monkeypatch) -> None:
    wire(monkeypatch)
    assert list(panels.panels(REQUEST, "c.d", "x")) == []


def test_the_tag_renders_them_with_what_the_page_knows(monkeypatch) -> None:
    panel = Panel("shell/notices.html", {"messages": ["甲"]})
    monkeypatch.setattr(panels, "_makers", lambda: {"a.b": (lambda *_: panel,)})
    page = engines["django"].from_string("{% panels 'a.b' 1 %}{{ messages }}")
    words = page.render({"request": REQUEST})
    assert words.count("甲") == 1
    assert "data-notice" in words
