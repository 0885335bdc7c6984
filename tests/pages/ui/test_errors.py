"""Pages for what went wrong: right number, plain words, in three languages."""

import logging

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views.defaults import server_error

from lianxin.base.ui.middleware import refusals
from lianxin.base.ui.views import bad_request
from lianxin.kernel.actor import Refused
from tests.cast import Cast

LANGUAGES = ("zh-hans", "zh-hant", "en")


def request() -> HttpRequest:
    made = RequestFactory().get("/")
    made._messages = []
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_400(language: str) -> None:
    with translation.override(language):
        answer = bad_request(request(), ValueError())
        much = bad_request(request(), RequestDataTooBig())
    assert (answer.status_code, much.status_code) == (400, 400)
    assert answer.content != much.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_403_gives_the_reason(language: str) -> None:
    with translation.override(language):
        answer = refusals(lambda r: None).process_exception(
            request(), Refused("只有支部书记可以报告完成。")
        )
    assert answer is not None
    assert answer.status_code == 403
    assert "只有支部书记可以报告完成。" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_404_keeps_the_navigation(cast: Cast, language: str) -> None:
    client = cast.client("branch_secretary")
    client.cookies["django_language"] = language
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert 'class="side"' in answer.content.decode()


@pytest.mark.django_db
def test_404_of_whoever_is_not_signed_in_shows_no_navigation(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert 'class="side"' not in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_500_needs_no_database(language: str) -> None:
    """No `db` fixture: pytest-django would refuse any query."""
    with translation.override(language):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert (
        f'<html lang="{translation.to_locale(language)[:2]}' in answer.content.decode()
    )


def test_a_form_without_its_token_is_told_so_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(cast.people["branch_secretary"].account)
    answer = client.post(reverse("ui:gallery_form"), {"title": "x"})
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "Please send it again" in words
    assert f'href="{reverse("ui:gallery_form")}"' in words


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
)
def test_each_has_one_heading_and_no_script_of_its_own(name: str) -> None:
    html = render_to_string(name, {"reason": "x"})
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert "sent.js" not in html


@pytest.mark.django_db
def test_a_name_that_is_not_the_sites_is_no_fault(client: Client) -> None:
    """No traceback for whoever looks for servers: the request log has the 400."""
    answer = client.get("/healthz", headers={"host": "elsewhere.example"})
    logger = logging.getLogger("django.security.DisallowedHost")
    assert answer.status_code == 400
    assert not logger.propagate
    kinds = [type(handler) for handler in logger.handlers]
    ours = [kind for kind in kinds if not kind.__module__.startswith("_pytest")]
    assert ours == [logging.NullHandler]
