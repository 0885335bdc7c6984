"""The filters of the goals that come from a plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.kernel.actor import Actor
from lianxin.work.goals.forms import GoalsFilter
from lianxin.work.goals.models import Goal
from lianxin.work.guidance import queries
from lianxin.work.guidance.models import Plan

LONGEST = 40


class PlanGoals(GoalsFilter):
    """Filters of the goals of a plan: its rows and clauses besides what goals have."""

    task = forms.TypedChoiceField(
        label=_("Specific task"), coerce=int, empty_value=None, required=False
    )
    clause = forms.TypedChoiceField(
        label=_("Clause"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *, plan: Plan, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        self.plan = plan
        self._offer("task", queries.titles_of_tasks(plan))
        self._offer("clause", queries.titles_of_clauses(plan))

    @override
    def apply(self, rows: QuerySet[Goal]) -> QuerySet[Goal]:
        """The goals that pass all filters; `rows` have their standing."""
        task, clause = self.cleaned_data.get("task"), self.cleaned_data.get("clause")
        if task or clause:
            fitting = queries.goals_from(self.plan, task=task, clause=clause)
            rows = rows.filter(pk__in=fitting.order_by().values("pk"))
        return super().apply(rows)

    def _offer(self, name: str, titles: queries.Titles) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [
            ("", _("All")),
            *((pk, title[:LONGEST]) for pk, title in titles),
        ]
