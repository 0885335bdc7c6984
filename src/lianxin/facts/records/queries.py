"""Reading records, as far as the actor may see them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.enums import Mark, Presence
from lianxin.facts.records.models import (
    Amendment,
    FormerLeave,
    Leave,
    Participation,
    Record,
    RecordFile,
)
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.book import Expected, RecordKind
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

MOST_UNITS_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many were expected at a meeting, and how many were there."""

    present: int = 0
    leave: int = 0
    absent: int = 0

    @property
    def expected(self) -> int:
        """All of them."""
        return self.present + self.leave + self.absent


def ref(record: Record) -> Ref:
    """The reference of a record."""
    return Ref("records.record", record.pk)


def visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the units in reach and of meetings one was expected at, newest first."""
    rows = Record.objects.select_related("unit").order_by("-took_place_on", "-pk")
    scope = actor.scope("records.see")
    if scope.is_unlimited:
        return rows
    seen = units.within(scope, column="unit__path")
    if actor.person is not None:
        own = Participation.objects.filter(person=actor.person.id)
        seen |= Q(pk__in=own.values("record"))
    return rows.filter(seen)


def record_visible_to(actor: Actor, pk: int) -> Record:
    """One record; NotVisible where `actor` may not see it."""
    found = (
        visible_to(actor).select_related("host", "recorded_by").filter(pk=pk).first()
    )
    if found is None:
        raise NotVisible
    return found


def leaves_visible_to(actor: Actor) -> QuerySet[Leave]:
    """Reasons for leave that `actor` may see: one's own, and those of units in charge.

    In charge are those who may see standings there, and those who keep the records.
    """
    return Leave.objects.filter(
        _private(
            actor,
            path="participation__record__unit__path",
            person="participation__person",
        )
    )


def former_leaves_visible_to(actor: Actor) -> QuerySet[FormerLeave]:
    """Former reasons for leave, for the same people as the reasons in force."""
    return FormerLeave.objects.filter(
        _private(actor, path="amendment__record__unit__path", person="person")
    )


def _private(actor: Actor, *, path: str, person: str) -> Q:
    scopes = [actor.scope("people.standing"), actor.scope("records.record")]
    if any(scope.is_unlimited for scope in scopes):
        return Q()
    seen = Q(**{person: actor.person.id}) if actor.person else Q(pk__in=[])
    for scope in scopes:
        seen |= units.within(scope, column=path)
    return seen


def participations_of(
    record: Record, *, actor: Actor
) -> Sequence[tuple[Participation, str]]:
    """Who was expected, with the reason for leave where `actor` may see it."""
    reasons = {
        leave.participation_id: leave.get_reason_display()
        for leave in leaves_visible_to(actor).filter(participation__record=record)
    }
    rows = record.participations.select_related("person").order_by("pk")
    return [(row, reasons.get(row.pk, "")) for row in rows]


def marks_of(record: Record) -> dict[int, Mark]:
    """The mark of each expected person as it stands, for correcting a record."""
    rows = record.participations.select_related("leave").order_by("pk")
    return {row.person_id: _mark_of(row) for row in rows}


def _mark_of(row: Participation) -> Mark:
    leave: Leave | None = getattr(row, "leave", None)
    if leave is not None:
        return Mark(leave.reason)
    return Mark.OTHER if row.presence == Presence.LEAVE else Mark(row.presence)


def attendance_of(records: Iterable[Record]) -> Mapping[int, Attendance]:
    """The attendance of each record by its number, in one query."""
    rows = (
        Participation.objects.filter(record__in=[r.pk for r in records])
        .values("record")
        .annotate(
            were_present=Count("pk", filter=Q(presence=Presence.PRESENT)),
            had_leave=Count("pk", filter=Q(presence=Presence.LEAVE)),
            were_absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
        )
        .values_list("record", "were_present", "had_leave", "were_absent")
    )
    return {record: Attendance(*numbers) for record, *numbers in rows}


def numbers_in(rows: Iterable[Participation]) -> Attendance:
    """The attendance that these rows of one record come to."""
    counted = Counter(row.presence for row in rows)
    return Attendance(
        present=counted[Presence.PRESENT],
        leave=counted[Presence.LEAVE],
        absent=counted[Presence.ABSENT],
    )


def amendments_of(record: Record) -> QuerySet[Amendment]:
    """The corrections of a record, newest first."""
    return record.amendments.select_related("amended_by").order_by("-version")


def files_of(record: Record) -> QuerySet[RecordFile]:
    """The files beside a record, in the order they came."""
    return (
        record.files.filter(removed_at__isnull=True)
        .select_related("file")
        .order_by("pk")
    )


def file_of(record: Record, pk: int) -> RecordFile:
    """One file of a record that the caller may see; NotVisible where there is none."""
    found = files_of(record).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def kinds_of(unit: Unit) -> Sequence[RecordKind]:
    """The kinds of record that this kind of unit holds."""
    return [k for k in rulebook.record_kinds().values() if unit.kind in k.expected]


def title_of(kind: str) -> str:
    """What a kind of record is called in the language in use."""
    return rulebook.record_kinds()[kind].title.into(get_language() or "")


def units_to_record_for(actor: Actor) -> QuerySet[Unit]:
    """The units for which `actor` may record, in tree order."""
    return units.all_units().filter(units.within(actor.scope("records.record")))


def last_of_kind(unit: Unit, kind: str) -> Record | None:
    """The unit's last record of this kind, from which a new one is prefilled."""
    return (
        Record.objects.filter(unit=unit, kind=kind)
        .select_related("host")
        .order_by("-took_place_on", "-pk")
        .first()
    )


def expected_people(kind: str, unit: Unit, *, today: date) -> QuerySet[Person]:
    """Who is expected at a meeting of this kind, as the rulebook says, by name's row."""
    found = rulebook.record_kinds()[kind].expected.get(unit.kind)
    if found is Expected.POSTS:
        return _holders_of_posts(unit, today=today)
    if found is Expected.STAFF:
        return _belonging(Q(unit=unit), Belonging.STAFF, today=today)
    if found is None:
        return Person.objects.none()
    return _members(unit, today=today)


def _members(unit: Unit, *, today: date) -> QuerySet[Person]:
    """The members of a branch, or of all branches of a general branch.

    A group without members of its own is filled from its branch.
    """
    if unit.kind == "general_branch":
        place = units.below(unit.path or "", column="unit__path")
        return _belonging(place, Belonging.PARTY, today=today)
    own = _belonging(Q(unit=unit), Belonging.PARTY, today=today)
    if unit.kind == "group" and not own.exists():
        return _belonging(Q(unit=unit.parent_id), Belonging.PARTY, today=today)
    return own


def _belonging(place: Q, belonging: Belonging, *, today: date) -> QuerySet[Person]:
    there = Affiliation.objects.filter(
        in_force(today), place, belonging=belonging, person=OuterRef("pk")
    )
    return Person.objects.filter(Exists(there)).order_by("pk")


def _holders_of_posts(unit: Unit, *, today: date) -> QuerySet[Person]:
    held = Appointment.objects.filter(
        in_force(today), post__unit=unit, person=OuterRef("pk")
    )
    return Person.objects.filter(Exists(held)).order_by("pk")


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose records `actor` sees, in tree order, for a filter."""
    return units.all_units().filter(units.within(actor.scope("records.see")))


def among(
    rows: QuerySet[Record],
    *,
    words: str = "",
    unit: Unit | None = None,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Record]:
    """The records that fit: of a unit and all below, of a kind, of days, with words."""
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if kind:
        rows = rows.filter(kind=kind)
    if since:
        rows = rows.filter(took_place_on__gte=since)
    if until:
        rows = rows.filter(took_place_on__lte=until)
    for word in words.split():
        rows = rows.filter(
            Q(topic__icontains=word)
            | Q(place__icontains=word)
            | Q(minutes__icontains=word)
        )
    return rows


def people_to_ask_about(
    kind: str, unit: Unit, *, today: date, record: Record | None = None
) -> Sequence[Person]:
    """Those expected today, and those whom `record` names already."""
    asked = Q(pk__in=expected_people(kind, unit, today=today).values("pk"))
    if record is not None:
        asked |= Q(pk__in=record.participations.values("person"))
        asked |= Q(pk=record.host_id)
    return list(Person.objects.filter(asked).order_by("pk"))


def what_to_record(actor: Actor) -> Sequence[tuple[Unit, Sequence[RecordKind]]]:
    """For each unit for which `actor` may record, its kinds; one's own unit first."""
    found = [
        (unit, kinds_of(unit))
        for unit in units_to_record_for(actor)[:MOST_UNITS_OFFERED]
    ]
    own = actor.unit.id if actor.unit else 0
    found.sort(key=lambda choice: choice[0].pk != own)
    return [(unit, kinds) for unit, kinds in found if kinds]
