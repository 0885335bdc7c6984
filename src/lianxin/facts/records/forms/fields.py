"""Fields of a record: day and time in one, who was there, one thing a line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from lianxin.facts.records.enums import Mark


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
        self.entitled: frozenset[int] = frozenset()
        self.choices: Sequence[tuple[str, Any]] = [
            ("", _("Not expected")),
            *Mark.choices,
        ]

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
        rows = (
            (
                f"id_{name}_{number}",
                person,
                f"{name}-{pk}",
                SafeString(" data-entitled") if pk in self.entitled else "",
                _options(self.choices, str(marks.get(pk, ""))),
            )
            for number, (pk, person) in enumerate(self.people)
        )
        return format_html(
            '<ul class="attendance list-unstyled m-0">{}</ul>',
            format_html_join(
                "",
                '<li class="d-flex align-items-center gap-3 py-1"><label class="flex-fill"'
                ' for="{0}">{1}</label><select class="form-select w-auto" id="{0}"'
                ' name="{2}"{3}>{4}</select></li>',
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

    def ask_about(
        self, people: Sequence[tuple[int, str]], *, entitled: Iterable[int] = ()
    ) -> None:
        """Ask about these people, each a number and a name; who of them is entitled."""
        self.widget.people = people
        self.widget.entitled = frozenset(entitled)

    def ask_with_whom(self) -> None:
        """Ask only with whom it was held: nobody is expected, on leave or absent."""
        self.widget.choices = [
            ("", "—"),
            (Mark.PRESENT, pgettext_lazy("a talk", "Took part")),
        ]

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


class LinesField(forms.CharField):
    """One thing on each line; cleaned to a list without empty lines."""

    widget = forms.Textarea(attrs={"rows": 4})

    @override
    def clean(self, value: Any) -> list[str]:
        """The lines, without spaces around them."""
        text = super().clean(value) or ""
        return [line.strip() for line in text.split("\n") if line.strip()]

    @override
    def prepare_value(self, value: Any) -> Any:
        """A list as its lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value
