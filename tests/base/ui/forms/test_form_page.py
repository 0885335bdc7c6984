"""One way for every form: 200, 302, 422, and nothing lost."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from lianxin.base.ui.forms import PageForm, form_page
from lianxin.kernel.actor import Conflict, Refused

FACTORY = RequestFactory(headers={"accept-language": "en"})


class Sample(PageForm):
    title = forms.CharField(label="Title")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def answer(act, sent: dict[str, str] | None = None, **headers: str) -> HttpResponse:
    request = (
        FACTORY.get("/x/")
        if sent is None
        else FACTORY.post("/x/", sent, headers=headers)
    )
    request.session = Client().session
    with translation.override("en"):
        return form_page(request, "ui/gallery_form.html", form=Sample, act=act)


def refuse(error: Exception):
    def act(data: dict[str, object]) -> str:
        raise error

    return act


pytestmark = pytest.mark.django_db


def test_it_is_shown() -> None:
    page = answer(lambda data: "/y/")
    assert page.status_code == 200
    assert "Error" not in page.content.decode()


def test_what_is_right_is_done_and_leads_on() -> None:
    done = []
    page = answer(lambda data: done.append(data) or "/y/", {"title": "甲"})
    assert (page.status_code, page["Location"]) == (302, "/y/")
    assert done == [{"title": "甲", "version": None}]


def test_what_is_wrong_is_shown_again_with_the_same_words_twice() -> None:
    page = answer(lambda data: "/y/", {"title": " "})
    words = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in words
    assert words.count('href="#id_title"') == 1
    assert words.count("Please fill this in.") == 2
    assert 'aria-invalid="true"' in words
    assert 'aria-describedby="id_title_error"' in words
    assert 'id="id_title_error"' in words


def test_a_refusal_by_the_operation_lands_at_its_field() -> None:
    error = ValidationError({"title": "taken", "elsewhere": "odd"})
    page = answer(refuse(error), {"title": "甲"})
    words = page.content.decode()
    assert page.status_code == 422
    assert words.count("taken") == 2
    assert words.count("odd") == 1
    assert 'value="甲"' in words


def test_a_conflict_keeps_mine_and_shows_theirs() -> None:
    page = answer(refuse(Conflict({"title": "乙"}, 8)), {"title": "甲", "version": "1"})
    words = page.content.decode()
    assert page.status_code == 422
    assert 'value="甲"' in words
    assert "<ins>乙</ins>" in words
    assert 'name="version" value="8"' in words


def test_a_refusal_is_left_to_its_page() -> None:
    with pytest.raises(Refused):
        answer(refuse(Refused("no")), {"title": "甲"})
