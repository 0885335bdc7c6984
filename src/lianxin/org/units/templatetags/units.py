"""Words for the kinds of units."""

from django import template
from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook
from lianxin.org.units.models import Unit

register = template.Library()


@register.filter
def unit_kind(code: str) -> str:
    """What a kind of unit is called in the language in use; the code if unknown."""
    kind = rulebook.unit_kinds().get(code)
    return kind.title.into(get_language() or "") if kind else code


@register.filter
def unit_form(unit: Unit) -> str:
    """The special form in which a unit is set up, in the language in use."""
    kind = rulebook.unit_kinds().get(unit.kind)
    title = kind.forms.get(unit.form) if kind else None
    return title.into(get_language() or "") if title else unit.form
