"""The columns of the registers, on the page and in files alike."""

from collections.abc import Callable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui.tables import Column
from lianxin.facts.records import queries
from lianxin.facts.records.models import Record
from lianxin.facts.records.queries import Attendance
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person


def meetings_register() -> Sequence[Column]:
    """The register of meetings and lectures of branches."""
    return [
        *_place_in_time(),
        _topic(),
        Column("leader", _("Chaired by"), _host),
        Column("expected", _("Expected"), lambda r: r.attendance.expected),
        Column("present", _("Present"), lambda r: r.attendance.present),
        Column("leave", _("On leave"), lambda r: r.attendance.leave),
        Column("absent", _("Absent"), lambda r: r.attendance.absent),
        Column("resolved", _("Resolutions"), lambda r: _("; ").join(r.resolved)),
    ]


def talks_register() -> Sequence[Column]:
    """The register of talks: that they took place, never what was said."""
    return [
        *_place_in_time(),
        _topic(),
        Column("leader", _("Talk held by"), _host),
        Column("with", _("With"), lambda r: _(", ").join(r.others)),
        Column("place", _("Place"), lambda r: r.place),
    ]


def hours_register() -> Sequence[Column]:
    """The register of class hours of each member; in the order of people, not of hours."""
    return [
        Column("name", _("Name"), lambda p: p.name, sort=("pinyin",)),
        Column("unit", _("Unit"), lambda p: p.member_of),
        Column("there", _("Class hours attended"), lambda p: float(p.hours_there)),
        Column("made_up", _("Class hours made up"), lambda p: float(p.hours_made_up)),
        Column(
            "hours",
            _("Class hours"),
            lambda p: float(p.hours_there + p.hours_made_up),
        ),
    ]


def attach_to_meetings(records: list[Record]) -> None:
    """Give each record its attendance and resolutions, in two queries and a few."""
    attendance, resolved = queries.attendance_of(records), queries.resolved_in(records)
    for record in records:
        record.attendance = attendance.get(record.pk, Attendance())  # type: ignore[attr-defined]  # for the list only
        record.resolved = resolved[record.pk]  # type: ignore[attr-defined]  # for the list only


def attach_to_talks(records: list[Record]) -> None:
    """Give each record the names of those with whom the talk was held."""
    there = queries.present_in(records)
    for record in records:
        host = record.host.name if record.host else ""
        record.others = [n for n in there[record.pk] if n != host]  # type: ignore[attr-defined]  # for the list only


def attach_units(actor: Actor, today: date) -> Callable[[list[Person]], None]:
    """What gives each person the name of the unit of membership."""

    def attach(people: list[Person]) -> None:
        found = queries.units_of(people, actor=actor, today=today)
        for person in people:
            unit = found.get(person.pk)
            person.member_of = unit.short_name if unit else ""  # type: ignore[attr-defined]  # for the list only

    return attach


def _place_in_time() -> Sequence[Column]:
    return [
        Column("day", _("Day"), lambda r: r.took_place_on, sort=("took_place_on",)),
        Column("kind", _("Kind"), lambda r: queries.title_of(r.kind), sort=("kind",)),
        Column("unit", _("Unit"), lambda r: r.unit.name, sort=("unit__path",)),
    ]  # fmt: skip


def _topic() -> Column:
    return Column(
        "topic",
        _("Topic"),
        lambda r: r.topic,
        link=lambda r: reverse("records:record", args=[r.pk]),
    )


def _host(record: Record) -> str:
    return record.host.name if record.host else ""
