"""The filters of the rules library."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.rules import queries
from lianxin.base.rules.enums import CHAPTERS, SURE
from lianxin.base.rules.queries import Held
from lianxin.base.ui.forms import FilterForm

LONGEST = 60


class RulesFilter(FilterForm):
    """What is looked for in the rulebook, and as of which day."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST)
    regulation = forms.ChoiceField(label=_("Regulation"), required=False)
    chapter = forms.ChoiceField(label=_("Subject"), required=False)
    sure = forms.ChoiceField(label=_("How sure"), required=False)
    on = forms.DateField(
        label=_("In force on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    folded = ("chapter", "sure", "on")

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        names = rulebook.regulations().items()
        self._offer("regulation", [(c, queries.named(r)) for c, r in names])
        self._offer("chapter", [(code, str(word)) for code, word in CHAPTERS.items()])
        self._offer("sure", [(code, str(word)) for code, word in SURE.items()])

    def found(self, *, today: date) -> Sequence[Held]:
        """The rules that pass all filters that are set; none where one is wrong."""
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        rows = queries.held_on(asked["on"] or today)
        if asked["on"]:
            rows = [held for held in rows if held.is_in_force]
        if asked["chapter"]:
            there = queries.codes_of_chapter(asked["chapter"])
            rows = [held for held in rows if held.rule.code in there]
        for name, value_of in (("regulation", _regulation), ("sure", _sure)):
            if asked[name]:
                rows = [held for held in rows if value_of(held) == asked[name]]
        return queries.among(rows, asked["q"])

    @property
    def is_set(self) -> bool:
        """Whether anything is looked for."""
        return any(self.data.get(name) for name in self.fields)

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("All")), *choices]


def _regulation(held: Held) -> str:
    return held.edition.source.code


def _sure(held: Held) -> str:
    return held.edition.source.sure
