"""Words for what the rules ask, and for how a unit fits them."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rules import queries
from lianxin.base.rules.enums import COUNTED, KEEPERS, SURE, TONES
from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.self_check import Keeper
from lianxin.kernel.rules.values import Check, Edition, Fit, Rule

register = template.Library()


@register.filter
def rule_title(rule: Rule) -> str:
    """What a rule is about, in the language in use."""
    return queries.named(rule.title)


@register.filter
def in_words(title: Title) -> str:
    """A title of the rulebook in the language in use."""
    return queries.named(title)


@register.filter
def for_whom(rule: Rule) -> str:
    """Whom a rule is for: its kinds of unit, else whom its regulation is for."""
    return queries.listed(rule.units) or queries.named(queries.whom_of(rule))


@register.filter
def cited(edition: Edition) -> str:
    """The regulation, with its article unless only memory gives it."""
    return edition.source.cite(get_language() or "")


@register.filter
def sure(edition: Edition) -> str:
    """How the value came to be known."""
    return str(SURE[edition.source.sure])


@register.filter
def sure_pill(edition: Edition) -> Pill:
    """How the value came to be known: a word, an icon, a colour."""
    return Pill(sure(edition), TONES[edition.source.sure])


@register.filter
def kept_by(keeper: Keeper) -> Pill:
    """Who keeps a rule on software."""
    word, tone = KEEPERS[keeper]
    return Pill(str(word), tone)


@register.filter
def counted(rule: Rule) -> str:
    """What the numbers of a rule count; nothing where it has none."""
    return str(COUNTED[rule.counted]) if rule.counted else ""


@register.filter
def fit(check: Check) -> Pill:
    """How the unit fits the rule: a word, an icon, a colour."""
    if check.missing:
        return Pill(_("Posts without a holder"), Tone.SOON)
    tone = Tone.DONE if check.fit is Fit.WITHIN else Tone.SOON
    return Pill(str(queries.FITS[check.fit]), tone)


@register.filter
def missing(check: Check) -> str:
    """The posts that the rule asks for and nobody holds."""
    return queries.listed(check.missing)


@register.filter
def asked(edition: Edition) -> str:
    """What is asked, in words."""
    return queries.asked(edition.value)
