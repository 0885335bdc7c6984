"""Fields that a form has for each comment and for each row."""

from collections.abc import Sequence

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.simple_tag
def fields_of(form: forms.Form, comment: int) -> Sequence[BoundField]:
    """The two fields for one comment: what becomes of it, and why."""
    return [form[f"adoption_{comment}"], form[f"reason_{comment}"]]


@register.simple_tag
def row_field(form: forms.Form, task: int) -> BoundField:
    """The field for the comment on one row."""
    return form[f"row_{task}"]
