"""Two writings of one meeting side by side; a person chooses, entry by entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from lianxin.base.ui.forms import PageForm
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import Held
from lianxin.kernel.rules.record_kinds import RecordKind

TAKE = "take"
STORED, MINE, BOTH = "stored", "mine", "both"
PLAIN = ("began_at", "place", "topic", "host", "recorder", "minutes", "hours")
LISTS = ("topics", "resolutions", "parts")
TOGETHER = ("minutes", *LISTS)
OWN, PERSON = "own_", "attendance_"


@dataclass(frozen=True, slots=True)
class Sides:
    """One entry that two writings hold differently, each in words."""

    name: str
    title: str
    stored: str
    mine: str

    @property
    def likely(self) -> str | None:
        """The one that says anything, where the other says nothing."""
        if self.stored and self.mine:
            return None
        return STORED if self.stored else MINE


def held_in(record: Record) -> Held:
    """A record as it stands, as it would be entered."""
    return Held(
        kind=record.kind,
        took_place_on=record.took_place_on,
        began_at=record.began_at,
        place=record.place,
        topic=record.topic,
        host=record.host,
        recorder=record.recorder,
        minutes=record.minutes,
        hours=record.hours,
        details=record.details,
        attendance=queries.marks_of(record),
        **queries.lists_of(record),
    )


def sides_of(
    stored: Held, mine: Held, *, kind: RecordKind, names: Mapping[int, str]
) -> Sequence[Sides]:
    """The entries in which the two differ, in the order of the form."""
    found = [
        *_of_fields(stored, mine, kind=kind),
        *_of_people(stored, mine, names=names),
        *_of_details(stored, mine, kind=kind),
    ]
    return [sides for sides in found if sides.stored != sides.mine]


def _of_fields(stored: Held, mine: Held, *, kind: RecordKind) -> Iterator[Sides]:
    titles = {
        "began_at": _("Time"),
        "place": _("Place"),
        "topic": _("Topic"),
        "topics": _("Agenda"),
        "host": kind.leader.into(get_language() or "")
        if kind.leader
        else _("Chaired by"),
        "recorder": _("Recorded by"),
        "minutes": _("Minutes"),
        "hours": _("Class hours"),
        "resolutions": _("Resolutions"),
        "parts": _("Held in it as well"),
    }
    for name, title in titles.items():
        if name != ("topic" if kind.agenda else "topics"):
            words = [_in_words(name, getattr(held, name)) for held in (stored, mine)]
            yield Sides(name, title, *words)


def _of_people(
    stored: Held, mine: Held, *, names: Mapping[int, str]
) -> Iterator[Sides]:
    for pk, name in names.items():
        marks = (stored.attendance.get(pk), mine.attendance.get(pk))
        words = [str(mark.label) if mark else _("Not expected") for mark in marks]
        yield Sides(f"{PERSON}{pk}", name, *words)


def _of_details(stored: Held, mine: Held, *, kind: RecordKind) -> Iterator[Sides]:
    for field in kind.fields:
        words = [_in_words("", held.details.get(field.code)) for held in (stored, mine)]
        yield Sides(
            f"{OWN}{field.code}", field.title.into(get_language() or ""), *words
        )


def _in_words(name: str, value: Any) -> str:  # noqa: ANN401 -- any entry of a record
    if not value:
        return ""
    if name == "parts":
        return "\n".join(sorted(queries.title_of(kind) for kind in value))
    if name == "began_at":
        return f"{value:%H:%M}"
    if name in ("host", "recorder"):
        return str(value.name)
    if name == "hours":
        return f"{value:g}"
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)


class JoinForm(PageForm):
    """For each entry that differs: what is stored, or what was written now, or both."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *, sides: Sequence[Sides], record: Record, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        first = {one.name: one.likely for one in sides}
        given["initial"] = {"version": record.version, **first}
        super().__init__(prefix=TAKE, **given)
        for one in sides:
            self.fields[one.name] = forms.ChoiceField(
                label=one.title,
                widget=forms.RadioSelect,
                choices=list(_choices(one)),
                error_messages={"required": gettext_lazy("Please choose.")},
            )

    @property
    def choices(self) -> list[forms.BoundField]:
        """The entries to choose for."""
        return self.visible_fields()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not self.choices


def _choices(one: Sides) -> Iterator[tuple[str, str]]:
    nothing = _("(empty)")
    stored = {"words": one.stored or nothing}
    mine = {"words": one.mine or nothing}
    yield STORED, pgettext("of two records", "Stored: %(words)s") % stored
    yield MINE, pgettext("of two records", "Written now: %(words)s") % mine
    if one.name in TOGETHER and one.likely is None:
        yield BOTH, pgettext("of two records", "Both, one after the other")


def is_choice(name: str) -> bool:
    """Whether a field of this name was one of the choices."""
    return name.startswith(f"{TAKE}-")


def joined(stored: Held, mine: Held, chosen: Mapping[str, str]) -> Held:
    """What is stored, with what was chosen of the other."""
    taken: dict[str, Any] = {
        name: _together(getattr(stored, name), getattr(mine, name))
        if chosen[name] == BOTH
        else getattr(mine, name)
        for name in (*PLAIN, *LISTS)
        if chosen.get(name) in (MINE, BOTH)
    }
    attendance: dict[int, Mark] = dict(stored.attendance)
    details = dict(stored.details)
    for name, which in chosen.items():
        if which == MINE and name.startswith(PERSON):
            _take(attendance, mine.attendance, int(name.removeprefix(PERSON)))
        elif which == MINE and name.startswith(OWN):
            _take(details, mine.details, name.removeprefix(OWN))
    if taken.get("topics"):
        taken["topic"] = taken["topics"][0]
    return replace(stored, attendance=attendance, details=details, **taken)


def _together(stored: Any, mine: Any) -> Any:  # noqa: ANN401 -- words, or a list of them
    if isinstance(stored, str):
        return f"{stored}\n\n{mine}"
    return [*stored, *(one for one in mine if one not in stored)]


def _take(to: dict[Any, Any], of: Mapping[Any, Any], key: object) -> None:
    """The other's value at this key; none where the other has none."""
    if key in of:
        to[key] = of[key]
    else:
        to.pop(key, None)
