"""The registers of letters, as pages and files show them (收发文登记)."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.org.letters import queries
from lianxin.org.letters.models import ReceivedLetter


def columns() -> Sequence[Column]:
    """The register of letters written."""
    return [
        Column("number", _("Number of the letter"), queries.number_of,
               sort=("year", "series", "number")),
        Column("title", _("Title of the letter"), lambda le: le.title,
               link=lambda le: reverse("letters:letter", args=[le.pk])),
        Column("kind", _("Kind of letter"), lambda le: queries.kind_of(le.kind)),
        Column("addressee", _("Addressee"), lambda le: le.addressee),
        Column("dated", _("Day of the letter"), lambda le: le.dated_on,
               sort=("dated_on",)),
        Column("signatory", _("Signed off by"), lambda le: le.signatory),
        Column("unit", _("Unit"), lambda le: le.unit.name, sort=("unit__path",)),
        Column("written_by", _("Written by"), lambda le: le.written_by.name),
        Column("stage", _("What became of it"), queries.pill_of),
    ]  # fmt: skip


def received_columns() -> Sequence[Column]:
    """The register of letters received."""
    return [
        Column("number", _("Number on arrival"), queries.number_of_received,
               sort=("year", "number")),
        Column("received", _("Received on"), lambda r: r.received_on,
               sort=("received_on",)),
        Column("sender", _("Sender"), lambda r: r.sender),
        Column("their_number", _("Number of the sender"), lambda r: r.their_number),
        Column("title", _("Title of the letter"), lambda r: r.title,
               link=lambda r: reverse("letters:incoming", args=[r.pk])),
        Column("dated", _("Day of the letter"), lambda r: r.dated_on),
        Column("passed_to", _("Passed to"), lambda r: r.passed_to),
        Column("unit", _("Unit"), lambda r: r.unit.name, sort=("unit__path",)),
        Column("remark", _("Remark"), _remark_of),
    ]  # fmt: skip


def _remark_of(received: ReceivedLetter) -> str:
    if received.cancelled_at is None:
        return received.remark
    return _("Struck out: %(reason)s") % {"reason": received.cancel_reason}
