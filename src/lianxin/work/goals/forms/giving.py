"""Forms for what a goal asks: to give it, to pass it on, to draft one's own."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, PageForm, RowsField
from lianxin.base.ui.forms.fields import DAYS
from lianxin.base.ui.wording import bracketed
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Rhythm, last_day
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries
from lianxin.work.goals.enums import DueKind, Measure, OwnKind
from lianxin.work.goals.forms.lists import suggest_units
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import Undertaking

FEW_UNITS = 60
LINE = re.compile(
    r"^\s*(?P<day>[0-9０-９年月日./-]{6,12})\s*[:：,，、]?\s*(?P<text>\S.*)$"
)
ENDS = {DueKind.MONTH: Rhythm.MONTH, DueKind.QUARTER: Rhythm.QUARTER}
# What a goal rarely needs; a page may show it folded.
SELDOM = (
    "due_kind",
    "due_event",
    "measure",
    "measure_target",
    "measure_unit",
    "milestones",
)


class UndertakingForm(PageForm):
    """What is asked: words, deadline and measure; `asked` in the cleaned data."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    actions = forms.CharField(
        label=_("Actions"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    standard = forms.CharField(
        label=_("Standard"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("By what one sees that it is done."),
    )
    deadline = DayField(label=_("Deadline"), required=False)
    due_kind = forms.ChoiceField(
        label=_("Kind of deadline"), choices=DueKind.choices, required=False
    )
    due_event = forms.CharField(
        label=_("Until which event"), max_length=120, required=False
    )
    measure = forms.ChoiceField(
        label=_("Measured by"), choices=Measure.choices, required=False
    )
    measure_target = forms.DecimalField(
        label=_("Number to reach"), max_digits=14, decimal_places=2, required=False
    )
    measure_unit = forms.CharField(
        label=_("Unit of measure"), max_length=20, required=False
    )
    milestones = forms.CharField(
        label=_("Milestones"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: the day, then the words."),
    )

    @property
    def often(self) -> list[forms.BoundField]:
        """The fields that most goals need."""
        return [field for field in self if field.name not in SELDOM]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """The fields that few goals need."""
        return [field for field in self if field.name in SELDOM]

    @property
    def shows_seldom(self) -> bool:
        """Whether one of those holds something or is to be corrected."""
        usual = {"due_kind": DueKind.DATE, "measure": Measure.YES_NO}
        return any(
            field.errors or field.value() not in (None, "", usual.get(field.name))
            for field in self.seldom
        )

    def clean_milestones(self) -> list[tuple[date, str]]:
        """Each line as a day and words; ValidationError names the line."""
        found = []
        for number, line in enumerate(self.cleaned_data["milestones"].splitlines(), 1):
            if line.strip():
                found.append(_milestone(line, number))
        return found

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with `asked`; the operation checks what it means."""
        cleaned = super().clean() or self.cleaned_data
        kind = DueKind(cleaned.get("due_kind") or DueKind.DATE)
        deadline = cleaned.get("deadline")
        if deadline is not None and kind in ENDS:
            deadline = last_day(ENDS[kind], deadline)
        elif deadline is not None and kind == DueKind.YEAR:
            deadline = date(deadline.year, 12, 31)
        cleaned["asked"] = Undertaking(
            text=cleaned.get("text", ""),
            actions=cleaned.get("actions", ""),
            standard=cleaned.get("standard", ""),
            deadline=deadline,
            due_kind=kind,
            due_event=cleaned.get("due_event", ""),
            measure=cleaned.get("measure") or Measure.YES_NO,
            measure_unit=cleaned.get("measure_unit", ""),
            measure_target=cleaned.get("measure_target"),
            milestones=tuple(cleaned.get("milestones", ())),
        )
        return cleaned


class DraftOwnGoal(UndertakingForm):
    """A goal of the unit's own."""

    own_kind = forms.ChoiceField(
        label=_("It belongs to"), choices=OwnKind.choices, widget=forms.RadioSelect
    )

    field_order = ("own_kind",)


class RedraftOwnGoal(UndertakingForm):
    """A draft that is changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveGoal(UndertakingForm):
    """What is to be done, by when, and by whom.

    `adding`: what was not weighed yet, and is to be said before it is given.
    """

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
    weighed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    adding: queries.Giving | None = None

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.below = queries.units_to_give_to(actor)
        offered = queries.kinds_of(self.below)
        kinds, units = self.fields["kinds"], self.fields["units"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(units, RowsField)  # noqa: S101 -- for the type checker
        kinds.choices = [
            (code, bracketed(title, number)) for code, title, number in offered
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
        cleaned = super().clean()
        kinds, unit = cleaned.get("kinds", ()), cleaned.get("unit")
        wanted = {ticked.pk for ticked in cleaned.get("units") or ()}
        wanted |= {unit.pk} if unit else set()
        cleaned["chosen"] = self._chosen(kinds, wanted)
        if not cleaned["chosen"] and not self.errors.keys() & {"kinds", "units"}:
            raise ValidationError(_("Choose at least one unit."))
        if not self.errors:
            self._weigh(cleaned)
        return cleaned

    def _weigh(self, cleaned: dict[str, Any]) -> None:
        """What asks for a record again and again is sent twice: what it adds is said first."""
        asked: Undertaking = cleaned["asked"]
        if asked.due_kind not in queries.AGAIN_AND_AGAIN:
            return
        numbers = [unit.pk for unit in cleaned["chosen"]]
        what = f"{asked.due_kind} {asked.text} {numbers}"
        known = hashlib.sha256(what.encode()).hexdigest()
        if cleaned.get("weighed") == known:
            return
        self.adding = queries.Giving(asked.text, DueKind(asked.due_kind), numbers)
        self.asks_again = True
        self.add_error(None, _("Read what it adds, then send it once more."))
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict since __init__
        data[self.add_prefix("weighed")] = known
        self.data = data

    def _chosen(self, kinds: Sequence[str], numbers: set[int]) -> Sequence[Unit]:
        return list(queries.of_kinds_or_numbers(self.below, kinds, numbers))


def initial_of(goal: Goal) -> dict[str, object]:
    """What a goal asks, for a form that begins with it."""
    names = (
        "text", "actions", "standard", "deadline", "due_kind", "due_event", "measure",
        "measure_unit", "measure_target",
    )  # fmt: skip
    lines = [f"{m.due_on.isoformat()} {m.text}" for m in goal.milestones.all()]
    return {name: getattr(goal, name) for name in names} | {
        "milestones": "\n".join(lines)
    }


def _milestone(line: str, number: int) -> tuple[date, str]:
    found = LINE.match(line)
    try:
        if found is None:
            raise ValidationError("no day")
        day = DayField(input_formats=DAYS).clean(found["day"])
    except ValidationError as error:
        raise ValidationError(
            gettext("Line %(number)d: begin with a day, such as 2026-12-01.")
            % {"number": number}
        ) from error
    assert day is not None  # noqa: S101 -- the field asks for one
    return day, found["text"].strip()[:200]
