"""What duties and their periods are called in the language in use."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from lianxin.kernel.rules.duties import Duty, Each, Slot

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EACH: Mapping[Each, "StrOrPromise"] = MappingProxyType(
    {
        Each.MONTH: pgettext_lazy("how often", "Each month"),
        Each.QUARTER: pgettext_lazy("how often", "Each quarter"),
        Each.HALF_YEAR: pgettext_lazy("how often", "Each half-year"),
        Each.YEAR: pgettext_lazy("how often", "Each year"),
        Each.REVIEW_YEAR: pgettext_lazy("how often", "Each review year"),
    }
)
HALF = 6


def title_of(duty: Duty) -> str:
    """What is asked for."""
    return duty.title.into(get_language() or "")


def name_of_period(slot: Slot) -> str:
    """The period of a slot: a month, a quarter, half a year, a year, a review year."""
    first, each = slot.first, slot.edition.each
    if each is Each.MONTH:
        return formats.date_format(first, "YEAR_MONTH_FORMAT")
    values = {"year": first.year, "next": first.year + 1}
    if each is Each.QUARTER:
        values["number"] = (first.month + 2) // 3
        return _("%(year)s, quarter %(number)s") % values
    if each is Each.HALF_YEAR and first.month > HALF:
        return _("%(year)s, second half") % values
    if each is Each.HALF_YEAR:
        return _("%(year)s, first half") % values
    if each is Each.REVIEW_YEAR:
        return _("review year %(year)s–%(next)s") % values
    return _("the year %(year)s") % values
