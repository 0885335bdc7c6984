"""The records that may count for the duties of units, read at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from lianxin.base.remembered import Subquery
from lianxin.facts.records.models import Participation, RecordPart
from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.duties import Duty, Need, Slot
from lianxin.kernel.rules.duty_marks import HeldFact
from lianxin.org.units.models import Unit
from lianxin.work.duties.queries.living import Living, posts_that_lead

FEW = 20
NOBODY: frozenset[str] = frozenset()
KNOWN = (Need.HOST, Need.MINUTES, Need.ATTENDANCE)
HOLDS: Mapping[str, frozenset[Need]] = {
    "".join(there): frozenset(there)
    for number in range(len(KNOWN) + 1)
    for there in combinations(KNOWN, number)
}


class Days(dict[str, date]):
    """Days by what the databases call them; there are few of them."""

    def __missing__(self, words: str) -> date:
        day = self[words] = date.fromisoformat(words)
        return day


class Entry(NamedTuple):
    """A record in the order of days; few words, as there may be millions of them."""

    on: date
    number: int
    holds: frozenset[Need]
    led_by: frozenset[str] = NOBODY
    part: int = 0


def days_looked_at(slot: Slot, following: Slot | None) -> tuple[date, date]:
    """The first and the last day of what may count for a period, made up for it or not."""
    if following is None:
        return slot.first, date.max
    return slot.first, max(following.last or following.until, slot.until)


class FactsOfDuty:
    """The records of a unit that may count for a duty, in the order of their days."""

    def __init__(self, entries: Collection[Entry], counts: Sequence[str]) -> None:
        self.entries = sorted(entries)
        self.days = [entry.on for entry in self.entries]
        self.kinds = frozenset(counts)

    def between(self, slot: Slot, following: Slot | None) -> Sequence[Entry]:
        """Those from the first day of the slot to the last of the one after it."""
        first, last = days_looked_at(slot, following)
        start = bisect_left(self.days, first)
        return self.entries[start : bisect_right(self.days, last, start)]

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
        rows = _rows(since=since)
        kinds = {kind for duty in duties for kind in duty.counts}
        parts = {part.number for found in living.parts.values() for part in found}
        self._read(rows, {unit.pk for unit in units} | parts, kinds)
        leading = [duty for duty in duties if posts_that_lead([duty])]
        self._leading = {duty.code for duty in leading}
        if living.leaders and leading:
            kinds = {kind for duty in leading for kind in duty.counts}
            self._read_led(rows, kinds)

    def _read(
        self, rows: QuerySet[Any], units: Collection[int], kinds: Collection[str]
    ) -> None:
        days, own, made = Days(), self._own, Entry
        for unit, kind, number, day, there, _host in _values(
            rows.filter(record__unit__in=units), is_little=len(units) <= FEW
        ):
            if kind not in kinds:
                continue
            entry = made(days[day], number, HOLDS[there])
            by_kind = own[unit]
            if kind in by_kind:
                by_kind[kind].append(entry)
            else:
                by_kind[kind] = [entry]

    def _read_led(self, rows: QuerySet[Any], kinds: Collection[str]) -> None:
        held: defaultdict[int, list[tuple[int, Any]]] = defaultdict(list)
        for unit, found in self._living.leaders.items():
            for person, holding in found:
                held[person].append((unit, holding))
        days = Days()
        for _unit, kind, number, day, there, host in _values(
            rows.filter(record__host__in=list(held)), is_little=len(held) <= FEW
        ):
            if kind not in kinds:
                continue
            on = days[day]
            posts: defaultdict[int, set[str]] = defaultdict(set)
            for unit, holding in held[host]:
                if holding.on(on):
                    posts[unit].add(holding.kind)
            for unit, held_posts in posts.items():
                entry = Entry(on, number, HOLDS[there], frozenset(held_posts))
                self._led[unit].setdefault(kind, []).append(entry)

    def of(self, unit: int, duty: Duty) -> FactsOfDuty:
        """What may count for a duty of a unit."""
        own = _of_kinds(self._own, unit, duty.counts)
        if len(duty.counts) == 1 and not duty.parts and duty.code not in self._leading:
            # A record has one part of a kind: nothing stands here twice.
            return FactsOfDuty(own, duty.counts) if own else NOTHING_HELD
        found = {entry.number: entry for entry in own}
        if duty.code in self._leading:
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
) -> Sequence[Entry]:
    by_kind = held.get(unit)
    if by_kind is None:
        return ()
    if len(kinds) == 1:
        return by_kind.get(kinds[0], ())
    return [entry for kind in kinds for entry in by_kind.get(kind, ())]


def _rows(*, since: date) -> QuerySet[Any]:
    """A row for each kind of thing that was held in a record that counts.

    Of all kinds: asked for some, SQLite looks through all of that kind in the database
    rather than through what the units held, which takes ten times as long.
    """
    return RecordPart.objects.filter(
        record__took_place_on__gte=since,
        record__withdrawn_at__isnull=True,
    ).order_by()


def _word(rule: Q, word: str) -> Case:
    return Case(
        When(rule, then=Value(word)), default=Value(""), output_field=TextField()
    )


def _values(rows: QuerySet[Any], *, is_little: bool) -> Iterator[tuple[Any, ...]]:
    """Texts and numbers alone, as the databases hand them over.

    Days and truth values would be made of texts and numbers one by one, for millions of
    rows: that took longer than to read them.
    """
    # Not `Exists`: for that PostgreSQL goes through everybody who ever took part.
    attended = Participation.objects.filter(record=OuterRef("record")).order_by()
    found = (
        rows.alias(attended=Subquery(attended.values("record")[:1]))
        .annotate(
            day=Cast("record__took_place_on", TextField()),
            there=Concat(
                _word(Q(record__host__isnull=False), Need.HOST.value),
                _word(~Q(record__minutes=""), Need.MINUTES.value),
                _word(Q(attended__isnull=False), Need.ATTENDANCE.value),
                output_field=TextField(),
            ),
        )
        .values_list("record__unit", "kind", "record", "day", "there", "record__host")
    )
    # Of a few units it is asked in remembered words and answered at once; many would
    # have more rows than there is room for.
    return iter(found) if is_little else found.iterator(chunk_size=5000)
