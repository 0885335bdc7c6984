"""Storing what belongs to a record: marks, parts, topics, resolutions, private words."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.db.models import F

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark, Nature
from lianxin.facts.records.models import (
    AgendaItem,
    Leave,
    Participation,
    PrivateMinutes,
    Record,
    RecordPart,
    Resolution,
)
from lianxin.facts.records.operations.held import Held

APART = 1000
ALIKE = 0.6  # of two topics: what they share of all their signs


def plain(held: Held) -> dict[str, Any]:
    """The fields of the record itself; what is said in a talk is none of them."""
    return {
        "kind": held.kind,
        "took_place_on": held.took_place_on,
        "began_at": held.began_at,
        "place": held.place,
        "topic": held.topic,
        "host": held.host,
        "recorder": held.recorder,
        "minutes": "" if queries.is_talk(held.kind) else held.minutes,
        "hours": held.hours,
        "details": {code: value for code, value in held.details.items() if value},
    }


def listed(held: Held) -> dict[str, Any]:
    """What a record holds as rows of their own, in the order of the lists."""
    return {
        "parts": sorted(held.parts),
        "resolutions": list(held.resolutions),
        "topics": list(held.topics),
    }


def store_new(record: Record, held: Held) -> None:
    """The rows of a record just made, of which none are there yet."""
    RecordPart.objects.bulk_create(
        RecordPart(record=record, kind=kind)
        for kind in sorted({held.kind, *held.parts})
    )
    Resolution.objects.bulk_create(
        Resolution(record=record, number=number, text=text)
        for number, text in enumerate(held.resolutions, start=1)
    )
    opens = rulebook.record_kinds()[held.kind].first_topic
    AgendaItem.objects.bulk_create(
        AgendaItem(
            record=record,
            number=number,
            topic=topic,
            nature=Nature.FIRST if number == 1 and opens else Nature.ORDINARY,
        )
        for number, topic in enumerate(held.topics, start=1)
    )


def store(record: Record, held: Held) -> None:
    """The rows of a record just corrected, as `held` has them."""
    wanted = {held.kind, *held.parts}
    record.parts.exclude(kind__in=wanted).delete()
    there = set(record.parts.values_list("kind", flat=True))
    RecordPart.objects.bulk_create(
        RecordPart(record=record, kind=kind) for kind in sorted(wanted - there)
    )
    _store_resolutions(record, held.resolutions)
    _store_topics(record, held)


def _store_resolutions(record: Record, texts: Sequence[str]) -> None:
    """Those that stay keep their rows, as goals may have come from them."""
    record.resolutions.exclude(text__in=texts).delete()
    record.resolutions.update(number=F("number") + APART)
    for number, text in enumerate(texts, start=1):
        if not record.resolutions.filter(text=text).update(number=number):
            Resolution.objects.create(record=record, number=number, text=text)


def _store_topics(record: Record, held: Held) -> None:
    """Topics that stay keep what was noted of them; a new first one is of its kind."""
    _reword(record, held.topics)
    record.items.exclude(topic__in=held.topics).delete()
    record.items.update(number=F("number") + APART)
    opens = rulebook.record_kinds()[held.kind].first_topic
    is_named = record.items.filter(nature=Nature.FIRST).exists()
    for number, topic in enumerate(held.topics, start=1):
        if not record.items.filter(topic=topic).update(number=number):
            is_first = number == 1 and opens and not is_named
            AgendaItem.objects.create(
                record=record,
                number=number,
                topic=topic,
                nature=Nature.FIRST if is_first else Nature.ORDINARY,
            )


def _reword(record: Record, topics: Sequence[str]) -> None:
    """One in the place of one that is gone, and much like it, is the same in other words."""
    former = dict(record.items.values_list("number", "topic"))
    for number, topic in enumerate(topics, start=1):
        was = former.get(number, topic)
        is_new = was not in topics and topic not in former.values()
        if is_new and SequenceMatcher(None, was, topic).ratio() > ALIKE:
            record.items.filter(topic=was).update(topic=topic)


def keep_private(record: Record, text: str) -> None:
    """What was said in a talk, for those who took part; the former words stay as well."""
    PrivateMinutes.objects.create(record=record, version=record.version, text=text)


def told_reason(kind: str, reason: str) -> str:
    """A reason for the journal; of what not everybody may read only that there was one.

    A talk is withdrawn because it was held with somebody else, or told too much.
    """
    return reason if queries.is_open(kind) else journal.NOT_KEPT


def mark(record: Record, attendance: Mapping[int, Mark]) -> None:
    """Who was there, with the reasons of those who had leave."""
    rows = Participation.objects.bulk_create(
        Participation(record=record, person_id=person, presence=given.presence)
        for person, given in attendance.items()
    )
    Leave.objects.bulk_create(
        Leave(participation=row, reason=given.reason)
        for row, given in zip(rows, attendance.values(), strict=True)
        if given.reason
    )


def unmark(record: Record) -> None:
    """Take all marks away, to set them anew."""
    Leave.objects.filter(participation__record=record).delete()
    record.participations.all().delete()
