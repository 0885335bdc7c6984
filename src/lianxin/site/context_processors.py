"""What the base template needs on every page."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, for which post, and the posts to choose from."""
    return {"acting": getattr(request, "acting", None)}
