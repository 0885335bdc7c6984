"""The page on which the software is held against the rules on software."""

import re

from tests.cast import Cast


def test_it_tells_of_each_rule_and_hides_not_what_is_missing(cast: Cast) -> None:
    page = cast.client("member").get("/rules/self-check/").content.decode()
    rules = re.findall(r'<a href="/rules/(\w+)/">', page)
    assert len(rules) == len(set(rules)) == 12
    assert page.count("Not yet kept") == 1


def test_what_can_be_seen_is_led_to(cast: Cast) -> None:
    client = cast.client("member")
    page = client.get("/rules/self-check/").content.decode()
    led = re.findall(r'<a href="([^"]+)">See it</a>', page)
    assert len(led) == 3
    assert {client.get(address).status_code for address in led} == {200}
