"""Of which unit and on which day is asked, and the roster to compare."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilesField, PageForm
from lianxin.desks.statistics import queries
from lianxin.kernel.actor import Actor
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit


class AskForm(PageForm):
    """Of which unit, and as of which day; both may stay empty."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    on = DayField(label=_("As of"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest(self.fields["unit"], queries.units_to_choose(actor))


def suggest(field: forms.Field, units: QuerySet[Unit]) -> None:
    """Let one of `units` be named; only a few are sent as suggestions, to stay light."""
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units)


class RosterForm(PageForm):
    """A workbook as the national system exports it."""

    unit = UnitField(label=_("Unit, with all below"))
    workbook = FilesField(
        label=_("Roster"),
        most=1,
        help_text=_("Excel (.xlsx, .xls) or CSV with names and identity numbers."),
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest(self.fields["unit"], queries.units_to_compare(actor))

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent; `file` is the one workbook."""
        cleaned = super().clean() or self.cleaned_data
        found = cleaned.get("workbook")
        if found:
            cleaned["file"] = found[0]
        return cleaned
