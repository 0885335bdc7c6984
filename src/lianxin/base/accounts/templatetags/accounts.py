"""What the sign-in page offers besides its form."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from lianxin.base.accounts import queries
from lianxin.base.accounts.models import User

register = template.Library()


@register.simple_tag
def providers() -> list[dict[str, str]]:
    """The providers by which one may sign in: a title and an address each."""
    kinds: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    known = kinds.get("openid_connect", {}).get("APPS", [])
    return [
        {
            "title": app["name"],
            "url": reverse("openid_connect_login", args=[app["provider_id"]]),
        }
        for app in known
    ]


@register.simple_tag
def demo_accounts() -> Iterable[User]:
    """The accounts to try a demonstration with; none anywhere else."""
    return queries.all_demo_accounts() if settings.DEMO else ()


@register.simple_tag
def demo_password() -> str:
    """The password that all of them have; empty anywhere else."""
    return str(settings.LIANXIN_DEMO_PASSWORD) if settings.DEMO else ""
