"""The same press of a button counts once; another showing or other words do not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from lianxin.base.ui.forms.once import once


@pytest.fixture(autouse=True)
def _empty_cache(db: None) -> None:
    cache.clear()


def sent(**words: str) -> HttpRequest:
    request = RequestFactory().post("/goals/give/", words)
    request.user = AnonymousUser()
    return request


def times(*requests: HttpRequest) -> int:
    """How often the attempt is made when these come one after the other."""
    made: list[int] = []

    def attempt() -> str:
        made.append(1)
        return "/goals/7/"

    assert {once(request, attempt) for request in requests} == {"/goals/7/"}
    return len(made)


def test_the_second_press_leads_where_the_first_led() -> None:
    assert (
        times(
            sent(csrfmiddlewaretoken="a", text="x"),
            sent(csrfmiddlewaretoken="a", text="x"),
        )
        == 1
    )


def test_another_showing_of_the_form_is_another_act() -> None:
    assert (
        times(
            sent(csrfmiddlewaretoken="a", text="x"),
            sent(csrfmiddlewaretoken="b", text="x"),
        )
        == 2
    )


def test_other_words_are_another_act() -> None:
    assert (
        times(
            sent(csrfmiddlewaretoken="a", text="x"),
            sent(csrfmiddlewaretoken="a", text="y"),
        )
        == 2
    )


def test_without_a_token_each_counts() -> None:
    assert times(sent(text="x"), sent(text="x")) == 2


def test_what_came_to_nothing_may_be_sent_again() -> None:
    request = sent(csrfmiddlewaretoken="a", text="x")
    assert once(request, lambda: None) is None
    with pytest.raises(RuntimeError):
        once(request, _break)
    assert once(request, lambda: "/goals/7/") == "/goals/7/"


def _break() -> str:
    raise RuntimeError
