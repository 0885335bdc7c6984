"""Every component in every state, for those who write pages and for the tests."""

from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.base.ui import clock
from lianxin.base.ui.forms import DayField, FilesField, FilterForm, PageForm, TimeField, form_page
from lianxin.base.ui.tables import Column, Table
from lianxin.base.ui.wording import Explanation, Fact, Pill, STATUSES, explain, pill
from lianxin.kernel.actor import Conflict, Ref


class GalleryForm(PageForm):
    """A form with each kind of field."""

    text = forms.CharField(label="Text", help_text="One line.", max_length=60)
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    day = DayField(label="Day")
    time = TimeField(label="Time", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")])
    one = forms.ChoiceField(label="One of", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(label="Several of", choices=[("a", "First"), ("b", "Second")], widget=forms.CheckboxSelectMultiple, required=False)
    sure = forms.BooleanField(label="I have read it", required=False)
    files = FilesField(label="Files", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {})


def gallery_form(request: HttpRequest) -> HttpResponse:
    return form_page(request, "ui/gallery_form.html", form=GalleryForm, act=lambda data: reverse("ui:gallery"))
