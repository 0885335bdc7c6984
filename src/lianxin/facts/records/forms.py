"""Forms for records: at most eight entries for a meeting."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilesField, FilterForm, PageForm
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.facts.records.operations import Held
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person
from lianxin.org.units.forms import UnitField, label_of
from lianxin.org.units.models import Unit

MOST_SUGGESTED = 40
USUAL_TIME = time(15)
Marks = Mapping[int, Mark]


class WhenField(forms.DateTimeField):
    """Day and time in one entry, on the clock of the place; midnight means no time."""

    widget = forms.DateTimeInput(
        format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
    )
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d"]
    default_error_messages = {
        "invalid": _("Give day and time, such as 2026-11-23 15:30.")
    }

    @override
    def to_python(self, value: Any) -> datetime | None:
        """The instant as the clock on the wall showed it."""
        try:
            instant = super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"]) from error
        return timezone.make_naive(instant) if instant else None


class AttendanceInput(forms.Widget):
    """One choice for each expected person, everybody present to begin with."""

    use_fieldset = True

    def __init__(self, people: Sequence[tuple[int, str]] = ()) -> None:
        super().__init__()
        self.people = people

    @override
    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> dict[int, str]:
        """What was chosen for each person; nothing where they were not expected."""
        return {pk: data.get(f"{name}-{pk}", "") for pk, _name in self.people}

    @override
    def id_for_label(self, id_: str, index: object = None) -> str:
        """No label of its own: each person's choice has one."""
        return ""

    @override
    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """A list of names, each with its choice."""
        marks = value or {}
        choices = [("", _("Not expected")), *Mark.choices]
        rows = (
            (
                f"id_{name}_{number}",
                person,
                f"{name}-{pk}",
                _options(choices, str(marks.get(pk, ""))),
            )
            for number, (pk, person) in enumerate(self.people)
        )
        return format_html(
            '<ul class="attendance list-unstyled m-0">{}</ul>',
            format_html_join(
                "",
                '<li class="d-flex align-items-center gap-3 py-1"><label class="flex-fill"'
                ' for="{0}">{1}</label><select class="form-select w-auto" id="{0}"'
                ' name="{2}">{3}</select></li>',
                rows,
            ),
        )


def _options(choices: Sequence[tuple[str, Any]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (code, SafeString(" selected") if code == chosen else "", title)
            for code, title in choices
        ),
    )


class AttendanceField(forms.Field):
    """Who was there; cleaned to a mark for each person that was expected."""

    widget = AttendanceInput

    def ask_about(self, people: Sequence[tuple[int, str]]) -> None:
        """Ask about these people, each a number and a name."""
        self.widget.people = people

    @override
    def has_changed(self, initial: object, data: object) -> bool:
        """Always: the operation compares."""
        return True

    @override
    def clean(self, value: Any) -> dict[int, Mark]:
        """A mark for each person; ValidationError for a choice that is none."""
        chosen = {pk: code for pk, code in (value or {}).items() if code}
        if set(chosen.values()) - set(Mark.values):
            raise ValidationError(_("Choose from the list for each person."))
        return {pk: Mark(code) for pk, code in chosen.items()}


class MeetingForm(PageForm):
    """What was held, when, where, about what, led by whom, with whom."""

    when = WhenField(label=_("Day and time"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    topic = forms.CharField(label=_("Topic"), max_length=200)
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

    def __init__(self, *, people: Sequence[Person], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        host, attendance = self.fields["host"], self.fields["attendance"]
        assert isinstance(host, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(attendance, AttendanceField)  # noqa: S101 -- for the type checker
        host.queryset = Person.objects.filter(pk__in=[p.pk for p in people])
        host.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
        attendance.ask_about([(person.pk, person.name) for person in people])


class RecordForm(MeetingForm):
    """A new record; with its kind, chosen before, these are eight entries."""

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Photos of the sign-in sheet, papers, minutes as a document."),
    )


class AmendForm(MeetingForm):
    """A correction, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"))
    reason = forms.CharField(
        label=_("Reason for the correction"),
        max_length=200,
        help_text=_("The former version stays readable with it."),
    )
    field_order = ("kind", "when", "place", "topic", "host", "attendance", "minutes")

    def __init__(self, *, unit: Unit, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = [
            (k.code, queries.title_of(k.code)) for k in queries.kinds_of(unit)
        ]


class FilesForm(PageForm):
    """More files beside a record."""

    uploads = FilesField(label=_("Files"), required=False)


class RecordFilter(FilterForm):
    """Filters of the list of records."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = [("", "—")] + [
            (c, queries.title_of(c)) for c in rulebook.record_kinds()
        ]

    @override
    def apply(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """The records that pass all filters that are set."""
        asked = self.cleaned_data
        return queries.among(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            kind=asked.get("kind", ""),
            since=asked.get("since"),
            until=asked.get("until"),
        )


def suggest_units(field: forms.Field, units: QuerySet[Unit]) -> None:
    """Let one of `units` be named; only a few are sent as suggestions, to stay light."""
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units.none())
    field.units = units
    field.widget.suggestions = [label_of(unit) for unit in units[:MOST_SUGGESTED]]


def held_of(data: Mapping[str, Any], *, kind: str) -> Held:
    """What a cleaned form says was held."""
    when: datetime = data["when"]
    return Held(
        kind=kind,
        took_place_on=when.date(),
        began_at=when.time() if when.time() != time() else None,
        place=data["place"],
        topic=data["topic"],
        host=data["host"],
        minutes=data["minutes"],
        attendance=data["attendance"],
    )


def first_values(
    last: Record | None, *, people: Sequence[Person], actor: Actor, today: date
) -> dict[str, object]:
    """What a new record's form holds to begin with: as it was last time."""
    me = actor.person.id if actor.person else None
    host = last.host_id if last else me
    numbers = {person.pk for person in people}
    return {
        "when": datetime.combine(today, (last and last.began_at) or USUAL_TIME),
        "place": last.place if last else "",
        "host": host if host in numbers else (me if me in numbers else None),
        "attendance": dict.fromkeys(numbers, Mark.PRESENT.value),
    }


def values_of(record: Record, marks: Marks) -> dict[str, object]:
    """What the form of a correction holds to begin with: the record as it stands."""
    return {
        "version": record.version,
        "kind": record.kind,
        "when": datetime.combine(record.took_place_on, record.began_at or time()),
        "place": record.place,
        "topic": record.topic,
        "host": record.host_id,
        "attendance": {pk: mark.value for pk, mark in marks.items()},
        "minutes": record.minutes,
    }
