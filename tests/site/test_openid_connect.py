"""The settings of sign-in by a provider, read from the environment."""

from lianxin.site.keys import openid_connect_from, openid_connect_origins

SERVER = {"LIANXIN_OIDC_SERVER": "https://id.example.org/realms/staff"}


def test_without_a_server_there_is_none() -> None:
    assert openid_connect_from({}) == {}
    assert openid_connect_origins({}) == []


def test_one_provider_with_only_the_claims_we_need() -> None:
    found = openid_connect_from(SERVER | {"LIANXIN_OIDC_CLAIM": "employee_number"})
    (app,) = found["openid_connect"]["APPS"]
    assert app["settings"] == {
        "server_url": "https://id.example.org/realms/staff",
        "oauth_pkce_enabled": True,
        "scope": ["openid", "profile"],
        "account_claim": "employee_number",
    }


def test_the_sign_in_form_may_lead_to_its_origin() -> None:
    assert openid_connect_origins(SERVER) == ["https://id.example.org"]
