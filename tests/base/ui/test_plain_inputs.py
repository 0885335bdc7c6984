"""Inputs made in Python are what Django's templates and the component make."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.forms import DayField, FilterForm, TimeField
from lianxin.base.ui.forms.renderer import Renderer

KINDS = [
    ("", "All"),
    ("a&b", 'A "quoted" <kind>'),
    ("Group", [("1", "One"), ("2", "Two")]),
]


class Everything(FilterForm):
    """One field of each kind that lists use."""

    words = forms.CharField(required=False, label="Words & <signs>", help_text="<b>")
    kind = forms.ChoiceField(choices=KINDS, required=False)
    number = forms.IntegerField(required=False, min_value=0)
    day = DayField(required=False)
    hour = TimeField(required=True)
    known = forms.CharField(widget=forms.HiddenInput, required=False)


def _sent() -> Everything:
    return Everything(
        {"words": '"><script>', "kind": "a&b", "number": "7", "day": "2026-1-2"}
    )


@pytest.mark.parametrize("name", ["words", "kind", "number", "day", "hour", "known"])
def test_widgets_are_as_djangos_templates_make_them(name: str) -> None:
    for form in (_sent(), Everything()):
        form.renderer = Renderer()
        ours = str(form[name].as_widget(attrs={"class": "form-control"}))
        form.renderer = DjangoTemplates()
        theirs = str(form[name].as_widget(attrs={"class": "form-control"}))
        assert _bare(ours) == _bare(theirs)


@pytest.mark.parametrize("name", ["words", "kind", "number", "day"])
def test_a_plain_field_is_as_the_component_makes_it(name: str) -> None:
    form = _sent()
    context = {"field": form[name]}
    made = Template("{% plain_field field %}").render(Context(context))
    compiled = CottonCompiler().process('<c-field :field="field" />')
    component = Template(compiled).render(Context(context))
    assert _bare(made) == _bare(component)


def _bare(html: str) -> str:
    html = re.sub(r"\s+", " ", html).replace('class="field "', 'class="field"')
    return re.sub(r"\s*(<|>)\s*", r"\1", html)


def test_addresses_are_those_of_reverse() -> None:
    assert address_of("goals:goal", 7) == reverse("goals:goal", args=[7])
    assert address_of("home:home") == reverse("home:home")


class _Boxes(forms.Form):
    kinds = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)


def test_boxes_that_are_not_there_are_told_of() -> None:
    form = _Boxes()
    form.renderer = Renderer()
    assert str(form["kinds"]) == '<p class="nothing">None to choose from.</p>'
    form.fields["kinds"].choices = [("a", "A")]  # type: ignore[attr-defined]  # a field of choices
    assert 'type="checkbox"' in str(form["kinds"])
