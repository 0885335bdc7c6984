"""Forms for duties: asking for more, ending that, telling the window, a waiver."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.kernel.rules.duties import Each
from lianxin.org.units.models import Unit
from lianxin.work.duties import queries
from lianxin.work.duties.operations import Demand

ASKED_EACH = (Each.MONTH, Each.QUARTER, Each.HALF_YEAR, Each.YEAR)
MOST = 31


class AddDuty(PageForm):
    """What the units below are to do; `demand` in the cleaned data.

    What it adds to their work is said before it is stored: the form is sent twice.
    """

    title = forms.CharField(label=_("What is asked for"), max_length=60)
    kinds = forms.MultipleChoiceField(
        label=_("Of which units"), widget=forms.CheckboxSelectMultiple
    )
    counts = forms.ChoiceField(label=_("Which record meets it"))
    each = forms.ChoiceField(label=_("How often"))
    least = forms.IntegerField(
        label=_("How many at least"), min_value=1, max_value=MOST, initial=1
    )
    since = DayField(
        label=_("In force from"),
        help_text=_("It begins with the first full period after this."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The document on which it is asked for."),
    )
    weighed = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *, unit: Unit, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.unit, self.today = unit, today
        self.fields["kinds"].choices = queries.kinds_to_ask(unit)  # type: ignore[attr-defined]  # a field of choices
        self.fields["counts"].choices = [("", ""), *queries.records_to_ask()]  # type: ignore[attr-defined]  # a field of choices
        self.fields["each"].choices = [(e.value, queries.EACH[e]) for e in ASKED_EACH]  # type: ignore[attr-defined]  # a field of choices

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with `demand`; refused once with what it adds."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        each, least = Each(cleaned["each"]), cleaned["least"]
        cleaned["demand"] = Demand(
            title=cleaned["title"],
            kinds=cleaned["kinds"],
            counts=[cleaned["counts"]],
            each=each,
            least=least,
            since=cleaned["since"],
            basis=cleaned["basis"],
        )
        self._weigh(cleaned)
        return cleaned

    def _weigh(self, cleaned: dict[str, Any]) -> None:
        demand: Demand = cleaned["demand"]
        asked = (
            f"{','.join(demand.kinds)} {demand.counts[0]} {demand.each} {demand.least}"
        )
        if cleaned.get("weighed") == asked:
            return
        for added in queries.burden_added(
            self.unit,
            kinds=demand.kinds,
            counts=demand.counts,
            entries=queries.entries_of(demand.each, demand.least),
            today=self.today,
        ):
            self.add_error(None, added.in_words())
        self.asks_again = True
        self.add_error(None, _("Send it once more to ask for it."))
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict since __init__
        data[self.add_prefix("weighed")] = asked
        self.data = data


class EndDuty(PageForm):
    """From which day it is not asked for any more, and why."""

    until = DayField(
        label=_("Not in periods that begin on this day or later"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class TellWindow(PageForm):
    """When the meetings of a review year are to be held."""

    opens_on = DayField(label=_("From"))
    closes_on = DayField(label=_("Until"))
    basis = forms.CharField(label=_("Notice"), max_length=200)


class AskForWaiver(PageForm):
    """Why a period is to be waived."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea)
