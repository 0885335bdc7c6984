"""Forms for deciding a request and for taking one back; the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.approvals import queries
from lianxin.org.approvals.models import Approval


class ApprovalsFilter(FilterForm):
    """Which requests the list shows."""

    which = forms.ChoiceField(
        label=_("Requests"),
        required=False,
        choices=[
            ("", _("All that I may see")),
            ("waiting", _("Waiting for me")),
            ("asked", _("Asked by my unit")),
        ],
    )

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.actor, self.today = actor, today

    @override
    def apply(self, rows: QuerySet[Approval]) -> QuerySet[Approval]:
        """The requests of the kind that was chosen."""
        which = self.cleaned_data.get("which")
        if which == "waiting":
            return queries.waiting_for(self.actor, today=self.today)
        if which == "asked":
            return rows.filter(unit=self.actor.unit.id if self.actor.unit else 0)
        return rows


class Agree(PageForm):
    """Agreement, with a reason or basis where there is one."""

    reason = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The resolution or document with its number."),
    )


class Return(PageForm):
    """Return, with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is missing, or why not. The asker reads this."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The resolution or document with its number."),
    )


class Withdraw(PageForm):
    """Taking a request back, with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
