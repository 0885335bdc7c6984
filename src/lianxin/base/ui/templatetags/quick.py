"""Tags and a filter of Django's that most nodes of our pages are, in a quarter of the time.

They say what Django's say: each keeps Django's own beside it, asks it once for what
depends on code and language alone, and leaves everything else to it.
"""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template import Context, Node, defaultfilters, defaulttags
from django.template.base import FilterExpression, Parser, Token, Variable
from django.templatetags import i18n
from django.templatetags import static as assets
from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.translation import get_language
from typing_extensions import override

from lianxin.base.ui.addresses import address_of

register = template.Library()


class _Words(Node):
    """Words without variables: translated once into each language."""

    def __init__(self, theirs: Node) -> None:
        self._theirs = theirs
        self._said: dict[str | None, str] = {}

    @override
    def render(self, context: Context) -> str:
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._theirs.render(context)
        return said


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's; what is neither put into a variable nor made of one is kept."""
    theirs = i18n.do_translate(parser, token)
    if theirs.asvar:
        return theirs
    about: FilterExpression | None = theirs.message_context
    kept = _is_literal(theirs.filter_expression) and (not about or _is_literal(about))
    return _Words(theirs) if kept else theirs


def _is_literal(words: FilterExpression) -> bool:
    named: object = words.var  # words themselves, or the name of a variable
    is_name = isinstance(named, Variable) and named.lookups is not None
    return not words.filters and not is_name


class _Asset(Node):
    """The address of a file of the site: it stays while the process runs."""

    def __init__(self, theirs: assets.StaticNode) -> None:
        self._theirs = theirs
        self._said: dict[tuple[str, bool], str] = {}

    @override
    def render(self, context: Context) -> str:
        key = (get_script_prefix(), context.autoescape)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = str(self._theirs.render(context))
        return said


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """Django's; the address of a file named by its path is looked up once."""
    theirs = assets.do_static(parser, token)
    is_kept = not theirs.varname and _is_literal(theirs.path)
    return _Asset(theirs) if is_kept else theirs


class _Address(Node):
    """The address of something known by its number."""

    def __init__(self, theirs: defaulttags.URLNode, name: str) -> None:
        self._theirs = theirs
        self._name = name

    @override
    def render(self, context: Context) -> str:
        numbers = [argument.resolve(context) for argument in self._theirs.args]
        if not all(type(number) is int for number in numbers):
            return str(self._theirs.render(context))
        return str(conditional_escape(address_of(self._name, *numbers)))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's; an address by numbers alone is filled into its pattern."""
    theirs = defaulttags.url(parser, token)
    name = theirs.view_name
    if theirs.kwargs or theirs.asvar or not _is_literal(name):
        return theirs
    return _Address(theirs, str(name.var))


@register.filter(name="date", expects_localtime=True, is_safe=False)
def day_in(value: date | datetime | str | None, shape: str | None = None) -> str:
    """Django's; what it says of a day in a language is kept."""
    if type(value) is not date:
        return str(defaultfilters.date(value, shape))
    if shape == "Y-m-d":
        return value.isoformat()
    return _day_in(value, shape, get_language())


@lru_cache(maxsize=2000)
def _day_in(day: date, shape: str | None, _language: str | None) -> str:
    return str(defaultfilters.date(day, shape))
