"""What stands around a page: only places that open, at most eight, the right post."""

import re

import pytest
from django.middleware.csrf import _does_token_match
from django.test import Client
from django.urls import reverse

from lianxin.org.posts.models import Appointment, Post
from tests.cast import LONG_AGO, PEOPLE, Cast


def page(client: Client) -> str:
    return client.get(reverse("ui:gallery_form")).content.decode()


def places(html: str) -> list[str]:
    side = html[html.index('<nav class="side"') : html.index("</nav>")]
    return re.findall(r'<li>\s*<a href="([^"]+)"', side)


EXPECTED = {
    "administrator": ["home", "units", "people", "administration"],
    "clerk": [
        "home",
        "goals",
        "records",
        "units",
        "people",
        "approvals",
        "journal",
        "administration",
    ],
    "branch_secretary": [
        "home",
        "goals",
        "records",
        "units",
        "people",
        "approvals",
        "journal",
    ],
    "member": ["home", "goals", "records", "units", "people"],
    "employee": ["home", "units", "people"],
}
ADDRESSES = {
    "home": "/",
    "goals": "/goals/",
    "records": "/records/",
    "units": "/org/units/",
    "people": "/org/people/",
    "approvals": "/approvals/",
    "journal": "/journal/",
    "administration": "/administration/accounts/",
}


@pytest.mark.parametrize("role", EXPECTED)
def test_the_navigation_of_a_role(cast: Cast, role: str) -> None:
    shown = places(page(cast.client(role)))
    assert shown == [ADDRESSES[name] for name in EXPECTED[role]]


@pytest.mark.parametrize("role", PEOPLE)
def test_no_entry_leads_nowhere(cast: Cast, role: str) -> None:
    client = cast.client(role)
    shown = places(page(client))
    assert len(shown) <= 8
    answers = {address: client.get(address).status_code for address in shown}
    assert set(answers.values()) == {200}, answers


def test_who_holds_one_post_has_nothing_to_choose(cast: Cast) -> None:
    html = page(cast.client("branch_secretary"))
    assert "检修一支部" in html
    assert 'name="post"' not in html


def test_who_holds_two_chooses_and_acts_for_the_other(cast: Cast) -> None:
    person = cast.people["branch_secretary"]
    post = Post.objects.create(
        unit=cast.units["group"], kind="group_leader", valid_from=LONG_AGO
    )
    second = Appointment.objects.create(post=post, person=person, valid_from=LONG_AGO)
    client = cast.client("branch_secretary")
    assert page(client).count('name="post"') == 2
    client.post(reverse("mine:post"), {"post": second.pk})
    html = page(client)
    chosen = re.findall(r'name="post" value="(\d+)" aria-current="true"', html)
    assert chosen == [str(second.pk)]


@pytest.mark.django_db
def test_the_language_of_the_page_is_named_as_html_does(client: Client) -> None:
    names = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
    for code, name in names.items():
        client.cookies["django_language"] = code
        html = client.get(reverse("account_login")).content.decode()
        assert f'<html lang="{name}" dir="ltr"' in html


def around(html: str) -> str:
    """The parts around a page, without what is of one request only."""
    parts = re.findall(
        r'<nav class="side".*?</nav>|<header.*?</header>|<nav class="bar".*?</nav>',
        html,
        re.DOTALL,
    )
    assert len(parts) == 3
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", "".join(parts))


def test_a_kept_part_says_what_is_so_now(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    before = around(page(client))
    assert around(page(client)) == before
    person = cast.people["branch_secretary"]
    type(person).objects.filter(pk=person.pk).update(name="<b>改名</b>")
    renamed = around(page(client))
    assert "&lt;b&gt;改名&lt;/b&gt;" in renamed
    unit = cast.units["branch"]
    type(unit).objects.filter(pk=unit.pk).update(short_name="新支部")
    assert "新支部" in around(page(client))
    for name, value in {
        "django_language": "zh-hant",
        "lianxin_theme": "dark",
        "lianxin_text": "large",
        "lianxin_navigation": "narrow",
    }.items():
        earlier = around(page(client))
        client.cookies[name] = value
        assert around(page(client)) != earlier, name


def test_a_kept_part_loses_what_may_no_longer_be_done(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    assert ADDRESSES["goals"] in places(page(client))
    Appointment.objects.filter(person=cast.people["branch_secretary"]).delete()
    person = cast.people["branch_secretary"]
    person.standings.all().delete()
    assert places(page(client)) == [ADDRESSES[name] for name in EXPECTED["employee"]]


def test_no_part_is_kept_for_somebody_else(cast: Cast) -> None:
    """Everybody asks twice, in turn, and always finds the own name and tokens."""
    clients = {role: cast.client(role) for role in PEOPLE}
    names = {role: person.name for role, person in cast.people.items()}
    for _ in range(2):
        for role, client in clients.items():
            html = page(client)
            head = around(html)
            assert names[role] in head
            others = set(names.values()) - {names[role]}
            assert [name for name in others if name in head] == []
            tokens = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', html)
            secret = client.cookies["csrftoken"].value
            assert tokens
            assert all(_does_token_match(token, secret) for token in tokens)
            swaps = re.findall(r'X-CSRFToken": "(\w+)"', html)
            assert swaps
            assert {*tokens, *swaps} == {tokens[0]}


def test_the_way_back_is_the_page_itself(cast: Cast) -> None:
    client = cast.client("clerk")
    address = reverse("search:search")
    for question in ("?q=a%22%3Cb", "?q=c"):
        html = client.get(address + question).content.decode()
        assert f'name="next" value="{address}{question}"' in html
        assert len(set(re.findall(r'name="next" value="([^"]+)"', html))) == 1


def test_a_kept_form_can_be_sent(cast: Cast) -> None:
    client = cast.client("clerk")
    client.handler.enforce_csrf_checks = True
    side = around(page(client))
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page(client))
    assert token
    assert 'value="narrow"' in side
    sent = {"csrfmiddlewaretoken": token[1], "navigation": "narrow", "next": "/"}
    assert client.post(reverse("ui:preferences"), sent).status_code == 302
    assert 'value="wide"' in page(client)
