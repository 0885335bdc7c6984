"""How pages look for this browser: language, theme, size of text, navigation."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

LANGUAGE, THEME, TEXT, NAVIGATION = "language", "theme", "text", "navigation"
COOKIES: Mapping[str, str] = {
    LANGUAGE: settings.LANGUAGE_COOKIE_NAME,
    THEME: "lianxin_theme",
    TEXT: "lianxin_text",
    NAVIGATION: "lianxin_navigation",
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    LANGUAGE: tuple(code for code, _ in settings.LANGUAGES),
    THEME: ("auto", "light", "dark"),
    TEXT: ("normal", "large"),
    NAVIGATION: ("wide", "narrow"),
}


def chosen(request: HttpRequest, name: str) -> str:
    """What this browser chose, or the first choice."""
    value = request.COOKIES.get(COOKIES[name], "")
    return value if value in CHOICES[name] else CHOICES[name][0]


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the choices sent in cookies of this browser and go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    for name, choices in CHOICES.items():
        value = request.POST.get(name)
        if value in choices:
            response.set_cookie(
                COOKIES[name],
                value,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    return response
