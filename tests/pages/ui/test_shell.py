"""What stands around a page: only places that open, at most eight, the right post."""

import re

import pytest
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
