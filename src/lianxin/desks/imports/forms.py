"""Forms for dropping in files, saying what columns mean, and taking rows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.base.imports.models import ImportSheet
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilesField, PageForm
from lianxin.desks.imports import queries

MOST_FILES = 10
COLUMN = "column_"


class DropFiles(PageForm):
    """Workbooks as they are kept."""

    workbooks = FilesField(
        label=_("Workbooks"),
        most=MOST_FILES,
        help_text=_(
            "Excel (.xlsx, .xls), CSV, or a Word file (.docx) with the table; as you "
            "keep them, with title rows, several sheets, merged cells."
        ),
    )


class ChooseColumns(PageForm):
    """What a sheet is, where its heading stands, what each column means."""

    kind = forms.ChoiceField(label=_("Kind of table"))
    header = forms.IntegerField(
        label=_("Row of the heading"), min_value=1, max_value=1_000_000
    )

    def __init__(self, *, sheet: ImportSheet, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        language = get_language() or ""
        kind = queries.kind_of(sheet)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- for the type checker
        choice.choices = [
            (each.code, each.title.into(language))
            for each in rulebook.sheet_kinds().values()
        ]
        titles = (
            [(c.code, c.title.into(language)) for c in kind.columns] if kind else []
        )
        for column in queries.columns_of(sheet):
            self.fields[f"{COLUMN}{column.letter}"] = forms.ChoiceField(
                label=f"{column.letter} · {column.header}"[:80],
                choices=[("", _("is not taken")), *titles],
                required=False,
                initial=column.code,
            )
        self.initial.setdefault("kind", sheet.kind)
        self.initial.setdefault("header", sheet.header)


def chosen_columns(data: Mapping[str, Any]) -> dict[str, str]:
    """The code for each letter, in what `ChooseColumns` has cleaned."""
    return {
        name.removeprefix(COLUMN): value
        for name, value in data.items()
        if name.startswith(COLUMN)
    }


class TakeRows(PageForm):
    """From which day on holds what the table does not date."""

    since = DayField(
        label=_("They belong to their unit since"),
        help_text=_(
            "Registers seldom say since when. Nobody is entered from before the unit "
            "was founded, or before starting work or joining the Party."
        ),
    )


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""
