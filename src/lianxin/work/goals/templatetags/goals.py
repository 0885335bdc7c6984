"""How a goal stands, in templates."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from lianxin.base.ui.templatetags.ui import status
from lianxin.base.ui.wording import pill
from lianxin.work.goals import exports, queries
from lianxin.work.goals.models import Goal

register = template.Library()


@register.simple_tag
def due(goal: Goal) -> str:
    """When a goal of `with_standing` asks for something next, in words where on no day."""
    return exports.due_in_words(goal)


@register.simple_tag
def standing(goal: Goal, today: date) -> SafeString:
    """The status today of a goal of `with_standing`."""
    return status(pill(queries.standing_of(goal, today=today)))
