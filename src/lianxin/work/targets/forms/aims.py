"""Forms for business targets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.units.forms import UnitField
from lianxin.work.targets import queries
from lianxin.work.targets.models import Target
from lianxin.work.targets.operations import Aim

MOST_SUGGESTED = 40


class AimForm(PageForm):
    """What is to be reached; `aim` in the cleaned data."""

    name = forms.CharField(
        label=pgettext_lazy("a business target", "Name"), max_length=120
    )
    measured_in = forms.CharField(label=_("Unit of measure"), max_length=20)
    value = forms.DecimalField(
        label=_("Value to reach"), max_digits=16, decimal_places=3
    )
    more_is_better = forms.BooleanField(
        label=_("The more the better"), required=False, initial=True
    )
    begins_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"))

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with `aim` where all of it is right."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            names = (
                "name",
                "measured_in",
                "value",
                "more_is_better",
                "begins_on",
                "ends_on",
            )
            cleaned["aim"] = Aim(**{name: cleaned[name] for name in names})
        return cleaned


class SetTarget(AimForm):
    """A new target of a unit."""

    unit = UnitField(label=_("Unit"))

    field_order = ("unit",)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        _offer(self.fields["unit"], actor)


class AmendTarget(AimForm):
    """A target that is changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EnterActual(PageForm):
    """What had been reached by a day."""

    on = DayField(label=_("Day"))
    value = forms.DecimalField(
        label=_("Value reached"), max_digits=16, decimal_places=3
    )
    words = forms.CharField(label=_("Remark"), max_length=200, required=False)


class TargetFilter(FilterForm):
    """Filters of the list of targets."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    day = DayField(label=_("In force on"), required=False)

    @override
    def apply(self, rows: QuerySet[Target]) -> QuerySet[Target]:
        """The targets that pass all filters."""
        asked = self.cleaned_data
        return queries.among(rows, words=asked.get("q", ""), day=asked.get("day"))


def _offer(field: forms.Field, actor: Actor) -> None:
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    units = queries.editable_by(actor)
    field.choose_from(units, suggested=MOST_SUGGESTED)
