"""Signing in by a real OpenID Connect provider."""

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from lianxin.base.accounts.models import User
from tests.cast import Cast
from tests.pages.accounts.conftest import Provider

pytestmark = pytest.mark.django_db
INSIDE = "/accounts/second-factor/"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


def test_the_sign_in_page_offers_it_by_name(provider: Provider, visitor) -> None:
    page = visitor.get("/accounts/login/").content.decode()
    assert 'action="/accounts/oidc/enterprise/"' in page
    assert "Sign in by 集团统一认证" in page


def test_nothing_is_offered_where_none_is_set_up(visitor) -> None:
    assert "/accounts/oidc/" not in visitor.get("/accounts/login/").content.decode()
    assert visitor.get("/accounts/oidc/enterprise/").status_code == 404


def test_an_existing_account_opens_and_is_tied_to_the_identity(
    cast: Cast, provider: Provider, visitor
) -> None:
    back = provider.vouch(visitor, "Member")
    assert visitor.get(back).status_code == 302
    assert visitor.get(INSIDE).status_code == 200
    identity = SocialAccount.objects.get()
    assert identity.user_id == cast.people["member"].account_id
    assert identity.uid == "Member"


def test_nothing_else_that_the_provider_tells_is_kept(
    cast: Cast, provider: Provider, visitor
) -> None:
    for _time in range(2):
        visitor.get(provider.vouch(Client(), "member"))
        visitor.get(provider.vouch(visitor, "member"))
    assert SocialAccount.objects.get().extra_data == {}
    assert SocialToken.objects.count() == 0


def test_the_identity_opens_the_account_even_after_its_name_changed(
    cast: Cast, provider: Provider, visitor
) -> None:
    visitor.get(provider.vouch(visitor, "member"))
    User.objects.filter(username="member").update(username="renamed")
    again = Client()
    assert again.get(provider.vouch(again, "member")).status_code == 302
    assert again.get(INSIDE).status_code == 200


def test_whoever_has_no_account_is_sent_to_the_clerk(
    cast: Cast, provider: Provider, visitor
) -> None:
    answer = visitor.get(provider.vouch(visitor, "stranger"))
    assert answer.status_code == 403
    assert "no account here under your name" in answer.content.decode()
    assert not User.objects.filter(username="stranger").exists()
    assert visitor.get(INSIDE).status_code == 302


def test_a_closed_account_stays_closed(cast: Cast, provider: Provider, visitor) -> None:
    User.objects.filter(username="member").update(is_active=False)
    answer = visitor.get(provider.vouch(visitor, "member"))
    assert answer.status_code == 403
    assert "This account is closed" in answer.content.decode()
    assert visitor.get(INSIDE).status_code == 302
    assert SocialAccount.objects.count() == 0


def test_the_second_factor_is_asked_for_all_the_same(
    cast: Cast, provider: Provider, visitor
) -> None:
    answer = visitor.get(provider.vouch(visitor, "clerk"))
    assert answer["Location"] == "/accounts/second-factor/code/"
    assert visitor.get(INSIDE).status_code == 302


def test_the_answer_opens_nothing_in_another_browser(
    cast: Cast, provider: Provider, visitor
) -> None:
    stolen = provider.vouch(visitor, "member")
    thief = Client()
    assert thief.get(stolen).status_code == 401
    assert thief.get(INSIDE).status_code == 302


def test_the_answer_opens_only_once(cast: Cast, provider: Provider, visitor) -> None:
    back = provider.vouch(visitor, "member")
    visitor.get(back)
    visitor.post("/accounts/logout/")
    assert visitor.get(back).status_code == 401


def test_who_stops_at_the_provider_is_told_that_nothing_changed(
    cast: Cast, provider: Provider, visitor
) -> None:
    state = visitor.post("/accounts/oidc/enterprise/")["Location"]
    token = dict(p.split("=", 1) for p in state.split("?")[1].split("&"))["state"]
    answer = visitor.get(
        "/accounts/oidc/enterprise/back/", {"error": "access_denied", "state": token}
    )
    assert answer["Location"] == "/accounts/provider/cancelled/"


def test_a_provider_that_is_down_gives_a_page_not_an_error(
    cast: Cast, provider: Provider, visitor, settings, caplog
) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = visitor.post("/accounts/oidc/enterprise/")
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()
    assert "127.0.0.1" not in caplog.text
