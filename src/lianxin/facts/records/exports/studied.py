"""The columns of the list of prior study and of its register, on the page and in files."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.facts.records.models import AgendaItem


def matter_columns() -> Sequence[Column]:
    """The matters of a list, in its order, with who decides each."""
    return [
        Column("number", _("No."), lambda m: m.number),
        Column("text", _("Matter"), lambda m: m.text),
        Column("decider", _("Decided by"), lambda m: m.get_decider_display()),
        Column("since", _("In force from"), lambda m: m.edition.since),
        Column("basis", _("Basis"), lambda m: m.edition.basis),
    ]


def studied_columns() -> Sequence[Column]:
    """What was studied, by which line of the list, and what others decided."""
    return [
        Column("day", _("Studied on"), lambda i: i.record.took_place_on,
               sort=("record__took_place_on",)),
        Column("unit", _("Unit"), lambda i: i.record.unit.name,
               sort=("record__unit__path",)),
        Column("topic", _("Topic"), lambda i: i.topic,
               link=lambda i: address_of("records:record", i.record_id)),
        Column("matter", _("On the list as"), _matter),
        Column("major", _("Three majors and one large sum"),
               lambda i: _("Yes") if i.is_major else ""),
        Column("opinion", _("What the committee said"), lambda i: i.opinion),
        Column("decider", _("Decided by"),
               lambda i: i.matter.get_decider_display() if i.matter else ""),
        Column("result", _("What was decided"), lambda i: i.result),
        Column("decided", _("Decided on"), lambda i: i.decided_on),
    ]  # fmt: skip


def _matter(item: AgendaItem) -> str:
    return f"{item.matter.number}. {item.matter.text}" if item.matter else ""
