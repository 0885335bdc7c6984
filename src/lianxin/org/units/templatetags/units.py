"""Words for the kinds of units."""

from django import template
from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook

register = template.Library()


@register.filter
def unit_kind(code: str) -> str:
    """What a kind of unit is called in the language in use; the code if unknown."""
    kind = rulebook.unit_kinds().get(code)
    return kind.title.into(get_language() or "") if kind else code
