"""The columns of the list of records, on the page and in files alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.facts.records import queries
from lianxin.facts.records.models import Record
from lianxin.facts.records.queries import Attendance


def columns() -> Sequence[Column]:
    """What the list of records shows; attendance as numbers, never as a rate."""
    return [
        Column("day", _("Day"), lambda r: r.took_place_on, sort=("took_place_on",)),
        Column(
            "topic",
            _("Topic"),
            lambda r: r.topic,
            link=lambda r: address_of("records:record", r.pk),
        ),
        Column("kind", _("Kind"), lambda r: queries.title_of(r.kind), sort=("kind",)),
        Column(
            "unit", _("Unit"), lambda r: r.unit.name, sort=("unit__path",),
        ),
        Column("place", _("Place"), lambda r: r.place),
        Column("there", _("Present of expected"), _there),
    ]  # fmt: skip


def attach_attendance(records: list[Record]) -> None:
    """Give each record its attendance, in one query."""
    found = queries.attendance_of(records)
    for record in records:
        record.attendance = found.get(record.pk, Attendance())  # type: ignore[attr-defined]  # for the list only


def _there(record: Record) -> str:
    attendance: Attendance = record.attendance  # type: ignore[attr-defined]  # given by `attach_attendance`
    if not attendance.expected:
        return ""
    return f"{attendance.present} / {attendance.expected}"
