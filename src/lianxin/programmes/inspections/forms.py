"""Forms of inspections: to begin one, to write a finding, to filter the lists."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm, RowsField
from lianxin.kernel.actor import Actor
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections import queries
from lianxin.programmes.inspections.models import Finding
from lianxin.programmes.inspections.operations import Plan, Seen
from lianxin.work.goals.forms import suggest_units
from lianxin.work.goals.queries import units_seen_by

FEW_UNITS, MOST_UNITS = 60, 100
MOST_INSPECTIONS = 50


class BeginForm(PageForm):
    """What is inspected, where, and in which days."""

    title = forms.CharField(label=_("What is inspected"), max_length=120)
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)
    since = DayField(label=_("Look at the days from"))
    until = DayField(label=_("Until"))
    units = RowsField(
        label=_("Units"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label=_("Units"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of record"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )
    duties = forms.MultipleChoiceField(
        label=_("Duties"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them, or those met by the kinds above."),
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.offered = queries.units_to_inspect(actor)
        units, kinds = self.fields["units"], self.fields["kinds"]
        asked = self.fields["duties"]
        assert isinstance(units, RowsField)  # noqa: S101 -- for the type checker
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 -- as above
        assert isinstance(asked, forms.MultipleChoiceField)  # noqa: S101 -- as above
        kinds.choices = queries.kinds_to_choose()
        asked.choices = queries.duties_to_choose(actor)
        if self.offered[: FEW_UNITS + 1].count() <= FEW_UNITS:
            units.queryset = self.offered
            units.label_from_instance = lambda unit: unit.name  # type: ignore[method-assign, assignment]  # units have no title of their own
            del self.fields["names"]
        else:
            del self.fields["units"]

    def clean_names(self) -> list[Unit]:
        """The units named, each once; ValidationError names the line that fits none."""
        field = UnitField()
        field.units = self.offered
        lines = [x for x in self.cleaned_data["names"].splitlines() if x.strip()]
        if len(lines) > MOST_UNITS:
            raise ValidationError(
                gettext("Inspect at most %(number)d units at a time.")
                % {"number": MOST_UNITS}
            )
        found: dict[int, Unit] = {}
        for line in lines:
            try:
                unit = field.clean(line)
            except ValidationError as error:
                words = " ".join(error.messages)
                raise ValidationError(f"{line[:60]}: {words}") from error
            if unit is not None:
                found[unit.pk] = unit
        return list(found.values())

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with the `plan` and the units `chosen`."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["chosen"] = list(cleaned.get("units") or cleaned.get("names") or ())
            cleaned["plan"] = Plan(
                title=cleaned["title"],
                basis=cleaned["basis"],
                since=cleaned["since"],
                until=cleaned["until"],
                kinds=cleaned["kinds"],
                duties=cleaned["duties"],
            )
        return cleaned


class FindForm(PageForm):
    """A problem, and what it rests on; `seen` in the cleaned data."""

    text = forms.CharField(
        label=_("What was found"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about = forms.ChoiceField(label=_("What it rests on"), required=False)

    def __init__(
        self,
        *,
        about: Sequence[tuple[str, str]],
        held: "QuerySet[Any]",
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        self.held, self.words = held, dict(about)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", gettext("What was seen or heard there")), *about]

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with `seen`."""
        cleaned = super().clean() or self.cleaned_data
        kind, *named = (cleaned.get("about") or "").split(" ")
        seen = Seen(text=cleaned.get("text", ""))
        if kind == "record":
            record = self.held.filter(pk=int(named[0])).first()
            seen = Seen(text=seen.text, record=record)
        elif kind == "duty":
            words = self.words[cleaned["about"]].rpartition(" · ")[0]
            first = date.fromisoformat(named[1])
            seen = Seen(text=seen.text, duty=named[0], first_day=first, about=words)
        cleaned["seen"] = seen
        return cleaned


class FindingFilter(FilterForm):
    """Filters of the three lists."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    inspection = forms.ChoiceField(label=_("Inspection"), required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], units_seen_by(actor))
        chosen = self.fields["inspection"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 -- for the type checker
        rows = queries.visible_to(actor)[:MOST_INSPECTIONS]
        chosen.choices = [("", _("All")), *((str(row.pk), row.title) for row in rows)]

    @override
    def apply(self, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """The findings that pass all filters that are set."""
        asked = self.cleaned_data
        chosen = asked.get("inspection")
        return queries.among(
            rows,
            words=asked.get("q", ""),
            inspection=int(chosen) if chosen else None,
            unit=asked.get("unit"),
            since=asked.get("since"),
            until=asked.get("until"),
        )
