"""What `lianxin check --deploy` looks for besides what Django itself does."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.db import DatabaseError

from lianxin.base.crypto.queries import refusal_of_keys
from lianxin.site.keys import FILE

OTHERS = 0o077


def the_demo_is_closed(
    app_configs: Sequence[AppConfig] | None, **given: object
) -> list[CheckMessage]:
    """The demo's password is printed on the page of signing in."""
    if not settings.DEMO:
        return []
    return [
        Error(
            "LIANXIN_DEMO is 1: everybody can sign in to the demo's accounts.",
            hint="Leave LIANXIN_DEMO out of the settings of production.",
            id="lianxin.E001",
        )
    ]


def the_keys_are_ones_own(
    app_configs: Sequence[AppConfig] | None, **given: object
) -> list[CheckMessage]:
    """Nobody else on the machine reads the keys."""
    file = settings.LIANXIN_KEYS / FILE
    if not file.exists() or not file.stat().st_mode & OTHERS:
        return []
    return [
        Error(
            f"Others on this machine may read {file}.",
            hint=f"chmod 600 {file}",
            id="lianxin.E002",
        )
    ]


def the_keys_fit(
    app_configs: Sequence[AppConfig] | None, **given: object
) -> list[CheckMessage]:
    """The keys open what the database holds; one that cannot be asked says nothing."""
    try:
        refusal = refusal_of_keys()
    except DatabaseError:
        return []
    return [Error(refusal, id="lianxin.E003")] if refusal else []


def the_site_has_a_name(
    app_configs: Sequence[AppConfig] | None, **given: object
) -> list[CheckMessage]:
    """Under the names of this machine only, nobody else reaches the site."""
    if set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost"}:
        return []
    return [
        Caution(
            "LIANXIN_HOSTS names this machine only: others are answered 400.",
            hint="Set LIANXIN_HOSTS to the name under which people reach the site.",
            id="lianxin.W001",
        )
    ]
