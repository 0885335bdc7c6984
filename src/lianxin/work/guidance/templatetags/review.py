"""Filters for the review page."""

from collections.abc import Mapping

from django import template

from lianxin.kernel.outline.script import script_of

register = template.Library()


@register.filter
def cell(cells: Mapping[str, str], code: str) -> str:
    """The text of a row's cell."""
    return cells.get(code, "")


@register.filter
def script(text: str) -> str:
    """The language of a document, for fonts and screen readers."""
    return "zh-Hant" if script_of(text) == "hant" else "zh-Hans"
