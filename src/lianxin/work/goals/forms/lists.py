"""The filters of the list of goals, and suggestions of units."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm
from lianxin.base.ui.wording import STATUSES
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules import Status
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import visible_to
from lianxin.work.goals import queries
from lianxin.work.goals.enums import Origin
from lianxin.work.goals.models import Goal

MOST_SUGGESTED = 40
YES, NO = "yes", "no"


class GoalsFilter(FilterForm):
    """What every list of goals is filtered by."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", _("All")), *((s.value, title) for s, title in STATUSES.items())],
        required=False,
    )
    due_until = DayField(label=_("Due until"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))

    @override
    def apply(self, rows: QuerySet[Goal]) -> QuerySet[Goal]:
        """The goals that pass these filters; `rows` have their standing."""
        asked = self.cleaned_data
        status = asked.get("status")
        return queries.among(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            status=Status(status) if status else None,
            due_until=asked.get("due_until"),
        )


class GoalFilter(GoalsFilter):
    """Filters of the list of goals: where they come from as well."""

    folded = ("origin", "giver", "trial")

    origin = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=[("", _("All")), *Origin.choices],
        required=False,
    )
    giver = UnitField(label=_("Given by"), required=False)
    trial = forms.ChoiceField(
        label=_("On trial"),
        choices=[("", _("All")), (YES, _("Yes")), (NO, _("No"))],
        required=False,
    )
    task = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        giver = self.fields["giver"]
        assert isinstance(giver, UnitField)  # noqa: S101 -- for the type checker
        giver.units = visible_to(actor)

    @override
    def apply(self, rows: QuerySet[Goal]) -> QuerySet[Goal]:
        """The goals that pass all filters; `rows` have their standing."""
        asked = self.cleaned_data
        origin, trial = asked.get("origin"), asked.get("trial")
        return queries.among(
            super().apply(rows),
            source=Ref("guidance.task", asked["task"]) if asked.get("task") else None,
            origin=Origin(origin) if origin else None,
            on_trial=trial == YES if trial else None,
            giver=asked.get("giver"),
        )


def suggest_units(field: forms.Field, units: QuerySet[Unit]) -> None:
    """Let one of `units` be named; only a few are sent as suggestions, to stay light."""
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units, suggested=MOST_SUGGESTED)
