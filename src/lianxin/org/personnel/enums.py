"""How what is told differs from what is entered, and what became of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Where the site joins this app's endpoint; a test holds the two together.
ENDPOINT = "/api/personnel/updates"


class Kind(TextChoices):
    """In what an entry and the personnel system differ."""

    NEW = "new", pgettext_lazy("a difference", "Not entered yet")
    CHANGED = "changed", pgettext_lazy("a difference", "Entry differs")
    MOVED = "moved", pgettext_lazy("a difference", "Works elsewhere")
    LEFT = "left", pgettext_lazy("a difference", "Has left")
    BACK = "back", pgettext_lazy("a difference", "Has come back")
    UNCLEAR = "unclear", pgettext_lazy("a difference", "Unit unknown")


class Outcome(TextChoices):
    """What became of a difference."""

    ADOPTED = "adopted", pgettext_lazy("of a difference", "Adopted")
    SETTLED = "settled", pgettext_lazy("of a difference", "Settled otherwise")
    REPLACED = (
        "replaced",
        pgettext_lazy("of a difference", "Replaced by a later update"),
    )


FIELDS: Mapping[str, "StrOrPromise"] = {
    "employee_number": _("Employee number"),
    "name": _("Name"),
    "gender": _("Gender"),
    "birth_on": _("Born on"),
    "joined_on": _("Joined on"),
    "left_on": _("Last day"),
    "unit": _("Unit"),
}
