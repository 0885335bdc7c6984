"""Words for chapters, for how sure a value is, and for what numbers count."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.kernel.rules.self_check import Keeper
from lianxin.kernel.rules.values import Counted, Sure
from lianxin.kernel.rules.verdict import Tone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHAPTERS: Mapping[str, "StrOrPromise"] = {
    "basics": _("Members, organisations, sanctions"),
    "branches": _("Branches"),
    "enterprise": _("Enterprises"),
    "sizes": _("Sizes and posts"),
    "terms": _("Terms of office"),
    "elections": _("Elections"),
    "rights": _("Rights of members"),
    "quorum": _("Attendance and majorities"),
    "admission": _("Admission of members"),
    "steps_of_admission": _("Steps of admission"),
    "members": _("Membership and supervision"),
    "transfers": _("Transfers and members elsewhere"),
    "dues": _("Dues"),
    "yearly": _("How often in a year"),
    "review": _("Reviews and grades"),
    "schemes": _("Standards of commendation"),
    "disclosure": _("Disclosure"),
    "congress": _("Workers’ congress"),
    "burden": _("Against formalism"),
    "privacy": _("Personal information"),
    "statistics": _("Statistics"),
}
SURE: Mapping[Sure, "StrOrPromise"] = {
    Sure.READ: _("Read in the text"),
    Sure.SECONDARY: _("From a page that quotes it"),
    Sure.UNVERIFIED: _("Not yet verified"),
}
TONES: Mapping[Sure, Tone] = {
    Sure.READ: Tone.DONE,
    Sure.SECONDARY: Tone.OPEN,
    Sure.UNVERIFIED: Tone.SOON,
}
KEEPERS: Mapping[Keeper, tuple["StrOrPromise", Tone]] = {
    Keeper.SOFTWARE: (_("Kept by the software"), Tone.DONE),
    Keeper.ENTERPRISE: (_("For the enterprise to keep"), Tone.OPEN),
    Keeper.MISSING: (_("Not yet kept"), Tone.SOON),
}
COUNTED: Mapping[Counted, "StrOrPromise"] = {
    Counted.MEMBERS: pgettext_lazy("what a rule counts", "all members"),
    Counted.FULL_MEMBERS: pgettext_lazy("what a rule counts", "full members"),
    Counted.COMMITTEE: pgettext_lazy("what a rule counts", "members of the committee"),
    Counted.DEPUTIES: pgettext_lazy("what a rule counts", "deputy secretaries"),
    Counted.UNITS: pgettext_lazy("what a rule counts", "units"),
    Counted.PEOPLE: pgettext_lazy("what a rule counts", "people"),
    Counted.STAFF: pgettext_lazy("what a rule counts", "staff"),
    Counted.DELEGATES: pgettext_lazy("what a rule counts", "delegates"),
    Counted.YEARS: pgettext_lazy("what a rule counts", "years"),
    Counted.MONTHS: pgettext_lazy("what a rule counts", "months"),
    Counted.DAYS: pgettext_lazy("what a rule counts", "days"),
    Counted.WORKDAYS: pgettext_lazy("what a rule counts", "working days"),
    Counted.HOURS: pgettext_lazy("what a rule counts", "hours"),
    Counted.TIMES: pgettext_lazy("what a rule counts", "times"),
    Counted.YUAN: pgettext_lazy("what a rule counts", "yuan"),
}
