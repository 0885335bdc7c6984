"""Forms for what is done to a goal: rewording, evidence, report, verification …"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.work.goals.models import Goal
from lianxin.work.targets.models import Target

STRIKE_OFF, RETURN = "strike_off", "return"


class RewordGoal(PageForm):
    """Another wording, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    standard = forms.CharField(
        label=_("Standard"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=200,
        help_text=_("The unit reads it beside the former wording."),
    )


class ReasonForm(PageForm):
    """An act that needs nothing but a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""


class RefineGoal(PageForm):
    """The unit's own wording of what it was given."""

    text = forms.CharField(label=_("What your unit does for it"), max_length=300)
    actions = forms.CharField(
        label=_("Actions"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Step by step, each on a line of its own."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReachMilestone(PageForm):
    """When a milestone was reached, and by what one sees it."""

    on = DayField(label=_("Reached on"))
    words = forms.CharField(label=_("By what one sees it"), max_length=300)


class EnterFigure(PageForm):
    """The number that had been reached by a day."""

    on = DayField(label=_("Day"))
    value = forms.DecimalField(label=_("Number"), max_digits=14, decimal_places=2)
    words = forms.CharField(label=_("Remark"), max_length=300, required=False)


class LinkTarget(PageForm):
    """Which business target the goal serves."""

    target = forms.ModelChoiceField(
        label=_("Business target"), queryset=Target.objects.none(), empty_label="—"
    )

    def __init__(self, *, offered: QuerySet[Target], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        target = self.fields["target"]
        assert isinstance(target, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        target.queryset = offered
        target.label_from_instance = lambda t: f"{t.name} · {t.unit.short_name}"  # type: ignore[method-assign, assignment]  # targets have no title of their own


class ServeTarget(PageForm):
    """Which goal of one's own unit serves a business target."""

    goal = forms.ModelChoiceField(
        label=pgettext_lazy("what a unit undertakes", "Goal"),
        queryset=Goal.objects.none(),
        empty_label="—",
    )

    def __init__(self, *, goals: QuerySet[Goal], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        goal = self.fields["goal"]
        assert isinstance(goal, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        goal.queryset = goals
        goal.label_from_instance = lambda found: found.text  # type: ignore[method-assign, assignment]  # goals have no title of their own


class LinkEvidence(PageForm):
    """Which record serves the goal, and how."""

    record = forms.ModelChoiceField(
        label=_("Record"), queryset=Record.objects.none(), empty_label="—"
    )
    reason = forms.CharField(
        label=_("How it serves the goal"),
        max_length=200,
        help_text=_("Such as: discussed it and shared out the work."),
    )

    def __init__(self, *, candidates: QuerySet[Record], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        record = self.fields["record"]
        assert isinstance(record, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        record.queryset = candidates
        record.label_from_instance = _record_in_words  # type: ignore[method-assign, assignment]  # records have no title of their own


class ServeGoal(PageForm):
    """Which goal a record serves, and how."""

    goal = forms.ModelChoiceField(
        label=pgettext_lazy("what a unit undertakes", "Goal"),
        queryset=Goal.objects.none(),
        empty_label="—",
    )
    reason = forms.CharField(
        label=_("How it serves the goal"),
        max_length=200,
        help_text=_("Such as: discussed it and shared out the work."),
    )

    def __init__(self, *, goals: QuerySet[Goal], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        goal = self.fields["goal"]
        assert isinstance(goal, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        goal.queryset = goals
        goal.label_from_instance = lambda found: found.text  # type: ignore[method-assign, assignment]  # goals have no title of their own


class ReportDone(PageForm):
    """What came of it."""

    result = forms.CharField(
        label=_("Result"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "In a few sentences. The records linked as evidence are shown with it."
        ),
    )


class VerifyReport(PageForm):
    """Struck off, or returned with a reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (STRIKE_OFF, _("It is done: strike the goal off")),
            (RETURN, _("Something is missing: return the report")),
        ],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("Opinion"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when you return it: what is missing, and what to do."),
    )


class AskForLaterDeadline(PageForm):
    """Until when, and why."""

    deadline = DayField(label=_("Later deadline"))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000
    )


def _record_in_words(record: Record) -> str:
    kind = records.title_of(record.kind)
    return f"{record.took_place_on.isoformat()} {kind} · {record.topic}"
