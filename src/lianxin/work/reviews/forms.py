"""Forms for quarterly reviews."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.base.ui.wording import STATUSES
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Status
from lianxin.org.units.forms import UnitField
from lianxin.work.goals.forms import suggest_units
from lianxin.work.goals.models import Goal
from lianxin.work.goals.queries import units_seen_by
from lianxin.work.reviews import queries
from lianxin.work.reviews.models import Round
from lianxin.work.reviews.operations import Words
from lianxin.work.reviews.queries import Reviewed

PARTS = ("account", "problem", "next_step")


class OpenRound(PageForm):
    """Which quarter, and until when units answer."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    until = DayField(label=_("Units answer until"))

    def __init__(self, *, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["quarter"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [
            (f"{y}-{q}", queries.name_of(y, q)) for y, q in _last_quarters(today)
        ]

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with `year` and `number` of the quarter."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("quarter"):
            year, _dash, number = cleaned["quarter"].partition("-")
            cleaned["year"], cleaned["number"] = int(year), int(number)
        return cleaned


class Answer(PageForm):
    """Three lines for each goal of a unit; `words` in the cleaned data."""

    def __init__(self, *, rows: Sequence[Reviewed], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        self.rows = rows
        super().__init__(**given)

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with the words by the goal's number."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["words"] = {
            row.goal.pk: Words(
                *(cleaned.get(f"{part}-{row.goal.pk}", "") for part in PARTS)
            )
            for row in self.rows
        }
        return cleaned

    def asked(self) -> list[tuple[Reviewed, list[forms.BoundField]]]:
        """The goals for which words are wanted, each with its three fields."""
        return [pair for pair in self._pairs() if pair[0].is_asked]

    def others(self) -> list[tuple[Reviewed, list[forms.BoundField]]]:
        """The goals that facts answer for; words may be added."""
        return [pair for pair in self._pairs() if not pair[0].is_asked]

    def _pairs(self) -> list[tuple[Reviewed, list[forms.BoundField]]]:
        return [
            (row, [self[f"{part}-{row.goal.pk}"] for part in PARTS])
            for row in self.rows
        ]


def answer_form(rows: Sequence[Reviewed]) -> type[Answer]:
    """A form with the fields of these goals."""
    labels = {
        "account": _("Progress"),
        "problem": _("Problem"),
        "next_step": _("Next step"),
    }
    fields = {
        f"{part}-{row.goal.pk}": forms.CharField(
            label=labels[part],
            max_length=300,
            required=False,
            initial=getattr(row.line, part, ""),
        )
        for row in rows
        for part in PARTS
    }
    return type("AnswerOfUnit", (Answer,), fields)


class RoundFilter(FilterForm):
    """Filters of the table of a round."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", _("All")), *((s.value, title) for s, title in STATUSES.items())],
        required=False,
    )
    problem = forms.ChoiceField(
        label=_("Problem"),
        choices=[("", "—"), ("yes", _("named"))],
        required=False,
    )

    def __init__(self, *, actor: Actor, found: Round, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.found = found
        suggest_units(self.fields["unit"], units_seen_by(actor))

    @override
    def apply(self, rows: QuerySet[Goal]) -> QuerySet[Goal]:
        """The goals that pass all filters."""
        asked = self.cleaned_data
        status = asked.get("status")
        return queries.among(
            rows,
            unit=asked.get("unit"),
            status=Status(status) if status else None,
            with_problem=bool(asked.get("problem")),
            found=self.found,
        )


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""


def _last_quarters(today: date) -> list[tuple[int, int]]:
    year, quarter = today.year, (today.month + 2) // 3
    found = []
    for _number in range(4):
        found.append((year, quarter))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found
