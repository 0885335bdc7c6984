"""Rows of a plan as plain forms: what the grid does, without script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from typing_extensions import override

from lianxin.base.ui.forms import PageForm
from lianxin.work.guidance.enums import Reshape

LONGEST = 60
AREA = forms.Textarea(attrs={"rows": 3})


class NewTask(PageForm):
    """A new row; names and deadlines as they are typed in the grid."""

    key_task = forms.CharField(
        label=gettext_lazy("Key task"), max_length=200, required=False
    )
    text = forms.CharField(label=gettext_lazy("Task"), max_length=300, widget=AREA)
    actions = forms.CharField(
        label=gettext_lazy("Measures"), required=False, widget=AREA
    )
    standard = forms.CharField(
        label=gettext_lazy("Standard or deliverable"), required=False, widget=AREA
    )
    leader = forms.CharField(
        label=gettext_lazy("Responsible leader"),
        required=False,
        help_text=gettext_lazy("The name, or the title of the post."),
    )
    lead_unit = forms.CharField(
        label=gettext_lazy("Lead department or unit"), required=False
    )
    supports = forms.CharField(
        label=gettext_lazy("Supporting units"),
        required=False,
        help_text=gettext_lazy("Several names with 、 between them."),
    )
    persons = forms.CharField(label=gettext_lazy("Responsible persons"), required=False)
    reach = forms.CharField(
        label=gettext_lazy("Carried out by"),
        required=False,
        help_text=gettext_lazy(
            "各党支部 for all branches below, or names of units. Each has the goal as its own."
        ),
    )
    due = forms.CharField(
        label=gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy(
            "2026-12-31, 9月, 三季度, 全年, 每月, 每季度, 长期坚持, or an event such as 换届前."
        ),
    )
    measure = forms.CharField(
        label=gettext_lazy("Measured by"),
        required=False,
        widget=AREA,
        help_text=gettext_lazy(
            "Empty: by evidence. A number to reach, such as 12次 or 95%; or milestones, "
            "a day and words on each line, such as 2026-06-30 方案印发."
        ),
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"), max_length=200, required=False
    )


class TaskForm(NewTask):
    """A row as it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReshapeRow(PageForm):
    """What becomes of a whole row: moved, put under another, merged, split, removed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    act = forms.ChoiceField(
        label=gettext_lazy("What to do with it"),
        choices=Reshape.choices,
        widget=forms.RadioSelect,
    )
    other = forms.TypedChoiceField(
        label=gettext_lazy("Merge with"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "This row stays with its cells; what is empty in it is filled from the other."
        ),
    )
    texts = forms.CharField(
        label=gettext_lazy("Split into"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One task on each line; all keep the other cells."),
    )

    def __init__(self, *, others: Sequence[tuple[int, str]], **given: Any) -> None:  # noqa: ANN401 -- whatever a form takes
        super().__init__(**given)
        field = self.fields["other"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", "—"), *((pk, title[:LONGEST]) for pk, title in others)]

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent; a row to merge with has to be named."""
        data = super().clean() or self.cleaned_data
        if data.get("act") == Reshape.MERGE and not data.get("other"):
            self.add_error("other", gettext("Choose the row to merge with."))
        return data


class RestoreRow(PageForm):
    """Which of the rows that were taken out is put back."""

    row = forms.TypedChoiceField(
        label=gettext_lazy("Rows that were taken out"),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *, removed: Sequence[tuple[int, str]], **given: Any) -> None:  # noqa: ANN401 -- whatever a form takes
        super().__init__(**given)
        field = self.fields["row"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- for the type checker
        field.choices = list(removed)
