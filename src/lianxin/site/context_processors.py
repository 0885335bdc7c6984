"""What the base template needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lianxin.site.demo import DEMO_PASSWORD


def page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, for which post, and the posts to choose from."""
    return {"acting": getattr(request, "acting", None)}


def demo(request: HttpRequest) -> dict[str, Any]:
    """The password of the demo accounts, only where they open."""
    return {"demo_password": DEMO_PASSWORD} if settings.DEMO else {}
