"""Forms beside meetings: files, a withdrawal, topics and their list, study made up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilesField, PageForm
from lianxin.facts.records.enums import Decider, Nature
from lianxin.facts.records.forms.fields import LinesField
from lianxin.facts.records.models import Matter
from lianxin.facts.records.operations import Listed
from lianxin.facts.records.operations.held import LONGEST_TOPIC, MOST_LINES
from lianxin.org.people.models import Person

LONG = 4000


class FilesForm(PageForm):
    """More files beside a record."""

    uploads = FilesField(label=_("Files"), required=False)


class WithdrawForm(PageForm):
    """Why a record was a mistake."""

    reason = forms.CharField(
        label=_("Why it was a mistake"),
        max_length=200,
        help_text=_("The record counts for nothing any more; it stays readable."),
    )


class ItemForm(PageForm):
    """What a topic is, what the committee said, what was decided afterwards."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    nature = forms.ChoiceField(label=_("Kind of topic"), choices=Nature.choices)
    matter = forms.ModelChoiceField(
        label=_("Which one of the list of prior study"),
        queryset=Matter.objects.none(),
        required=False,
        empty_label="—",
    )
    is_major = forms.BooleanField(
        label=_("One of the “three majors and one large sum”"), required=False
    )
    opinion = forms.CharField(
        label=_("What the committee said"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    result = forms.CharField(
        label=_("What the board or the managers decided"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Filled in after they have met, for what was studied before."),
    )
    decided_on = DayField(label=_("Decided on"), required=False)
    reason = forms.CharField(
        label=_("Reason for the correction"),
        max_length=200,
        required=False,
        help_text=_("Only where something noted before is changed."),
    )

    def __init__(
        self,
        *,
        matters: QuerySet[Matter],
        is_noted: bool = False,
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        matter = self.fields["matter"]
        assert isinstance(matter, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        matter.queryset = matters
        matter.label_from_instance = lambda one: f"{one.number}. {one.text}"  # type: ignore[method-assign, assignment]  # matters have no title of their own
        if not matters.exists():
            del self.fields["matter"]
        if not is_noted:
            del self.fields["reason"]


class ListForm(PageForm):
    """An edition of the list of prior study; `listed` in the cleaned data."""

    since = DayField(label=_("In force from"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The document by which the list was adopted."),
    )
    board = LinesField(
        label=_("Decided by the board after the committee has studied it"),
        required=False,
        help_text=_("One matter on each line."),
    )
    managers = LinesField(
        label=_("Decided by the managers after the committee has studied it"),
        required=False,
        help_text=_("One matter on each line."),
    )

    def clean_board(self) -> list[str]:
        """The lines, none too long."""
        return _short(self.cleaned_data["board"])

    def clean_managers(self) -> list[str]:
        """The lines, none too long."""
        return _short(self.cleaned_data["managers"])

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with the edition."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["listed"] = Listed(
                since=cleaned["since"],
                basis=cleaned["basis"],
                matters=[
                    *((text, Decider.BOARD) for text in cleaned["board"]),
                    *((text, Decider.MANAGERS) for text in cleaned["managers"]),
                ],
            )
        return cleaned


def _short(lines: list[str]) -> list[str]:
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_TOPIC for line in lines):
        raise ValidationError(
            gettext("At most %(lines)d lines of %(longest)d characters each.")
            % {"lines": MOST_LINES, "longest": LONGEST_TOPIC}
        )
    return lines


class MadeUpForm(PageForm):
    """Who made the study up, when and how."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), empty_label="—"
    )
    studied_on = DayField(label=_("Day"))
    how = forms.CharField(
        label=_("How"),
        max_length=120,
        required=False,
        help_text=_("Such as: read the papers with the group leader."),
    )

    def __init__(self, *, missed: Sequence[int], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        person.queryset = Person.objects.filter(pk__in=missed).order_by("pk")
        person.label_from_instance = lambda one: one.name  # type: ignore[method-assign, assignment]  # people have no title of their own
