"""The records that may count for the duties of units, read at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, When

from lianxin.base.remembered import Exists
from lianxin.facts.records.models import Participation, RecordPart
from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.duties import Duty, Need, Slot
from lianxin.kernel.rules.duty_marks import HeldFact
from lianxin.org.units.models import Unit
from lianxin.work.duties.queries.living import Living, posts_that_lead

NOBODY: frozenset[str] = frozenset()
HOLDS: Mapping[tuple[bool, ...], frozenset[Need]] = {
    there: frozenset(
        need
        for need, is_there in zip(
            (Need.HOST, Need.MINUTES, Need.ATTENDANCE), there, strict=True
        )
        if is_there
    )
    for there in product((True, False), repeat=3)
}


class Entry(NamedTuple):
    """A record in the order of days; few words, as there may be millions of them."""

    on: date
    number: int
    holds: frozenset[Need]
    led_by: frozenset[str] = NOBODY
    part: int = 0


class FactsOfDuty:
    """The records of a unit that may count for a duty, in the order of their days."""

    def __init__(self, entries: Collection[Entry], counts: Sequence[str]) -> None:
        self.entries = sorted(entries)
        self.days = [entry.on for entry in self.entries]
        self.kinds = frozenset(counts)

    def between(self, slot: Slot, following: Slot | None) -> Sequence[Entry]:
        """Those from the first day of the slot to the last of the one after it."""
        start = bisect_left(self.days, slot.first)
        if following is None:
            return self.entries[start:]
        last = max(following.last or following.until, slot.until)
        return self.entries[start : bisect_right(self.days, last)]

    def facts(self, entries: Collection[Entry]) -> Sequence[HeldFact]:
        """These as the judge takes them."""
        return [
            HeldFact(
                Ref("records.record", entry.number),
                self.kinds,
                entry.on,
                entry.holds,
                entry.led_by,
                entry.part,
            )
            for entry in entries
        ]


NOTHING_HELD = FactsOfDuty((), ())


class HeldByUnits:
    """What units held since a day: they, their parts, and who led it elsewhere."""

    def __init__(
        self,
        units: Sequence[Unit],
        duties: Collection[Duty],
        living: Living,
        *,
        since: date,
    ) -> None:
        self._living = living
        self._own: defaultdict[int, dict[str, list[Entry]]] = defaultdict(dict)
        self._led: defaultdict[int, dict[str, list[Entry]]] = defaultdict(dict)
        rows = _rows({kind for duty in duties for kind in duty.counts}, since=since)
        parts = {part.number for found in living.parts.values() for part in found}
        self._read(rows, {unit.pk for unit in units} | parts)
        leading = [duty for duty in duties if posts_that_lead([duty])]
        if living.leaders and leading:
            kinds = {kind for duty in leading for kind in duty.counts}
            self._read_led(_rows(kinds, since=since))

    def _read(self, rows: QuerySet[Any], units: Collection[int]) -> None:
        for unit, kind, number, on, *there in _values(
            rows.filter(record__unit__in=units)
        ):
            entry = Entry(on, number, _holds(there))
            self._own[unit].setdefault(kind, []).append(entry)

    def _read_led(self, rows: QuerySet[Any]) -> None:
        held: defaultdict[int, list[tuple[int, Any]]] = defaultdict(list)
        for unit, found in self._living.leaders.items():
            for person, holding in found:
                held[person].append((unit, holding))
        for _unit, kind, number, on, *there in _values(
            rows.filter(record__host__in=list(held))
        ):
            posts: defaultdict[int, set[str]] = defaultdict(set)
            for unit, holding in held[there[0]]:
                if holding.on(on):
                    posts[unit].add(holding.kind)
            for unit, kinds in posts.items():
                entry = Entry(on, number, _holds(there), frozenset(kinds))
                self._led[unit].setdefault(kind, []).append(entry)

    def of(self, unit: int, duty: Duty) -> FactsOfDuty:
        """What may count for a duty of a unit."""
        found = {
            entry.number: entry for entry in _of_kinds(self._own, unit, duty.counts)
        }
        if posts_that_lead([duty]):
            led = _of_kinds(self._led, unit, duty.counts)
            found |= {entry.number: entry for entry in led}
        if duty.parts:
            found |= {entry.number: entry for entry in self._by_parts(unit, duty)}
        return FactsOfDuty(found.values(), duty.counts) if found else NOTHING_HELD

    def _by_parts(self, unit: int, duty: Duty) -> Iterator[Entry]:
        for number in {part.number for part in self._living.parts.get(unit, ())}:
            for entry in _of_kinds(self._own, number, duty.counts):
                yield entry._replace(part=number)


def _of_kinds(
    held: Mapping[int, Mapping[str, Sequence[Entry]]], unit: int, kinds: Sequence[str]
) -> Iterator[Entry]:
    by_kind = held.get(unit)
    if by_kind is not None:
        for kind in kinds:
            yield from by_kind.get(kind, ())


def _holds(there: Sequence[object]) -> frozenset[Need]:
    host, has_minutes, is_attended = there
    return HOLDS[bool(host), bool(has_minutes), bool(is_attended)]


def _rows(kinds: Collection[str], *, since: date) -> QuerySet[Any]:
    """A row for each kind of thing that was held in a record that counts."""
    return RecordPart.objects.filter(
        kind__in=kinds,
        record__took_place_on__gte=since,
        record__withdrawn_at__isnull=True,
    ).order_by()


def _as_number(rule: Q | Exists) -> Case:
    """As 1 or 0: SQLite has no truth values, and turning them into some takes time."""
    return Case(When(rule, then=1), default=0, output_field=IntegerField())


def _values(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    attended = Participation.objects.filter(record=OuterRef("record"))
    found: Iterator[tuple[Any, ...]] = (
        rows.annotate(
            has_minutes=_as_number(~Q(record__minutes="")),
            is_attended=_as_number(Exists(attended)),
        )
        .values_list(
            *("record__unit", "kind", "record", "record__took_place_on"),
            *("record__host", "has_minutes", "is_attended"),
        )
        .iterator(chunk_size=5000)
    )
    return found
