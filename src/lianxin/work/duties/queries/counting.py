"""Whose duties a record or a unit matters to, besides its own."""

from collections.abc import Collection

from django.db.models import QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.models import Amendment, Record
from lianxin.kernel.actor import Ref
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Placement
from lianxin.work.duties.queries.living import posts_that_lead


def wholes_of(unit: int) -> Collection[int]:
    """The units that a unit has ever been a part of for one of their duties."""
    rows = Placement.objects.filter(unit=unit, unit__kind__in=_kinds_of_parts())
    above = rows.values_list("parent", flat=True)
    return {parent for parent in above if parent is not None}


def counting_units(unit: int, kind: str, host: Ref | None) -> Collection[int]:
    """Whose duties a record just made by a unit of this kind matters to."""
    wholes = wholes_of(unit) if kind in _kinds_of_parts() else ()
    return {unit, *wholes, *_led_by({host.id} if host else set())}


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
