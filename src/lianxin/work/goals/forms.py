"""Forms for goals: giving, evidencing, reporting, verifying, asking for more time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm, RowsField
from lianxin.base.ui.wording import STATUSES
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Status
from lianxin.org.units.forms import UnitField, label_of
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries
from lianxin.work.goals.models import Goal

FEW_UNITS = 60
MOST_SUGGESTED = 40
STRIKE_OFF, RETURN = "strike_off", "return"


class GiveGoal(PageForm):
    """What is to be done, by when, and by whom."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    standard = forms.CharField(
        label=_("Standard"),
        max_length=300,
        required=False,
        help_text=_("By what one sees that it is done."),
    )
    deadline = DayField(label=_("Deadline"))
    kinds = forms.MultipleChoiceField(
        label=_("All units of a kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    units = RowsField(
        label=_("Units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = UnitField(label=_("One unit, by name"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.below = queries.units_to_give_to(actor)
        offered = queries.kinds_of(self.below)
        kinds, units = self.fields["kinds"], self.fields["units"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(units, RowsField)  # noqa: S101 -- for the type checker
        kinds.choices = [
            (code, f"{title} ({number})") for code, title, number in offered
        ]
        if sum(number for _code, _title, number in offered) <= FEW_UNITS:
            units.queryset = self.below
            units.label_from_instance = lambda unit: unit.name  # type: ignore[method-assign, assignment]  # units have no title of their own
            del self.fields["unit"]
        else:
            del self.fields["units"]
            suggest_units(self.fields["unit"], self.below)

    @override
    def clean(self) -> dict[str, Any]:
        """At least one unit is ticked or named; `chosen` has each once, in tree order."""
        cleaned = super().clean() or self.cleaned_data
        kinds, unit = cleaned.get("kinds", ()), cleaned.get("unit")
        wanted = {ticked.pk for ticked in cleaned.get("units") or ()}
        wanted |= {unit.pk} if unit else set()
        cleaned["chosen"] = self._chosen(kinds, wanted)
        if not cleaned["chosen"] and not self.errors.keys() & {"kinds", "units"}:
            raise ValidationError(_("Choose at least one unit."))
        return cleaned

    def _chosen(self, kinds: Sequence[str], numbers: set[int]) -> Sequence[Unit]:
        return list(queries.of_kinds_or_numbers(self.below, kinds, numbers))


class RewordGoal(PageForm):
    """Another wording, with its reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    standard = forms.CharField(label=_("Standard"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=200,
        help_text=_("The unit reads it beside the former wording."),
    )


class ReasonForm(PageForm):
    """An act that needs nothing but a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


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


class GoalFilter(FilterForm):
    """Filters of the list of goals."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", "—"), *((s.value, title) for s, title in STATUSES.items())],
        required=False,
    )
    due_until = DayField(label=_("Due until"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))

    @override
    def apply(self, rows: QuerySet[Goal]) -> QuerySet[Goal]:
        """The goals that pass all filters; `rows` have their standing."""
        asked = self.cleaned_data
        status = asked.get("status")
        return queries.among(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            status=Status(status) if status else None,
            due_until=asked.get("due_until"),
        )


def suggest_units(field: forms.Field, units: QuerySet[Unit]) -> None:
    """Let one of `units` be named; only a few are sent as suggestions, to stay light."""
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units.none())
    field.units = units
    field.widget.suggestions = [label_of(unit) for unit in units[:MOST_SUGGESTED]]


def _record_in_words(record: Record) -> str:
    kind = records.title_of(record.kind)
    return f"{record.took_place_on.isoformat()} {kind} · {record.topic}"
