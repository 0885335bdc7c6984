"""Tables of who holds which post: judged beside what is entered, then entered as one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.imports.enums import Effect, SheetTaker
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Bounds, Fit
from lianxin.kernel.sheets.runs import numbers_in, runs_of
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.imports import PeopleNamed
from lianxin.org.people.models import Person
from lianxin.org.people.queries import returning
from lianxin.org.posts import policy
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.operations import (
    Appointed,
    NewAppointment,
    appoint_many,
    withdraw_appointments,
)
from lianxin.org.posts.queries import Held, Seat, Seats, full_members_since, whole_years
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import NamedUnits, plain_name

MANNERS = {"代理": Manner.ACTING, "兼任": Manner.CONCURRENT}
LONGEST_BASIS = 200


class PostsSheet:
    """A table of posts, each with whoever holds it since when, on which basis."""

    knows_references: ClassVar[bool] = False

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        self._actor, self._since, self._today = actor, since, day_of(at)
        self._at = at
        self._units = NamedUnits(actor, "posts.edit")
        self._seats = Seats()
        self._ready: list[NewAppointment] = []
        # What the batch that was judged last says, for `prepare`.
        self._said: dict[int, NewAppointment] = {}

    def judge(self, rows: Sequence[StagedRow]) -> None:
        """Say of each row what is wrong beside the entries, and what it would do."""
        data = [row for row in rows if not row.why]
        self._said.clear()
        for row in data:
            row.judge_anew()
        people = PeopleNamed(
            [row.values for row in data], actor=self._actor, today=self._today
        )
        units = {row.row: self._unit_of(row) for row in data}
        self._seats.read(unit for unit in units.values() if unit is not None)
        for row in data:
            unit = units[row.row]
            if unit is not None and row.can_be_taken:
                self._judge(row, unit, people)
        self._compare_with_rules(data)

    def prepare(self, rows: Sequence[StagedRow]) -> None:
        """Keep the rows by which somebody holds a post."""
        self._ready += [self._said[r.row] for r in rows if r.effect == Effect.NEW]

    def write(self) -> Mapping[str, object]:
        """Let all of them hold their posts; the numbers by which that is undone."""
        made = appoint_many(self._ready, actor=self._actor, at=self._at)
        return {
            "appointments": runs_of(made.appointments),
            "posts": runs_of(made.posts),
        }

    def close(self) -> None:
        """Let go of what was prepared."""
        self._ready = []

    def _unit_of(self, row: StagedRow) -> Unit | None:
        name = row.values.get("unit")
        if not name:
            if not any(problem["field"] == "unit" for problem in row.read):
                row.error("unit_unsaid", "unit")
            return None
        found = self._units.find(name)
        if isinstance(found, Unit):
            return found
        row.error(str(found), "unit", found=name)
        return None

    def _judge(self, row: StagedRow, unit: Unit, people: PeopleNamed) -> None:
        kind = self._kind_of(row, unit)
        person = people.meant_by(row, unit)
        valid_from = _day(row.values, "since") or max(self._since, unit.founded_on)
        valid_to = _day(row.values, "until")
        _check_days(row, unit, valid_from, valid_to)
        if len(row.values.get("basis") or "") > LONGEST_BASIS:
            row.error("field_too_long", "basis")
        if (
            person is not None
            and _is_after_leaving(person, valid_from, valid_to)
            and not _is_pensioned(person, unit)
        ):
            row.error("person_left", "name", found=person.name)
        if kind is None or person is None or not row.can_be_taken:
            return
        new = NewAppointment(
            unit,
            kind,
            person,
            valid_from,
            valid_to,
            MANNERS.get(row.values.get("manner") or "", Manner.REGULAR),
            row.values.get("basis") or "",
        )
        row.target = person.pk
        self._place(row, new)

    def _kind_of(self, row: StagedRow, unit: Unit) -> str | None:
        found = row.values.get("post")
        if not found:
            return None
        kind = kind_called(found, unit.kind)
        if kind is None:
            known = "、".join(
                each.title.hans
                for each in rulebook.post_kinds().values()
                if unit.kind in each.units
            )
            row.error("choice_unknown", "post", found=found, known=known or "—")
            return None
        title = rulebook.post_kinds()[kind].title.hans
        if plain_name(found) != title:
            row.notice("choice_understood", "post", found=found, value=title)
        answer = policy.may_appoint(unit, kind, actor=self._actor)
        if not answer:
            row.error("no_right_to_post", "post", found=title)
        return kind

    def _place(self, row: StagedRow, new: NewAppointment) -> None:
        """Find the post that the row fills; somebody else may hold it then."""
        time = (new.valid_from, new.valid_to)
        held = self._seats.held_by(new.person, new.unit, new.kind, time)
        if held is not None:
            self._compare(row, new, held)
            return
        ends = new.unit.dissolved_on
        if ends is not None:
            row.error("unit_ends", "unit", found=new.unit.name, value=ends)
            return
        number = len(self._seats.of(new.unit, new.kind))
        found = self._seats.take(new.person, new.unit, new.kind, time)
        if found is None:
            row.error("post_not_there", "since", value=new.valid_from)
        elif isinstance(found, Held):
            name = found.person.name
            row.error("post_held", "post", other=name, value=found.valid_from)
        else:
            self._note(row, new, found, is_further=0 < number < found.number)

    def _note(
        self, row: StagedRow, new: NewAppointment, seat: Seat, *, is_further: bool
    ) -> None:
        row.effect = Effect.NEW
        self._said[row.row] = new
        if seat.post is None and is_further:
            row.notice("post_beside", "post", value=seat.number)

    def _compare(self, row: StagedRow, new: NewAppointment, held: Held) -> None:
        """Whether the row says of somebody who holds the post what is entered."""
        is_same = held.valid_to == new.valid_to and (
            held.valid_from == new.valid_from or not row.values.get("since")
        )
        if is_same:
            row.effect = Effect.SAME
        else:
            row.error("post_held_otherwise", "since", value=held.valid_from)

    def _compare_with_rules(self, rows: Sequence[StagedRow]) -> None:
        """Tell where somebody lacks what is asked for the post; the row stays right."""
        asked = [
            (row, new)
            for row in rows
            if (new := self._said.get(row.row)) is not None
            and rulebook.post_kinds()[new.kind].asks
        ]
        if not asked:
            return
        full = full_members_since(
            [new.person.pk for _row, new in asked],
            actor=self._actor,
            today=self._today,
        )
        for row, new in asked:
            first = full.get(new.person.pk)
            if first is not None:
                _tell_of_rules(row, new, first)


def _tell_of_rules(row: StagedRow, new: NewAppointment, first: date) -> None:
    language = get_language() or ""
    years = whole_years(first, new.valid_from)
    for code in rulebook.post_kinds()[new.kind].asks:
        edition = rulebook.value(code, on=new.valid_from)
        if edition is None or not isinstance(edition.value, Bounds):
            continue
        if edition.value.fit(years) is Fit.BELOW:
            row.notice(
                "asks_more_years",
                "name",
                found=years,
                value=edition.value.least or 0,
                other=rulebook.rules()[code].title.into(language),
                basis=edition.source.cite(language),
            )


TAKERS: Mapping[str, type[SheetTaker]] = {"posts": PostsSheet}


def undo(made: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    """Take back what `write` told of."""
    told = Appointed(numbers_in(made["appointments"]), numbers_in(made["posts"]))
    withdraw_appointments(told, actor=actor, at=at)


def kind_called(words: str, unit_kind: str) -> str | None:
    """The kind of post that words mean in such a unit: 书记 is 党支部书记 in a branch."""
    known = {
        plain_name(kind.title.hans): kind.code
        for kind in rulebook.post_kinds().values()
        if unit_kind in kind.units
    }
    said = plain_name(words)
    unit = plain_name(rulebook.unit_kinds()[unit_kind].title.hans)
    for possible in (said, f"{unit}{said}", f"党{said}"):
        if possible in known:
            return known[possible]
    return None


def _check_days(
    row: StagedRow, unit: Unit, valid_from: date, valid_to: date | None
) -> None:
    if valid_from < unit.founded_on:
        row.error("unit_founded_later", "since", value=unit.founded_on)
    if valid_to is not None and valid_to <= valid_from:
        row.error(
            "date_order",
            "until",
            value=valid_to,
            other=_("Held since"),
            found=valid_from,
        )


def _is_pensioned(person: Person, unit: Unit) -> bool:
    """Whether somebody who left may hold a post there as a member of a branch."""
    is_party = rulebook.unit_kinds()[unit.kind].line == "party"
    return is_party and returning.is_of_a_branch_still(person)


def _is_after_leaving(person: Person, valid_from: date, valid_to: date | None) -> bool:
    left = person.left_on
    return left is not None and (valid_from > left or valid_to is None)


def _day(values: Mapping[str, Any], code: str) -> date | None:
    """A day; of a month its first, which the reader has told of."""
    text = values.get(code)
    if not text:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")
