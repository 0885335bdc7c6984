"""Forms for what comes after a meeting: files, a withdrawal, topics, study made up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, FilesField, PageForm
from lianxin.facts.records.enums import Nature
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
