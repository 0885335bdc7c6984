"""Whose duties a record or a unit matters to, besides its own."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.models import Amendment, Record, RecordPart
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Placement
from lianxin.work.duties.queries.living import posts_that_lead


def wholes_of(unit: int) -> Collection[int]:
    """The units that a unit has ever been a part of for one of their duties."""
    rows = Placement.objects.filter(unit=unit, unit__kind__in=_kinds_of_parts())
    above = rows.values_list("parent", flat=True)
    return {parent for parent in above if parent is not None}


class Recorded(NamedTuple):
    """What there is to know of a record just made: whose duties it matters to."""

    kinds: Collection[str]
    units: Collection[int]
    is_first: bool


def recorded(record: int, unit: int) -> Recorded:
    """In one question, as nothing was amended yet and hardly any record has more."""
    earlier = Record.objects.filter(pk__lt=OuterRef("record"))
    rows = list(
        RecordPart.objects.filter(record=record)
        .annotate(has_earlier=Exists(earlier))
        .values_list("kind", "record__host", "record__unit__kind", "has_earlier")
    )
    kinds, hosts, unit_kinds, has_earlier = map(set, zip(*rows, strict=True))
    led = _led_by(hosts - {None})
    wholes = wholes_of(unit) if unit_kinds & _kinds_of_parts() else ()
    return Recorded(kinds, {unit, *wholes, *led}, not any(has_earlier))


def led_by_hosts_of(records: QuerySet[Record]) -> Collection[int]:
    """The units in which a post that leads is held by who led one of these records.

    Now or before an amendment.
    """
    hosts = set(records.values_list("host", flat=True))
    former = Amendment.objects.filter(record__in=records.values("pk")).values_list(
        "former", flat=True
    )
    hosts |= {values.get("host") for values in former}
    return _led_by(hosts - {None})


def _led_by(people: Collection[int]) -> Collection[int]:
    if not people:
        return set()
    posts = posts_that_lead(rulebook.duties().values())
    rows = Appointment.objects.filter(person__in=people, post__kind__in=posts)
    return set(rows.values_list("post__unit", flat=True))


def _kinds_of_parts() -> set[str]:
    return {kind for duty in rulebook.duties().values() for kind in duty.parts}
