"""What our quick tags say is what Django's say, in each language and each time."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.template import Context, Engine, TemplateSyntaxError
from django.urls import path
from django.utils import translation
from django.utils.functional import lazystr
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from lianxin.base.ui.escaping import escaped

BUILTINS = ["django.templatetags.i18n", "django.templatetags.static"]
QUICK = "lianxin.base.ui.templatetags.quick"
urlpatterns = [
    path("a/<int:pk>/", lambda _, pk: HttpResponse(pk), name="one"),
    path("b/<str:word>/<int:pk>/", lambda _, **__: HttpResponse(), name="two"),
    path("c&d/<int:first>/<int:second>/", lambda _, **__: HttpResponse(), name="three"),
]
CONTEXT = {
    "day": date(2026, 3, 9),
    "moment": datetime(2026, 3, 9, 23, 30, tzinfo=UTC),
    "number": 7,
    "word": "a b",
    "name": "one",
    "nothing": None,
}


def _said(source: str, *more: str) -> str:
    template = Engine(builtins=[*BUILTINS, *more]).from_string(source)
    return str(template.render(Context(CONTEXT)))


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Goals" %}',
        '{% translate "Goals" context "navigation" %}',
        '{% translate "Goals" as words %}[{{ words }}]',
        '{% translate "100%% <b>" %}',
        '{% translate "Goals"|upper %}',
        "{% translate word %}",
        '{% translate "Goals" noop %}',
        '{% translate "Goals" context word %}',
        '{% url "one" number %}',
        '{% url "one" pk=number %}',
        '{% url "one" number as way %}[{{ way }}]',
        '{% url "two" word number %}',
        '{% url "three" number number|add:1 %}',
        "{% url name number %}",
        '{% static "icon.svg" %}',
        '{% static "icon.svg" as way %}[{{ way }}]',
        "{% static word %}",
        '{% autoescape off %}{% static "a&b.svg" %}{% endautoescape %}',
        '{% static "a&b.svg" %}',
        '{{ day|date:"Y-m-d" }} {{ day|date:"F" }} {{ day|date }}',
        '{{ moment|date:"Y-m-d H:i" }} {{ nothing|date:"Y" }} {{ word|date:"Y" }}',
        '{{ day|date:"YEAR_MONTH_FORMAT" }}',
    ],
)
def test_they_say_what_djangos_say_each_time(source: str) -> None:
    for language in ("zh-hans", "en", "zh-hant", "zh-hans"):
        with translation.override(language):
            assert _said(source, QUICK) == _said(source)


def test_one_template_follows_the_language() -> None:
    template = Engine(builtins=[*BUILTINS, QUICK]).from_string(
        '{% translate "January" %} {{ day|date:"F" }}'
    )
    said = {}
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            said[language] = template.render(Context(CONTEXT))
    assert said == {"en": "January March", "zh-hans": "一月 三月"}


def test_a_tag_without_words_is_refused_as_by_django() -> None:
    with pytest.raises(TemplateSyntaxError):
        _said("{% translate %}", QUICK)


@pytest.mark.parametrize(
    "value", ["<a href='x'>&\"", mark_safe("<b>"), lazystr("<i>"), 7, None, ""]
)
def test_escaping_is_djangos(value: object) -> None:
    assert escaped(value) == conditional_escape(value)
