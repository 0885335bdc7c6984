"""Reading the journal."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC

from django.db.models import Q, QuerySet

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Ref

SOME = 500


def all_entries() -> QuerySet[Entry]:
    """Every entry, newest first, for jobs."""
    return Entry.objects.order_by("-id")


def entries_of_units(
    unit_ids: Iterable[int],
) -> QuerySet[Entry]:
    """Entries about things of these units, newest first."""
    return Entry.objects.filter(unit_id__in=unit_ids).order_by("-id")


def entries_by_person(person: Ref) -> QuerySet[Entry]:
    """What one person did, newest first."""
    return Entry.objects.filter(person_id=person.id).order_by("-id")


def entries_about(subjects: Iterable[Ref]) -> QuerySet[Entry]:
    """Entries about these things, oldest first."""
    wanted = Q(pk__in=[])
    for ref in subjects:
        wanted |= Q(subject_kind=ref.kind, subject_id=ref.id)
    return Entry.objects.filter(wanted).order_by("id")


def tells_of(kind: str, numbers: Sequence[int], *, but: Sequence[str]) -> bool:
    """Whether anything but these events happened to one of these things."""
    return any(
        Entry.objects.filter(
            subject_kind=kind, subject_id__in=numbers[start : start + SOME]
        )
        .exclude(code__in=but)
        .exists()
        for start in range(0, len(numbers), SOME)
    )


def acted_for(numbers: Sequence[int]) -> bool:
    """Whether anything was done for one of these appointments, by whoever held it."""
    return any(
        Entry.objects.filter(post_id__in=numbers[start : start + SOME]).exists()
        for start in range(0, len(numbers), SOME)
    )


def canonical(entry: Entry) -> bytes:
    """The entry as one line of JSON, the same bytes for ever: what is sealed.

    Keys in order, no spaces, UTF-8; the instant in UTC with microseconds.
    """
    values = {field.name: getattr(entry, field.name) for field in Entry._meta.fields}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    values["action"] = str(entry.action)
    line = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return line.encode()
