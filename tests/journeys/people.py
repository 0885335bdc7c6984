"""What the people of a journey do at the browser, each step named for what it is."""

import base64
import hashlib
import hmac
import re
import struct
import time

from tests.journeys.conftest import Visitor

PASSWORD = "沉稳的山雀 2026 走远路"


def one_time_figures(secret: str) -> str:
    """What an authenticator app shows now for this key (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def send(visitor: Visitor) -> None:
    """Send the form in the middle of the page, and look at what comes."""
    visitor.page.locator("main form button.btn-primary").first.click()
    visitor.page.wait_for_load_state()
    visitor.check()


def follow(visitor: Visitor, address: str) -> None:
    """Click the link to this address, and look at what comes."""
    visitor.page.locator(f'main a[href="{address}"]').first.click()
    visitor.page.wait_for_url(f"**{address}")
    visitor.check()


def come_in(visitor: Visitor, name: str, code: str, *, second_factor: bool) -> None:
    """Sign in with a printed code, choose a password, set up what the post asks."""
    page = visitor.page
    visitor.go("/accounts/login/")
    visitor.check()
    page.fill('input[name="login"]', name)
    page.fill('input[name="password"]', code)
    send(visitor)
    page.fill('input[name="password1"]', PASSWORD)
    page.fill('input[name="password2"]', PASSWORD)
    send(visitor)
    if second_factor:
        visitor.go("/")
        assert page.url.endswith("/accounts/second-factor/set-up/"), page.url
        secret = page.locator("main code").inner_text()
        page.fill('input[name="code"]', one_time_figures(secret))
        send(visitor)
    visitor.go("/")
    assert page.url == visitor.base + "/", page.url
    visitor.check()


def number_in(visitor: Visitor) -> int:
    """The number of the thing whose page is open."""
    found = re.search(r"/(\d+)/(?:#.*)?$", visitor.page.url)
    assert found, visitor.page.url
    return int(found[1])
