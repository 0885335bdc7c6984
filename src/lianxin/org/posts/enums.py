"""In which way a post is held, and words for the powers that posts carry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Manner(TextChoices):
    """In which way somebody holds a post."""

    REGULAR = "regular", _("Regular")
    ACTING = "acting", _("Acting")
    CONCURRENT = "concurrent", _("Concurrent")


POWERS: "Mapping[str, StrOrPromise]" = {
    "units.see": _("sees units"),
    "units.restricted": _("sees restricted units (abroad, classified)"),
    "units.edit": _("founds, renames, moves and dissolves units"),
    "people.see": _("sees people"),
    "people.edit": _("enters people and corrects their entries"),
    "people.standing": _("sees standings in the Party"),
    "people.contact": _("looks up phone and identity number (journaled)"),
    "posts.edit": _("opens posts and appoints to them"),
    "goals.see": _("sees goals"),
    "goals.give": _("gives goals"),
    "goals.report": _("reports goals done"),
    "goals.verify": _("verifies reports"),
    "plans.see": _("sees plans"),
    "plans.edit": _("makes plans and issues them"),
    "plans.reply": _("answers when a plan is out for comment"),
    "targets.see": _("sees business targets"),
    "targets.edit": _("sets business targets and enters what was reached"),
    "letters.see": _("sees letters that units wrote and received"),
    "transfers.see": _("sees transfers of members"),
    "transfers.handle": _("asks for transfers, receives members"),
    "transfers.release": _("decides whether a member is released"),
    "letters.write": _("writes letters and enters received ones"),
    "personnel.update": _("takes in updates from the personnel system"),
    "personnel.settle": _("settles what the personnel system tells otherwise"),
    "records.see": _("sees records"),
    "records.record": _("records what took place"),
    "journal.see": _("reads the journal"),
    "accounts.manage": _("makes accounts and one-time codes"),
    "system.administer": _("administers the system"),
}
