"""A real browser for the journeys, and axe-core to look at each page with."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from tests.journeys.looking import Look, look_of
from tests.pages.world import kept_world, world

__all__ = ["browser", "kept_world", "visit", "world"]

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Only what is wrong comes back: what is right is a hundred times as much.
ASK_AXE = """async () => (await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: {type: "tag", values: [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
})).violations"""
# A page that comes is not on its way from other colours.
STILL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [sheet];
}"""
# What the server writes otherwise for another theme: where the colours are said, and
# which of the choices is the present one.
TURN = """theme => {
    document.documentElement.dataset.bsTheme = theme;
    for (const choice of document.querySelectorAll("[name=theme]"))
        if (choice.type === "radio") choice.toggleAttribute("checked", choice.value === theme);
        else choice.setAttribute("aria-pressed", choice.value === theme);
    return new Promise(requestAnimationFrame);
}"""
# In milliseconds, for what is awaited and for what is expected alike.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file, as where it is served.

    In one of memory, which its threads share, nobody waits for a lock: what a page asks
    for in the background would make the next write fail.
    """
    folder = tmp_path_factory.mktemp("database")
    connection.settings_dict["TEST"]["NAME"] = str(folder / "lianxin.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; without the windows nobody sees, where it is there.

    The whole browser keeps windows though it shows none: a third of all that it does.
    """
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        pytest.skip("needs Debian's chromium")
    if not AXE.exists():
        pytest.skip("needs axe-core from npm (make assets)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()


@dataclass
class Visitor:
    """Somebody at a browser: one context, one page, and what went wrong there."""

    context: BrowserContext
    page: Page
    base: str
    faults: list[str]

    def go(self, address: str) -> None:
        self.page.goto(self.base + address, wait_until="load")

    def turn(self, look: Look) -> None:
        """Give the open page another theme and size, as if it had come so.

        `test_turning.py` holds it to that; it takes a tenth of what coming takes.
        """
        self.page.evaluate(STILL)
        self.page.set_viewport_size({"width": look.width, "height": look.height})
        self.page.emulate_media(color_scheme=look.theme)
        self.page.evaluate(TURN, look.theme)

    def check(self) -> None:
        """Fail on axe's violations, script errors and refused contents."""
        found = self.page.evaluate(ASK_AXE)
        words = [
            f"{v['id']}: {v['help']} — {[n['html'][:160] for n in v['nodes'][:3]]}"
            for v in found
        ]
        assert words == [], f"{self.page.url}\n" + "\n".join(words)
        assert self.faults == [], f"{self.page.url}\n" + "\n".join(self.faults)


@pytest.fixture
def visit(browser: Browser, live_server):
    """`visit(look)` opens a browser window in that language, theme and size."""
    opened: list[BrowserContext] = []

    def open_window(look: Look | str = "zh-hans") -> Visitor:
        chosen = look if isinstance(look, Look) else look_of(look)
        context = browser.new_context(
            viewport={"width": chosen.width, "height": chosen.height},
            locale=chosen.locale,
            color_scheme=chosen.theme,
            reduced_motion="reduce",
        )
        context.add_cookies(chosen.cookies(live_server.url))
        context.add_init_script(path=AXE)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        visitor = Visitor(context, page, live_server.url, [])
        page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        page.on(
            "console",
            lambda message: (
                visitor.faults.append(message.text)
                if message.type == "error"
                and "Failed to load resource" not in message.text
                else None
            ),
        )
        return visitor

    yield open_window
    for context in opened:
        context.close()
