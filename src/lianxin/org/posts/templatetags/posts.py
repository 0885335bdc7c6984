"""Words for posts and their powers."""

from django import template
from django.utils.translation import gettext as _

from lianxin.base.rules.queries import FITS
from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.values import Fit
from lianxin.org.posts import queries
from lianxin.org.posts.enums import POWERS
from lianxin.org.posts.queries import Qualification

register = template.Library()


@register.filter
def power(code: str) -> str:
    """What a power lets its holder do, in words; the code where it has none yet."""
    return str(POWERS.get(code, code))


@register.filter
def qualified(found: Qualification) -> Pill:
    """How a holder fits a rule on whoever is chosen for a post."""
    if found.fit is None:
        return Pill(_("Nothing says since when"), Tone.SOON)
    tone = Tone.DONE if found.fit is Fit.WITHIN else Tone.SOON
    return Pill(str(FITS[found.fit]), tone)


@register.filter
def post_kind(code: str) -> str:
    """What a kind of post is called in the language in use."""
    return queries.title_of_kind(code)
