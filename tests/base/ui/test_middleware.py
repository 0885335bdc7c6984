"""An expired session loses nothing; refusals are pages."""

import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from lianxin.base.crypto.fields import vault
from lianxin.base.ui.forms.drafts import LARGEST
from tests.cast import PASSWORD, Cast

TYPED = {
    "title": "十一月支部委员会",
    "text": "第一行\n第二行 😀 𠮷",
    "day": "2026-11-23",
    "also": ["meeting", "visit"],
    "read": "on",
}


def form_address() -> str:
    return reverse("ui:gallery_form")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def opened(role: str) -> tuple[Client, dict[str, str]]:
    """A browser that checks CSRF, signed in the real way, with the form open."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    sign_in(client, role)
    page = client.get(form_address()).content.decode()
    return client, {n: hidden(page, n) for n in ("csrfmiddlewaretoken", "owner")}


def sign_in(client: Client, role: str, address: str = "") -> str:
    address = address or reverse("account_login")
    page = client.get(address).content.decode()
    token = hidden(page, "csrfmiddlewaretoken")
    answer = client.post(
        address,
        {"login": role, "password": PASSWORD, "csrfmiddlewaretoken": token},
    )
    assert answer.status_code == 302
    return answer["Location"]


def kept_in(session) -> dict[str, list[str]]:
    return json.loads(vault().decrypt(session["draft"]["fields"].encode()))


def expire(client: Client) -> None:
    client.session.flush()


def test_what_was_typed_comes_back_after_signing_in(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    answer = client.post(form_address(), TYPED | tokens)
    assert answer.status_code == 302
    back = sign_in(client, "branch_secretary", answer["Location"])
    assert back == form_address()
    page = client.get(back).content.decode()
    assert "has been put back" in page
    assert 'value="十一月支部委员会"' in page
    assert "第一行\n第二行 😀 𠮷</textarea>" in page
    assert 'value="2026-11-23"' in page
    assert page.count('name="also"') == 3
    assert len(re.findall(r'name="also"[^>]*checked', page)) == 2
    assert re.search(r'name="read"[^>]*checked', page)


def test_the_database_holds_what_was_typed_only_as_ciphertext(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    client.post(form_address(), TYPED | tokens)
    [kept] = [row.get_decoded() for row in Session.objects.all()]
    assert TYPED["title"] not in str(kept)
    fields = kept_in(kept)
    assert (fields["title"], fields["also"]) == ([TYPED["title"]], TYPED["also"])


def test_what_a_lost_key_sealed_is_dropped(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    answer = client.post(form_address(), TYPED | tokens)
    session = client.session
    session["draft"] = session["draft"] | {"fields": "{}"}
    session.save()
    sign_in(client, "branch_secretary", answer["Location"])
    page = client.get(form_address())
    assert page.status_code == 200
    assert TYPED["title"] not in page.content.decode()
    assert "draft" not in client.session


def test_and_can_then_be_sent(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    answer = client.post(form_address(), TYPED | tokens)
    sign_in(client, "branch_secretary", answer["Location"])
    page = client.get(form_address()).content.decode()
    sent = TYPED | {
        "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
        "owner": hidden(page, "owner"),
        "kind": "meeting",
        "how": "visit",
        "version": "1",
    }
    assert client.post(form_address(), sent).status_code == 302
    assert "draft" not in client.session


def test_another_person_at_the_same_machine_does_not_see_it(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    client.post(form_address(), TYPED | tokens)
    sign_in(client, "employee")
    page = client.get(form_address()).content.decode()
    assert "十一月支部委员会" not in page
    assert "draft" not in client.session


def test_only_a_form_that_somebody_had_open_is_kept(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    client.post(form_address(), TYPED | tokens | {"owner": "1:forged"})
    assert "draft" not in client.session


def test_no_more_is_kept_than_fits(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    client.post(form_address(), TYPED | tokens | {"text": "字" * (LARGEST // 3)})
    assert "draft" not in client.session


def test_passwords_are_never_kept(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    expire(client)
    client.post(form_address(), TYPED | tokens | {"password": "secret"})
    assert set(kept_in(client.session)) == set(TYPED)


def test_the_session_is_long_only_while_nobody_is_signed_in(cast: Cast) -> None:
    client, tokens = opened("branch_secretary")
    usual = client.session.get_expiry_age()
    expire(client)
    answer = client.post(form_address(), TYPED | tokens)
    assert client.session.get_expiry_age() == 24 * 3600
    sign_in(client, "branch_secretary", answer["Location"])
    client.get(form_address())
    assert client.session.get_expiry_age() == usual


@pytest.mark.django_db
def test_a_button_leads_back_to_where_it_stood(client: Client) -> None:
    answer = client.post(
        form_address(), headers={"referer": "http://testserver/goals/?page=2"}
    )
    assert answer["Location"].endswith("?next=/goals/%3Fpage%3D2")


@pytest.mark.django_db
def test_nobody_is_led_elsewhere(client: Client) -> None:
    answer = client.post(form_address(), headers={"referer": "https://evil.test/x"})
    assert answer["Location"].endswith("?next=/")


@pytest.mark.django_db
def test_a_swap_opens_the_page_of_signing_in(client: Client) -> None:
    answer = client.get(
        form_address(),
        headers={"hx-request": "true", "hx-current-url": "http://testserver/goals/"},
    )
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/goals/"
