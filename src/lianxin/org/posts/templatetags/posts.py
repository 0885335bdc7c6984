"""Words for posts and their powers."""

from django import template

from lianxin.org.posts import queries
from lianxin.org.posts.enums import POWERS

register = template.Library()


@register.filter
def power(code: str) -> str:
    """What a power lets its holder do, in words; the code where it has none yet."""
    return str(POWERS.get(code, code))


@register.filter
def post_kind(code: str) -> str:
    """What a kind of post is called in the language in use."""
    return queries.title_of_kind(code)
