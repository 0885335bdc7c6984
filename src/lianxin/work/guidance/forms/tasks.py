"""A row of a plan as a plain form: what the grid does, without script."""

from django import forms
from django.utils.translation import gettext_lazy

from lianxin.base.ui.forms import PageForm

AREA = forms.Textarea(attrs={"rows": 3})


class TaskForm(PageForm):
    """One row; names and deadlines as they are typed in the grid."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
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
