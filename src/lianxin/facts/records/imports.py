"""Ledgers of past meetings: judged beside units, people and records, entered as one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from lianxin.base.imports.enums import Effect, SheetTaker
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import (
    Held,
    PastMeeting,
    is_away,
    record_past_meetings,
    withdraw_past_meetings,
)
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.record_kinds import RecordKind
from lianxin.kernel.sheets.rowkinds import Why
from lianxin.kernel.sheets.runs import numbers_in, runs_of
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.imports import PeopleNamed
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import NamedUnits, plain_name

LONGEST_TOPIC, LONGEST_PLACE = 200, 120
Key = tuple[int, str, date]


class MeetingsSheet:
    """A ledger of meetings of a branch, or of several, quarter by quarter.

    The unit is that of the column, else of the group's line or the title above the
    row, else the one for whose post the actor acts.
    """

    knows_references: ClassVar[bool] = False

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        self._actor, self._at, self._today = actor, at, day_of(at)
        self._units = NamedUnits(actor, "people.edit")
        self._above: Unit | None = None
        self._above_named = ""
        self._expected: dict[Key, Sequence[Person]] = {}
        self._above_on: dict[tuple[int, date], Sequence[Person]] = {}
        # The first row of each kind and day of a unit, by topic.
        self._seen: dict[Key, dict[str, int]] = {}
        self._entered: dict[Key, str] = {}
        self._ready: list[PastMeeting] = []
        # What the batch that was judged last says, for `prepare`.
        self._said: dict[int, PastMeeting] = {}

    def judge(self, rows: Sequence[StagedRow]) -> None:
        """Say of each row what is wrong beside the entries, and what it would do."""
        data = [row for row in rows if not row.why]
        self._said.clear()
        named = (
            (row.values.get("host") or "", *(row.values.get("absent") or ()))
            for row in data
        )
        people = PeopleNamed(
            (),
            actor=self._actor,
            today=self._today,
            more={name for name in chain.from_iterable(named) if name},
        )
        found = []
        for row in rows:
            if row.why in (Why.TITLE, Why.GROUP):
                self._look_above(" ".join(row.cells))
            elif not row.why:
                row.judge_anew()
                found.append((row, self._unit_of(row)))
        self._read_entered([unit for _row, unit in found if unit is not None])
        for row, unit in found:
            if unit is not None and row.can_be_taken:
                self._judge(row, unit, people)

    def prepare(self, rows: Sequence[StagedRow]) -> None:
        """Keep the rows by which something is recorded."""
        self._ready += [self._said[r.row] for r in rows if r.effect == Effect.NEW]

    def write(self) -> Mapping[str, object]:
        """Record all of it; the numbers by which that is undone."""
        made = record_past_meetings(self._ready, actor=self._actor, at=self._at)
        return {"records": runs_of(made)}

    def close(self) -> None:
        """Let go of what was prepared."""
        self._ready = []

    def _look_above(self, text: str) -> None:
        """Keep the unit that a line above the rows names: of several the longest name."""
        said = plain_name(text)
        names = [name for name in self._units.names if name and name in said]
        name = max(names, key=len, default="")
        found = self._units.find(name) if name else None
        if isinstance(found, Unit):
            self._above, self._above_named = found, name

    def _unit_of(self, row: StagedRow) -> Unit | None:
        name = row.values.get("branch")
        if name:
            found = self._units.find(name, line="party")
            if isinstance(found, Unit):
                return found
            row.error(str(found), "branch", found=name)
            return None
        if self._above is not None:
            # The line above is not there where the row comes back to be mended.
            row.values["branch"] = self._above_named
            return self._above
        own = self._actor.unit
        unit = Unit.objects.filter(pk=own.id).first() if own else None
        if unit is None or not queries.kinds_of(unit) or unit.kind == "committee":
            row.error("unit_of_ledger_unsaid", "branch")
            return None
        return unit

    def _judge(self, row: StagedRow, unit: Unit, people: PeopleNamed) -> None:
        if not policy.may_record_past(unit, actor=self._actor):
            row.error("unit_out_of_reach", "branch", found=unit.name)
            return
        kind = _kind_of(row, unit)
        day = _day_of_row(row, unit, today=self._today)
        if len(row.values.get("place") or "") > LONGEST_PLACE:
            row.error("field_too_long", "place")
        if kind is None or day is None or not row.can_be_taken:
            return
        key = (unit.pk, kind.code, day)
        topic = row.values.get("topic") or ""
        if not topic:
            topic = kind.title.hans
            row.notice("derived", "topic", value=topic, found=row.values["type"])
        expected = self._people_expected(kind, unit, day)
        above = self._leaders_from_above(kind, unit, day)
        host = self._host_of(row, unit, [*expected, *above], people)
        attendance, who = _attendance(row, expected)
        if host is not None and is_away(host, attendance):
            row.error("host_away", "host", found=host.name)
        if not _is_wrong(row) and self._is_new(row, key, topic):
            minutes = [who, row.values.get("remark") or ""]
            if len(topic) > LONGEST_TOPIC:
                row.notice("topic_shortened", "topic")
                minutes.insert(0, topic)
                topic = f"{topic[: LONGEST_TOPIC - 1]}…"
            held = Held(
                kind=kind.code,
                took_place_on=day,
                topic=topic,
                place=row.values.get("place") or "",
                host=host,
                minutes="\n".join(part for part in minutes if part),
                attendance=attendance,
            )
            self._said[row.row] = PastMeeting(unit, held)
            row.effect = Effect.NEW

    def _people_expected(
        self, kind: RecordKind, unit: Unit, day: date
    ) -> Sequence[Person]:
        """Who was expected on that day; asked once for each day of a unit."""
        key = (unit.pk, str(kind.expected[unit.kind]), day)
        if key not in self._expected:
            rows = queries.expected_people(kind.code, unit, today=day)
            self._expected[key] = list(rows)
        return self._expected[key]

    def _leaders_from_above(
        self, kind: RecordKind, unit: Unit, day: date
    ) -> Collection[Person]:
        """Who may have come from above on that day; asked once for each day of a unit."""
        if kind.leader is None:
            return ()
        key = (unit.pk, day)
        if key not in self._above_on:
            leaders = queries.leaders_from_above(kind, unit, today=day)
            self._above_on[key] = list(leaders)
        return self._above_on[key]

    def _host_of(
        self,
        row: StagedRow,
        unit: Unit,
        known: Sequence[Person],
        people: PeopleNamed,
    ) -> Person | None:
        name = row.values.get("host")
        if not name:
            return None
        found = [person for person in known if person.name == name]
        if len(found) == 1:
            return found[0]
        return people.called(row, name, unit, field="host")

    def _is_new(self, row: StagedRow, key: Key, topic: str) -> bool:
        """Whether nothing of the kind is entered for that day, nor stands above."""
        entered = self._entered.get(key)
        seen = self._seen.setdefault(key, {})
        if entered == topic[:LONGEST_TOPIC]:
            row.effect = Effect.SAME
        elif entered is not None:
            row.error("meeting_entered", "date", other=entered)
        elif seen.setdefault(topic, row.row) != row.row:
            row.error("name_twice", "topic", found=topic[:20], row=seen[topic])
        else:
            return True
        return False

    def _read_entered(self, units: Sequence[Unit]) -> None:
        rows = Record.objects.filter(
            unit__in={unit.pk for unit in units}, withdrawn_at__isnull=True
        )
        for unit, kind, day, topic in rows.values_list(
            "unit", "kind", "took_place_on", "topic"
        ):
            self._entered[unit, kind, day] = topic


TAKERS: Mapping[str, type[SheetTaker]] = {"meetings": MeetingsSheet}


def undo(made: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    """Take back what `write` told of."""
    withdraw_past_meetings(numbers_in(made["records"]), actor=actor, at=at)


def kinds_called(words: str, unit: Unit) -> Sequence[RecordKind]:
    """The kinds of record that a ledger means by some words; talks are none of them.

    Exactly so, else those whose name is a part of it: 第一季度党员大会. Of 支部委员会 and
    委员会 only the longer name counts.
    """
    said = plain_name(words)
    by_name = {
        plain_name(name): kind
        for kind in queries.kinds_of(unit)
        if not queries.is_talk(kind.code)
        for name in (kind.title.hans, *kind.also)
    }
    if said in by_name:
        return [by_name[said]]
    parts = [name for name in by_name if name in said]
    longest = [
        name for name in parts if not any(name in o and name != o for o in parts)
    ]
    return list({by_name[name].code: by_name[name] for name in longest}.values())


def _kind_of(row: StagedRow, unit: Unit) -> RecordKind | None:
    words = row.values.get("type")
    if not words:
        return None
    found = kinds_called(words, unit)
    if len(found) == 1:
        title = found[0].title.hans
        if plain_name(words) != title:
            row.notice("choice_understood", "type", found=words, value=title)
        return found[0]
    names = found or [k for k in queries.kinds_of(unit) if not queries.is_talk(k.code)]
    known = "、".join(kind.title.hans for kind in names) or "—"
    code = "kind_of_several" if found else "choice_unknown"
    row.error(code, "type", found=words, known=known)
    return None


def _day_of_row(row: StagedRow, unit: Unit, *, today: date) -> date | None:
    text = row.values.get("date")
    if not text:
        return None
    if len(text) != len("2026-01-01"):
        row.error("day_unsaid", "date", value=text)
        return None
    day = date.fromisoformat(text)
    if day > today:
        row.error("date_in_future", "date", value=day)
    elif day < unit.founded_on:
        row.error("unit_founded_later", "date", value=unit.founded_on)
    elif unit.dissolved_on is not None and day > unit.dissolved_on:
        row.error("unit_ended_earlier", "date", value=unit.dissolved_on)
    return day


def _attendance(
    row: StagedRow, expected: Sequence[Person]
) -> tuple[Mapping[int, Mark], str]:
    """Who was there by name where numbers and entries agree; else in words, and told."""
    values = row.values
    absent: Sequence[str] = values.get("absent") or ()
    present, stated = values.get("present"), values.get("expected")
    if stated is None and present is not None:
        stated = present + len(absent)
    if stated is None and not absent:
        return {}, ""
    words = _in_words(stated, present, absent)
    if stated != len(expected):
        row.notice(
            "attendance_in_words",
            "expected",
            found="—" if stated is None else stated,
            value=len(expected),
        )
        return {}, words
    if present is not None and stated - present != len(absent):
        row.notice(
            "absent_unnamed", "absent", found=stated - present, value=len(absent)
        )
        return {}, words
    return _by_name(row, expected, absent), words


def _by_name(
    row: StagedRow, expected: Sequence[Person], absent: Sequence[str]
) -> Mapping[int, Mark]:
    marks = {person.pk: Mark.PRESENT for person in expected}
    for name in absent:
        found = [person for person in expected if person.name == name]
        if len(found) == 1:
            marks[found[0].pk] = Mark.ABSENT
        else:
            code = "person_ambiguous" if found else "absent_not_expected"
            row.error(code, "absent", found=name)
    return marks


def _is_wrong(row: StagedRow) -> bool:
    return not row.can_be_taken


def _in_words(stated: int | None, present: int | None, absent: Sequence[str]) -> str:
    parts = []
    if stated is not None:
        parts.append(_("Expected: %(number)s.") % {"number": stated})
    if present is not None:
        parts.append(_("Present: %(number)s.") % {"number": present})
    if absent:
        parts.append(_("Absent: %(names)s.") % {"names": "、".join(absent)})
    return " ".join(parts)
