"""Signing in by the enterprise's provider, and signing out."""

from allauth.account import views as account
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from requests import RequestException


@login_not_required
def by_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; a page says so where it cannot be reached."""
    answer: HttpResponse
    try:
        answer = openid_connect.login(request, provider_id=provider_id)
    except (RequestException, KeyError) as fault:
        answer = render_authentication_error(request, None, exception=fault)
    return answer


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser lets go of the pages that it would show on going back."""
    answer: HttpResponse = account.logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"cache"'
    return answer
