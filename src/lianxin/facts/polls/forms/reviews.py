"""This year's review, and the grades that the committee decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.facts.polls import queries
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.queries import Line


class ReviewForm(PageForm):
    """The day of this year's review; all else is as last year."""

    held_on = DayField(label=_("Day of the vote"))


class GradesForm(PageForm):
    """What the committee decided: a grade for each person."""

    decided_on = DayField(label=_("Day on which the committee decided"))
    reason = forms.CharField(
        label=_("Why it decides again"), max_length=200, required=False
    )

    def __init__(
        self,
        *,
        poll: Poll,
        lines: Sequence[Line],
        columns: Sequence[str],
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        self.lines = list(lines)
        if queries.last_appraisal(poll) is None:
            del self.fields["reason"]
        for line in self.lines:
            votes = [
                f"{title} {number}"
                for title, number in zip(columns, line.numbers, strict=True)
            ]
            self.fields[_grade(line.item.pk)] = forms.ChoiceField(
                label=line.item.text,
                choices=[("", "—"), *queries.columns_of(poll)],
                help_text=gettext("Votes: %(votes)s")
                % {"votes": gettext(", ").join(votes)},
            )

    def grades(self, data: Mapping[str, Any]) -> Mapping[int, str]:
        """The grade of each item in the cleaned form."""
        return {line.item.pk: data[_grade(line.item.pk)] for line in self.lines}


def _grade(item: int) -> str:
    return f"grade_{item}"


def graded_before(
    poll: Poll, lines: Sequence[Line], grades: Mapping[int, str]
) -> dict[str, object]:
    """What the form of grades holds to begin with: what was decided already.

    Where nothing was, the grade that most gave; the committee may think otherwise.
    """
    codes = [code for code, _title in queries.columns_of(poll)]
    return {
        _grade(line.item.pk): grades.get(
            line.item.pk, codes[line.numbers.index(max(line.numbers))]
        )
        for line in lines
    }
