"""Any input is taken, cleaned and bounded; a conflict shows both."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.base.ui.forms.page_form import LINE, TEXT, plain
from lianxin.kernel.actor import Conflict


class Sample(PageForm):
    title = forms.CharField(label="Title")
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    day = DayField(label="Day")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")])
    version = forms.IntegerField(widget=forms.HiddenInput)


SENT = {"title": "甲", "day": "2026-11-23", "kind": "a", "version": "3"}


def sent(**changes: str) -> Sample:
    return Sample(data=SENT | changes)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\x1bb\x7f", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("何\u200b秋\u2060实\ufeff\xad", "何秋实"),
        ("a\ufffeb\uffff", "ab"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u200d何秋实\u200c\u200d", "何秋实"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("𠮷😀", "𠮷😀"),
    ],
)
def test_only_what_cannot_be_seen_is_taken_out(typed: str, kept: str) -> None:
    assert plain(typed) == kept
    form = sent(title="x", text=typed)
    assert form.is_valid()
    assert form.cleaned_data["text"] == kept.strip()


@pytest.mark.parametrize("typed", ["\u200b", "\u200d\u200d", "\u2060 \u202e", "\xad"])
def test_what_only_looks_empty_is_empty(typed: str) -> None:
    assert set(sent(title=typed).errors) == {"title"}


def test_a_line_holds_no_breaks_and_a_text_does() -> None:
    form = sent(title="何\r\n秋\t实\u2028", text="一\n二")
    assert form.is_valid()
    assert form.cleaned_data["title"] == "何 秋 实"
    assert form.cleaned_data["text"] == "一\n二"


def test_every_text_has_a_bound_that_the_server_names() -> None:
    assert sent(title="字" * LINE, text="字" * TEXT).is_valid()
    form = sent(title="字" * (LINE + 1), text="字" * (TEXT + 1))
    assert set(form.errors) == {"title", "text"}


def test_no_browser_cuts_off_what_is_too_long() -> None:
    assert "maxlength" not in str(sent()["title"])


def test_the_posted_data_of_a_request_can_be_used() -> None:
    assert Sample(data=QueryDict("title=x&day=20261123&kind=b&version=1")).is_valid()


@pytest.mark.parametrize(
    "typed", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "20261123"]
)
def test_days_as_people_write_them(typed: str) -> None:
    form = sent(day=typed)
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed", ["0000-01-01", "0026-11-23", "1799-12-31", "3000-01-01", "9999-12-31"]
)
def test_a_year_that_is_a_slip_is_refused(typed: str) -> None:
    assert set(sent(day=typed).errors) == {"day"}


@pytest.mark.parametrize("typed", ["1800-01-01", "2999-12-31"])
def test_the_first_and_the_last_day(typed: str) -> None:
    assert sent(day=typed).is_valid()


def in_conflict() -> Sample:
    form = sent()
    assert form.is_valid()
    current = {"title": "乙", "day": date(2026, 11, 23), "kind": "b", "other": 1}
    form.show_conflict(Conflict(current, 7))
    return form


def test_a_conflict_shows_what_differs_beside_mine() -> None:
    form = in_conflict()
    assert form.theirs == {"title": "乙", "kind": "Second"}
    assert form["title"].value() == "甲"


def test_saving_again_after_a_conflict_names_the_new_version() -> None:
    form = in_conflict()
    assert form["version"].value() == "7"
    assert len(form.non_field_errors()) == 1


def test_one_who_emptied_a_field_is_told_so() -> None:
    form = sent()
    assert form.is_valid()
    form.show_conflict(Conflict({"title": ""}, 4))
    assert form.theirs == {"title": "(empty)"}
