"""Forms for letters: from a template, a draft's words, numbers, received letters."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.letters import FieldType, LetterTemplate, TemplateField
from lianxin.org.letters import queries
from lianxin.org.letters.enums import Language, Stage
from lianxin.org.letters.models import Letter, ReceivedLetter
from lianxin.org.letters.operations import Came, Words
from lianxin.org.units import queries as units
from lianxin.org.units.forms import UnitField

ABOUT = re.compile(r"(units\.unit|people\.person):(\d{1,12})")
OWN = ("addressee", "language")


class WriteLetter(PageForm):
    """The fields of a template, then to whom and in which script; see `write_form`."""

    def values(self) -> Mapping[str, str]:
        """What was filled in, as the template takes it; days as 2026-11-25."""
        data = self.cleaned_data if self.is_bound else self.initial
        return {
            name: _as_text(data.get(name)) for name in self.fields if name not in OWN
        }

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with the template's fields in `values`."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["values"] = {
            name: _as_text(cleaned.get(name)) for name in self.fields if name not in OWN
        }
        return cleaned


def write_form(template: LetterTemplate) -> type[WriteLetter]:
    """A form with the fields of this template."""
    language = get_language() or ""
    fields: dict[str, Any] = {
        field.name: _field_of(field, language) for field in template.fields.values()
    }
    fields["addressee"] = forms.CharField(
        label=_("Addressee"),
        max_length=200,
        required=False,
        help_text=_("The unit that is to act; several with a Chinese comma between."),
    )
    fields["language"] = forms.ChoiceField(
        label=_("Written in"), choices=Language.choices
    )
    return type("WriteOneLetter", (WriteLetter,), fields)


def _field_of(field: TemplateField, language: str) -> forms.Field:
    title, needed = field.title.into(language), not field.optional
    if field.type is FieldType.DAY:
        return DayField(label=title, required=needed)
    if field.type is FieldType.NUMBER:
        return forms.IntegerField(
            label=title, required=needed, min_value=0, max_value=9_999_999
        )
    if field.type is FieldType.TEXT:
        return forms.CharField(label=title, required=needed, widget=forms.Textarea)
    return forms.CharField(label=title, required=needed, max_length=120)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def about_in(text: str) -> Ref | None:
    """The thing that an address names, such as ``people.person:7``; else None."""
    found = ABOUT.fullmatch(text)
    return Ref(found[1], int(found[2])) if found else None


def number_in(text: str) -> int:
    """The number that an address names; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else 0


class EditLetter(PageForm):
    """What a draft says."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title of the letter"), max_length=200)
    addressee = forms.CharField(label=_("Addressee"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Text of the letter"),
        widget=forms.Textarea(attrs={"rows": "12"}),
        help_text=_("Each line is a paragraph."),
    )
    annexes = forms.CharField(
        label=_("Annexes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("One on each line, without numbers."),
    )
    note = forms.CharField(
        label=_("Note below the day"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text=_("Such as whom to ask, with the phone number."),
    )
    copy_to = forms.CharField(label=_("Copies to"), max_length=200, required=False)
    signatory = forms.CharField(
        label=_("Signed off by"),
        max_length=40,
        required=False,
        help_text=_("A letter to a unit above names who signed it off."),
    )
    signed_as = forms.CharField(
        label=_("Name above the day"), max_length=120, required=False
    )

    def words(self) -> Words:
        """What was sent, as the operation takes it."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "annexes"}
        }
        lines = self.cleaned_data["annexes"].split("\n")
        return Words(annexes=[li.strip() for li in lines if li.strip()], **given)

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with all of it in `words` where nothing is wrong."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["words"] = self.words()
        return cleaned


def draft_of(letter: Letter) -> dict[str, object]:
    """What `EditLetter` begins with."""
    held = {name: getattr(letter, name) for name in EditLetter.base_fields}
    return held | {"annexes": "\n".join(letter.annexes)}


class IssueLetter(PageForm):
    """The number's word, and the day of the letter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    word = forms.CharField(
        label=_("Word before the number"),
        max_length=20,
        help_text=_("The unit's own sign for such letters, as its seal book has it."),
    )
    dated_on = DayField(label=_("Day of the letter"))


class WithReason(PageForm):
    """An act that asks why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class NoteReceipt(PageForm):
    """The receipt that came back."""

    receipt_on = DayField(label=_("Day of the receipt"))
    sender = forms.CharField(label=_("Sent back by"), max_length=120)


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""


class ReceiveLetter(PageForm):
    """A letter that came."""

    received_on = DayField(label=_("Received on"))
    sender = forms.CharField(label=_("Sender"), max_length=120)
    their_number = forms.CharField(
        label=_("Number of the sender"), max_length=60, required=False
    )
    dated_on = DayField(label=_("Day of the letter"), required=False)
    title = forms.CharField(label=_("Title of the letter"), max_length=200)
    passed_to = forms.CharField(
        label=_("Passed to"),
        max_length=120,
        required=False,
        help_text=_("Who is to see to it."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    file = forms.FileField(
        label=_("The letter as a file"),
        required=False,
        help_text=_("Nothing that is marked as secret may be kept here."),
    )

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, as the operation takes it: `came` and `upload`."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            upload = cleaned.pop("file", None)
            cleaned = {"came": Came(**cleaned), "upload": upload}
        return cleaned


class _RegisterFilter(FilterForm):
    """What both registers are searched by."""

    q = forms.CharField(
        label=_("Title, number or other side"), max_length=60, required=False
    )
    unit = UnitField(label=_("Unit, with all below"), required=False)
    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)

    searched: tuple[str, ...] = ()
    day = ""

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))

    @override
    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The letters that pass all filters."""
        asked = self.cleaned_data
        wanted = Q()
        if asked.get("q"):
            for name in self.searched:
                wanted |= Q(**{f"{name}__icontains": asked["q"]})
        if asked.get("unit"):
            wanted &= units.below(asked["unit"].path or "-", column="unit__path")
        if asked.get("since"):
            wanted &= Q(**{f"{self.day}__gte": asked["since"]})
        if asked.get("until"):
            wanted &= Q(**{f"{self.day}__lte": asked["until"]})
        return rows.filter(wanted)


class LettersFilter(_RegisterFilter):
    """Filters of the register of letters sent."""

    kind = forms.ChoiceField(label=_("Kind of letter"), required=False)
    stage = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("", _("All")), *Stage.choices],
        required=False,
    )
    searched = ("title", "addressee", "word")
    day = "dated_on"
    field_order = ("q", "kind", "stage", "unit", "since", "until")

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        language = get_language() or ""
        kind.choices = [
            ("", _("All")),
            *(
                (k.code, k.title.into(language))
                for k in rulebook.letter_kinds().values()
            ),
        ]

    @override
    def apply(self, rows: QuerySet[Letter]) -> QuerySet[Letter]:
        """The letters that pass all filters."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("stage"):
            rows = queries.of_stage(rows, Stage(asked["stage"]))
        return rows


class ReceivedFilter(_RegisterFilter):
    """Filters of the register of letters received."""

    searched = ("title", "sender", "their_number")
    day = "received_on"

    @override
    def apply(self, rows: QuerySet[ReceivedLetter]) -> QuerySet[ReceivedLetter]:
        """The letters that pass all filters."""
        return super().apply(rows)
