"""Forms for updates from the personnel system and what follows from them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.feed import FeedError, read_feed
from lianxin.org.personnel.enums import Kind
from lianxin.org.personnel.models import Difference
from lianxin.org.units import queries as units
from lianxin.org.units.forms import UnitField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST = 20 * 1024 * 1024
FAULTS: Mapping[str, "StrOrPromise"] = {
    "empty": _("There is nobody in it."),
    "not_text": _("This is no text; save it as CSV or JSON."),
    "not_json": _("The JSON is damaged."),
    "not_csv": _("The CSV is damaged."),
    "no_people": _("JSON holds a list of people under “people”."),
    "no_header": _(
        "The first line of CSV names the columns, among them 工号 and 姓名."
    ),
    "two_columns": _("Several columns mean the same: %(value)s. Keep one of them."),
    "unknown_field": _("There is no such field: %(value)s."),
    "too_large": _("This file is too large."),
    "too_many": _("At most %(value)s people at a time."),
}
FAULTS_OF_ROWS: Mapping[str, "StrOrPromise"] = {
    "missing": _("missing"),
    "too_long": _("too long"),
    "identity": _("is an identity number"),
    "twice": _("stands twice"),
    "unknown": _("not known"),
    "no_day": _("no day"),
    "no_text": _("no text"),
}


def fault_in_words(fault: FeedError) -> str:
    """Why nothing can be taken from what was sent."""
    return str(FAULTS[fault.code]) % {"value": fault.value}


class TakeUpdate(PageForm):
    """A file of the personnel system."""

    file = forms.FileField(label=_("CSV or JSON"))
    complete = forms.BooleanField(
        label=_("It names everybody: who is missing has left"), required=False
    )

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, with what was read in `feed`."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > LARGEST:
            raise ValidationError({"file": _("This file is too large.")})
        try:
            cleaned["feed"] = read_feed(
                file.read(), is_complete=bool(cleaned.get("complete"))
            )
        except FeedError as fault:
            self.add_error("file", fault_in_words(fault))
        return cleaned


class Adopt(PageForm):
    """The day from which what is told holds."""

    on = DayField(label=_("From"), help_text=_("For somebody who left, the last day."))


class Settle(PageForm):
    """What was done instead."""

    words = forms.CharField(label=_("How it was settled"), max_length=200)


class MakeToken(PageForm):
    """What a token is for."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("Such as the name of the personnel system."),
    )


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""


class DifferenceFilter(FilterForm):
    """Filters of the list of differences."""

    kind = forms.ChoiceField(
        label=_("Difference"), choices=[("", _("All")), *Kind.choices], required=False
    )
    unit = UnitField(label=_("Unit, with all below"), required=False)
    all = forms.ChoiceField(
        label=_("Settled ones"),
        choices=[("", "—"), ("yes", _("show as well"))],
        required=False,
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))

    @override
    def apply(self, rows: QuerySet[Difference]) -> QuerySet[Difference]:
        """The differences that pass all filters; open ones only, unless asked."""
        asked = self.cleaned_data
        if not asked.get("all"):
            rows = rows.filter(settled_at__isnull=True)
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("unit"):
            rows = rows.filter(
                units.below(asked["unit"].path or "-", column="unit__path")
            )
        return rows
