"""What was held, as it is entered, and whether it can be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.record_kinds import Privacy
from lianxin.org.people.models import Person
from lianxin.org.people.queries import visible_to as people_visible_to
from lianxin.org.units.models import Unit

MOST_HOURS = Decimal(99)
MOST_LINES = 60
LONGEST_RESOLUTION, LONGEST_TOPIC = 300, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a unit held, as it is entered: all that an amendment may correct.

    `attendance` maps the number of each expected person to their mark. `parts` are the
    other kinds that were held in it.
    """

    kind: str
    took_place_on: date
    topic: str
    began_at: time | None = None
    place: str = ""
    host: Person | None = None
    recorder: Person | None = None
    minutes: str = ""
    attendance: Mapping[int, Mark]
    hours: Decimal | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    parts: Sequence[str] = ()
    resolutions: Sequence[str] = ()
    topics: Sequence[str] = ()

    def took_part(self) -> set[int]:
        """The numbers of those who were there, whoever led it included."""
        there = {pk for pk, mark in self.attendance.items() if mark is Mark.PRESENT}
        return there | ({self.host.pk} if self.host else set())


def is_away(person: Person, attendance: Mapping[int, Mark]) -> bool:
    """Whether the person is marked as not having been there."""
    return attendance.get(person.pk, Mark.PRESENT) is not Mark.PRESENT


def check(
    held: Held,
    *,
    unit: Unit,
    actor: Actor,
    today: date,
    known: frozenset[int] | set[int] = frozenset(),
) -> None:
    """ValidationError where this cannot have been held so; `known` people stay."""
    if held.kind not in {kind.code for kind in queries.kinds_of(unit)}:
        raise ValidationError({"kind": _("This unit does not hold such meetings.")})
    if not held.topic.strip():
        raise ValidationError({"topic": _("Say what it was about.")})
    _check_day(held.took_place_on, unit=unit, today=today)
    _check_contents(held, unit=unit)
    _check_people(held, unit=unit, actor=actor, today=today, known=known)
    _check_host(held)
    if rulebook.record_kinds()[held.kind].privacy is Privacy.TWO:
        _check_talk(held)


def _check_contents(held: Held, *, unit: Unit) -> None:
    kinds = {kind.code: kind for kind in queries.kinds_of(unit)}
    allowed = {code for code, kind in kinds.items() if kind.part and code != held.kind}
    if set(held.parts) - allowed:
        raise ValidationError({"parts": _("This cannot be a part of such a meeting.")})
    own = {field.code for field in kinds[held.kind].fields}
    if set(held.details) - own:
        raise ValidationError(_("Such a meeting has no entry of this name."))
    if held.hours is not None and not 0 < held.hours <= MOST_HOURS:
        raise ValidationError({"hours": _("Give the class hours, such as 2 or 1.5.")})
    _check_lines("resolutions", held.resolutions, LONGEST_RESOLUTION)
    _check_lines("topics", held.topics, LONGEST_TOPIC)


def _check_lines(name: str, lines: Sequence[str], longest: int) -> None:
    if len(lines) > MOST_LINES or any(len(line) > longest for line in lines):
        raise ValidationError(
            {
                name: _("At most %(lines)d lines of %(longest)d characters each.")
                % {"lines": MOST_LINES, "longest": longest}
            }
        )
    if len(set(lines)) < len(lines):
        raise ValidationError({name: _("The same line stands here twice.")})


def _check_host(held: Held) -> None:
    if held.host is not None and is_away(held.host, held.attendance):
        raise ValidationError(
            {
                "host": _(
                    "%(name)s is marked as not having been there. Correct the "
                    "attendance, or choose here who led it."
                )
                % {"name": held.host.name}
            }
        )


def _check_talk(held: Held) -> None:
    others = held.took_part() - ({held.host.pk} if held.host else set())
    if held.host is None or not others:
        raise ValidationError(
            {"attendance": _("Say who held the talk, and with whom.")}
        )


def _check_day(day: date, *, unit: Unit, today: date) -> None:
    fault = ""
    if day > today:
        fault = _(
            "This day is still to come; record the meeting once it has been held."
        )
    elif day < unit.founded_on:
        fault = _("The unit did not exist yet: it was founded on %(day)s.") % {
            "day": unit.founded_on.isoformat()
        }
    elif unit.dissolved_on is not None and day > unit.dissolved_on:
        fault = _("The unit did not exist any more: it ended on %(day)s.") % {
            "day": unit.dissolved_on.isoformat()
        }
    if fault:
        raise ValidationError({"when": fault})


def _check_people(
    held: Held,
    *,
    unit: Unit,
    actor: Actor,
    today: date,
    known: frozenset[int] | set[int],
) -> None:
    asked = set(held.attendance) - known
    if held.host is not None and held.host.pk not in known:
        asked.add(held.host.pk)
    if held.recorder is not None and held.recorder.pk not in known:
        asked.add(held.recorder.pk)
    if not asked:
        return
    expected = queries.expected_people(held.kind, unit, today=today)
    asked -= set(expected.values_list("pk", flat=True))
    kind = rulebook.record_kinds()[held.kind]
    if held.host is not None and held.host.pk in asked:
        leaders = queries.leaders_from_above(kind, unit, today=today)
        asked -= {person.pk for person in leaders} - set(held.attendance)
    if not asked:
        return
    seen = people_visible_to(actor, today=today).filter(pk__in=asked)
    if asked - set(seen.values_list("pk", flat=True)):
        raise ValidationError(
            {"attendance": _("Somebody in this list does not belong to the unit.")}
        )
