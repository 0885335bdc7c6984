"""What belongs to a record: who was there, parts, topics, resolutions, files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.enums import Mark, Presence
from lianxin.facts.records.models import (
    AgendaItem,
    Amendment,
    Leave,
    MakeUp,
    Participation,
    PrivateMinutes,
    Record,
    RecordFile,
    Resolution,
)
from lianxin.facts.records.queries.seeing import leaves_visible_to, visible_to
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.record_kinds import Privacy


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


def participations_of(
    record: Record, *, actor: Actor
) -> Sequence[tuple[Participation, str]]:
    """Who was expected, with the reason for leave where `actor` may see it."""
    return participations_in([record], actor=actor)[record.pk]


def participations_in(
    records: Sequence[Record], *, actor: Actor
) -> Mapping[int, Sequence[tuple[Participation, str]]]:
    """The same of several records by their numbers, in two queries."""
    found: dict[int, list[tuple[Participation, str]]] = {r.pk: [] for r in records}
    reasons = {
        leave.participation_id: leave.get_reason_display()
        for leave in leaves_visible_to(actor).filter(
            participation__record__in=list(found)
        )
    }
    rows = Participation.objects.filter(record__in=list(found))
    for row in rows.select_related("person").order_by("pk"):
        found[row.record_id].append((row, reasons.get(row.pk, "")))
    return found


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


def is_talk(kind: str) -> bool:
    """Whether what is said there is for those who took part only."""
    return rulebook.record_kinds()[kind].privacy is Privacy.TWO


def is_open(kind: str) -> bool:
    """Whether whoever sees the unit's records may read it; a draft may then be kept."""
    return rulebook.record_kinds()[kind].privacy is Privacy.OPEN


def took_part(record: Record, *, actor: Actor) -> bool:
    """Whether the actor led it or was there."""
    if actor.person is None:
        return False
    there = record.participations.filter(
        person=actor.person.id, presence=Presence.PRESENT
    )
    return record.host_id == actor.person.id or there.exists()


def said_in(record: Record, *, actor: Actor) -> str | None:
    """What was said in a talk; None for whoever did not take part."""
    if not took_part(record, actor=actor):
        return None
    latest = PrivateMinutes.objects.filter(record=record).order_by("-version").first()
    return latest.text if latest else ""


def withdrawal_reason_of(record: Record, *, actor: Actor) -> str:
    """Why it was withdrawn; of a talk only for those who took part or withdrew it."""
    me = actor.person.id if actor.person else None
    is_told = (
        not is_talk(record.kind)
        or record.withdrawn_by_id == me
        or took_part(record, actor=actor)
    )
    return record.withdrawal_reason if is_told else ""


def parts_of(record: Record) -> Sequence[str]:
    """The kinds that were held in it beside its own."""
    rows = record.parts.exclude(kind=record.kind).order_by("kind")
    return list(rows.values_list("kind", flat=True))


def resolutions_of(record: Record) -> Sequence[Resolution]:
    """What it resolved, in order; of one and the same `record` it is asked once."""
    in_order = Prefetch("resolutions", Resolution.objects.order_by("number"))
    prefetch_related_objects([record], in_order)
    return list(record.resolutions.all())


def attach_contents(records: Sequence[Record]) -> None:
    """Read the resolutions and topics of these records at once, for their minutes."""
    prefetch_related_objects(
        list(records),
        Prefetch("resolutions", Resolution.objects.order_by("number")),
        Prefetch("items", AgendaItem.objects.order_by("number")),
    )


def resolution_ref(resolution: Resolution) -> Ref:
    """The reference of a resolution."""
    return Ref("records.resolution", resolution.pk)


def resolutions_visible_to(actor: Actor) -> QuerySet[Resolution]:
    """The resolutions of the records that `actor` sees."""
    seen = visible_to(actor).order_by()
    return Resolution.objects.filter(record__in=seen.values("pk")).select_related(
        "record__unit"
    )


def resolution_visible_to(actor: Actor, pk: int) -> Resolution:
    """One resolution; NotVisible where `actor` may not see its record."""
    found = resolutions_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def items_of(record: Record) -> QuerySet[AgendaItem]:
    """The topics of its agenda, in order."""
    return record.items.select_related("matter").order_by("number")


def item_of(record: Record, pk: int) -> AgendaItem:
    """One topic of a record that the caller may see; NotVisible where there is none."""
    found = record.items.select_related("matter").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def missed_by(record: Record) -> Sequence[int]:
    """The numbers of those who were not there and have not made it up yet."""
    rows = record.participations.exclude(presence=Presence.PRESENT).exclude(
        person__in=record.made_up.values("person")
    )
    return list(rows.order_by("pk").values_list("person", flat=True))


def made_up_in(record: Record) -> Mapping[int, MakeUp]:
    """Who made the study up later, by the person's number."""
    return {row.person_id: row for row in record.made_up.order_by("pk")}


def lists_of(record: Record) -> Mapping[str, Any]:
    """The rows of a record as `Held` names them."""
    return {
        "parts": parts_of(record),
        "resolutions": [row.text for row in resolutions_of(record)],
        "topics": [item.topic for item in items_of(record)],
    }


def details_in_words(record: Record, language: str) -> Sequence[tuple[str, list[str]]]:
    """The entries of the kind's own, each with its title, in the order of the kind."""
    told = []
    for field in rulebook.record_kinds()[record.kind].fields:
        value = record.details.get(field.code)
        if not value:
            continue
        lines = value if isinstance(value, list) else [str(value)]
        words = [
            field.choices[line].into(language) if line in field.choices else line
            for line in lines
        ]
        told.append((field.title.into(language), words))
    return told
