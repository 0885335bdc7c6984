"""Reading the journal."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Ref
from lianxin.kernel.sheets.runs import runs_of

SOME = 500
LONG_RUN = 20


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


def last_told(
    kind: str, numbers: Sequence[int], codes: Sequence[str]
) -> Mapping[int, Entry]:
    """Of each of these things the last entry with one of these codes."""
    rows = Entry.objects.filter(subject_kind=kind, code__in=codes).order_by("id")
    found: dict[int, Entry] = {}
    for some in among("subject_id", numbers):
        found |= {entry.subject_id: entry for entry in rows.filter(some)}
    return found


def tells_of(
    kind: str,
    numbers: Sequence[int],
    *,
    but: Sequence[str],
    since: datetime | None = None,
) -> bool:
    """Whether anything but these events happened to one of these things, ever or since."""
    about = Entry.objects.filter(subject_kind=kind).exclude(code__in=but)
    if since is not None:
        about = about.filter(at__gte=since)
    return any(about.filter(some).exists() for some in among("subject_id", numbers))


def among(column: str, numbers: Sequence[int]) -> Iterator[Q]:
    """Filters that together say: this column holds one of these numbers.

    Long runs, as rows written together have them, are ranges of the index; what stands
    alone comes some hundred at a time. So a hundred thousand numbers are a few questions.
    """
    alone: list[int] = []
    for first, last in runs_of(numbers):
        if last - first >= LONG_RUN:
            yield Q(**{f"{column}__gte": first, f"{column}__lte": last})
        else:
            alone += range(first, last + 1)
    for start in range(0, len(alone), SOME):
        yield Q(**{f"{column}__in": alone[start : start + SOME]})


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
