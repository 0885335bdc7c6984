"""Forms for records: at most eight entries for a meeting, the rest folded."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import FilesField, PageForm
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.forms.fields import (
    AttendanceField,
    LinesField,
    WhenField,
)
from lianxin.facts.records.models import Matter, Record
from lianxin.facts.records.operations import Held
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.record_kinds import Entry, OwnField, Privacy, RecordKind
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit

USUAL_TIME = time(15)
LONGEST_TOPIC = 200
OWN = "own_"
SELDOM = ("resolutions", "recorder", "parts", "matters", "hours")
Marks = Mapping[int, Mark]
NOBODY: Mapping[Person, str] = {}


class MeetingForm(PageForm):
    """What was held, when, where, about what, led by whom, with whom."""

    when = WhenField(label=_("Day and time"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    topic = forms.CharField(label=_("Topic"), max_length=LONGEST_TOPIC)
    topics = LinesField(
        label=_("Agenda"), help_text=_("One topic on each line, in their order.")
    )
    host = forms.ModelChoiceField(
        label=_("Chaired by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label="—",
    )
    attendance = AttendanceField(
        label=_("Attendance"),
        required=False,
        help_text=_("Everybody is present until you choose something else."),
    )
    minutes = forms.CharField(
        label=_("Minutes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Write or paste them; or add them as a file."),
    )
    resolutions = LinesField(
        label=_("Resolutions"),
        required=False,
        help_text=_("One on each line; each can be made a goal afterwards."),
    )
    recorder = forms.ModelChoiceField(
        label=_("Recorded by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label="—",
        help_text=_("Who wrote the minutes, where it was not you."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Held in it as well"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What was a part of it counts as if it were recorded by itself."),
    )
    matters = forms.ModelMultipleChoiceField(
        label=_("Topics from the list of prior study"),
        queryset=Matter.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are added to the agenda, as studied before others decide."),
    )
    hours = forms.DecimalField(
        label=_("Class hours"),
        required=False,
        max_digits=3,
        decimal_places=1,
        min_value=Decimal("0.5"),
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=_("Each who was there has these; nobody enters them again."),
    )

    def __init__(
        self,
        *,
        kind: RecordKind,
        unit: Unit,
        people: Sequence[Person],
        entitled: Collection[int] = (),
        leaders: Mapping[Person, str] = NOBODY,
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        self.held_kind = kind
        host, attendance = self.fields["host"], self.fields["attendance"]
        assert isinstance(attendance, AttendanceField)  # noqa: S101 -- for the type checker
        _offer_hosts(host, people, leaders)
        _offer_hosts(self.fields["recorder"], people, NOBODY)
        if kind.leader is not None:
            host.label = kind.leader.into(get_language() or "")
        names = [(person.pk, person.name) for person in people]
        attendance.ask_about(names, entitled=entitled)
        del self.fields["topic" if kind.agenda else "topics"]
        self._offer_parts(unit)
        self._offer_matters(kind, unit)
        self._ask_own()
        if kind.seats:
            attendance.help_text = _(
                "Who sits on the committee is present until you choose something else; "
                "mark whoever else was there."
            )
        if kind.privacy is not Privacy.OPEN:
            self.fields["minutes"].widget.attrs["data-no-draft"] = True
        if kind.privacy is Privacy.TWO:
            self._ask_of_talk()

    def _offer_parts(self, unit: Unit) -> None:
        offered = [k for k in queries.kinds_of(unit) if k.part and k != self.held_kind]
        parts = self.fields["parts"]
        assert isinstance(parts, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        parts.choices = [(k.code, queries.title_of(k.code)) for k in offered]
        if not offered or self.held_kind.privacy is not Privacy.OPEN:
            del self.fields["parts"]
            del self.fields["hours"]

    def _offer_matters(self, kind: RecordKind, unit: Unit) -> None:
        """None: topics of a meeting that is corrected are noted one by one."""
        del self.fields["matters"]

    def _ask_own(self) -> None:
        for field in self.held_kind.fields:
            self.fields[OWN + field.code] = _own(field)

    def _ask_of_talk(self) -> None:
        del self.fields["resolutions"], self.fields["recorder"]
        self.fields["topic"].help_text = _(
            "Seen by those who must know that the talk took place: nothing private here."
        )
        attendance = self.fields["attendance"]
        assert isinstance(attendance, AttendanceField)  # noqa: S101 -- for the type checker
        attendance.ask_with_whom()
        attendance.label = _("With")
        attendance.help_text = _("Choose with whom it was held.")
        self.fields["minutes"].label = _("What was said")
        self.fields["minutes"].help_text = _(
            "Only those who took part can read it; it is stored encrypted."
        )

    @property
    def often(self) -> list[forms.BoundField]:
        """The entries of every meeting."""
        return [field for field in self if not self._is_seldom(field.name)]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """The entries that an ordinary meeting leaves as they are."""
        return [field for field in self if self._is_seldom(field.name)]

    @property
    def is_unfolded(self) -> bool:
        """Whether one of the seldom entries is set, wrong, or of this kind only."""
        return bool(self.held_kind.fields) or any(
            field.errors or field.value() for field in self.seldom
        )

    def _is_seldom(self, name: str) -> bool:
        return name in SELDOM or name.startswith(OWN)


def _offer_hosts(
    host: forms.Field,
    people: Sequence[Person],
    leaders: Mapping[Person, str],
) -> None:
    """Those expected, and apart from them whoever may have come from above to lead it."""
    assert isinstance(host, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
    there = {person.pk for person in people}
    above = [
        (person.pk, f"{person.name} · {post}")
        for person, post in leaders.items()
        if person.pk not in there
    ]
    asked = there | {pk for pk, _label in above}
    host.queryset = Person.objects.filter(pk__in=asked)
    host.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
    if above:
        own = [(person.pk, person.name) for person in people]
        host.choices = [
            ("", "—"),
            (_("Expected there"), own),
            (_("From units above"), above),
        ]


def _own(field: OwnField) -> forms.Field:
    title = field.title.into(get_language() or "")
    if field.entry is Entry.LINES:
        return LinesField(label=title, required=False)
    if field.entry is Entry.NUMBER:
        return forms.IntegerField(
            label=title, required=False, min_value=0, max_value=99_999
        )
    if field.entry is Entry.CHOICE:
        language = get_language() or ""
        choices = [(c, words.into(language)) for c, words in field.choices.items()]
        return forms.ChoiceField(
            label=title, required=False, choices=[("", "—"), *choices]
        )
    return forms.CharField(label=title, required=False, max_length=LONGEST_TOPIC)


class RecordForm(MeetingForm):
    """A new record; with its kind, chosen before, these are eight entries."""

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Photos of the sign-in sheet, papers, minutes as a document."),
    )

    def __init__(self, *, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        self.today = today
        super().__init__(**given)

    @override
    def _ask_of_talk(self) -> None:
        super()._ask_of_talk()
        del self.fields["uploads"]

    @override
    def _offer_matters(self, kind: RecordKind, unit: Unit) -> None:
        listed = queries.matters_of(unit, on=self.today)
        if not (kind.prior_study and listed.exists()):
            del self.fields["matters"]
            return
        matters = self.fields["matters"]
        assert isinstance(matters, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type checker
        matters.queryset = listed
        matters.label_from_instance = lambda one: f"{one.number}. {one.text}"  # type: ignore[method-assign, assignment]  # matters have no title of their own


class AmendForm(MeetingForm):
    """A correction, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"))
    reason = forms.CharField(
        label=_("Reason for the correction"),
        max_length=200,
        help_text=_("The former version stays readable with it."),
    )
    field_order = ("kind", "when", "place", "topic", "topics", "host", "attendance")

    def __init__(self, *, unit: Unit, says: bool = True, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(unit=unit, **given)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = [
            (k.code, queries.title_of(k.code)) for k in queries.kinds_of(unit)
        ]
        if not says:
            del self.fields["minutes"]


def held_of(data: Mapping[str, Any], *, kind: RecordKind) -> Held:
    """What a cleaned form says was held."""
    when: datetime = data["when"]
    topics = data.get("topics", [])
    return Held(
        kind=kind.code,
        took_place_on=when.date(),
        began_at=when.time() if when.time() != time() else None,
        place=data["place"],
        topic=data.get("topic") or (topics[0] if topics else ""),
        host=data["host"],
        recorder=data.get("recorder"),
        minutes=without_outline(data.get("minutes", ""), kind),
        attendance=data["attendance"],
        hours=data.get("hours") or _usual_hours(kind, data.get("parts", ())),
        details={
            field.code: data[OWN + field.code]
            for field in kind.fields
            if data.get(OWN + field.code)
        },
        parts=data.get("parts", ()),
        resolutions=data.get("resolutions", ()),
        topics=topics,
    )


def without_outline(minutes: str, kind: RecordKind) -> str:
    """The minutes without the headings that stood there, where nothing stands under them."""
    if kind.outline is None:
        return minutes
    bare = minutes.replace("\r\n", "\n").strip()
    for outline in (kind.outline.en, kind.outline.hans, kind.outline.hant):
        if bare.startswith(outline) or bare.endswith(outline):
            return bare.removeprefix(outline).removesuffix(outline).strip()
    return minutes


def _usual_hours(kind: RecordKind, parts: Sequence[str]) -> Decimal | None:
    """The usual hours of what was held, where nobody wrote others."""
    kinds = rulebook.record_kinds()
    usual = [k.hours for k in (kind, *(kinds[code] for code in parts)) if k.hours]
    return Decimal(sum(usual)) if usual else None


def first_values(
    last: Record | None,
    *,
    kind: RecordKind,
    people: Sequence[Person],
    actor: Actor,
    today: date,
    expected: Collection[int] = (),
    asked: QueryDict | None = None,
) -> dict[str, object]:
    """What a new record's form holds to begin with: as asked for, else as last time.

    Where only some of the people are `expected`, the others are not marked.
    `asked` may name a day and a topic, as the addresses of other pages do.
    """
    me = actor.person.id if actor.person else None
    numbers = {person.pk for person in people}
    host = last.host_id if last and kind.privacy is not Privacy.TWO else me
    may_chair = numbers.intersection(expected) or numbers
    marks = "" if kind.privacy is Privacy.TWO else Mark.PRESENT.value
    day = _day_in(asked, today=today)
    return {
        "when": datetime.combine(day, (last and last.began_at) or USUAL_TIME),
        "place": last.place if last else "",
        "topic": asked.get("topic", "")[:LONGEST_TOPIC] if asked else "",
        "topics": _usual_topics(kind, asked),
        "host": next((one for one in (host, me) if one in may_chair), None),
        "attendance": dict.fromkeys(numbers, "")
        | dict.fromkeys(numbers.intersection(expected) or numbers, marks),
        "minutes": kind.outline.into(get_language() or "") if kind.outline else "",
        "hours": kind.hours,
    }


def _usual_topics(kind: RecordKind, asked: QueryDict | None) -> list[str]:
    """With which topics such a meeting usually begins, and the one that is asked for."""
    usual = kind.usual_agenda.into(get_language() or "") if kind.usual_agenda else ""
    named = asked.get("topic", "")[:LONGEST_TOPIC] if asked else ""
    return [topic for topic in (*usual.split("\n"), named) if topic.strip()]


def _day_in(asked: QueryDict | None, *, today: date) -> date:
    """The day that an address asks for, where it is one that can be recorded."""
    try:
        day = date.fromisoformat(asked.get("day", "")) if asked else today
    except ValueError:
        return today
    return min(day, today)


def values_of(record: Record, marks: Marks, said: str | None) -> dict[str, object]:
    """What the form of a correction holds to begin with: the record as it stands."""
    return {
        "version": record.version,
        "kind": record.kind,
        "when": datetime.combine(record.took_place_on, record.began_at or time()),
        "place": record.place,
        "topic": record.topic,
        "host": record.host_id,
        "recorder": record.recorder_id,
        "attendance": {pk: mark.value for pk, mark in marks.items()},
        "minutes": said if queries.is_talk(record.kind) else record.minutes,
        "hours": record.hours,
        **{OWN + code: value for code, value in record.details.items()},
        **queries.lists_of(record),
    }
