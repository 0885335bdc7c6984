"""What a teller enters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import PageForm
from lianxin.facts.polls import queries
from lianxin.facts.polls.forms.lines import numbered
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.operations import Counted
from lianxin.facts.polls.queries import CountView
from lianxin.kernel.rules.counting import Shape
from lianxin.kernel.rules.poll_files import Mode

MOST_VOTES = 1_000_000


class CountForm(PageForm):
    """What a teller counted: the turnout, then a number for each item and column."""

    present = forms.IntegerField(
        label=_("Present with the right to vote"), min_value=0, max_value=MOST_VOTES
    )
    issued = forms.IntegerField(
        label=_("Ballots handed out"), min_value=0, max_value=MOST_VOTES
    )
    returned = forms.IntegerField(
        label=_("Ballots handed in"), min_value=0, max_value=MOST_VOTES
    )
    invalid = forms.IntegerField(
        label=_("Invalid ballots"), min_value=0, max_value=MOST_VOTES
    )
    opinions = forms.IntegerField(
        label=_("Opinions given in writing before the meeting"),
        min_value=0,
        max_value=MOST_VOTES,
        initial=0,
        help_text=_("Of those who could not come. Count them below with the votes."),
    )
    written_in = forms.CharField(
        label=_("Others whom voters named"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: the name, a space, and the number of votes."),
    )

    def __init__(self, *, poll: Poll, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.items = list(poll.items.all())
        self.columns = queries.columns_of(poll)
        if poll.mode == Mode.HANDS:
            for name in ("issued", "returned", "invalid"):
                del self.fields[name]
        if not queries.takes_opinions(poll):
            del self.fields["opinions"]
        if queries.kind_of(poll).shape is not Shape.ELECTION:
            del self.fields["written_in"]
        for item in self.items:
            for code, title in self.columns:
                self.fields[_name(item.pk, code)] = forms.IntegerField(
                    label=f"{item.text} · {title}",
                    min_value=0,
                    max_value=MOST_VOTES,
                    error_messages={"required": _("Please fill this in.")},
                )

    def turnout_fields(self) -> list[forms.BoundField]:
        """The entries about the meeting as a whole."""
        names = ("present", "issued", "returned", "invalid", "opinions")
        return [self[name] for name in names if name in self.fields]

    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """For each item its entries with their titles, in the order of the columns."""
        return [
            (item.text, [(title, self[_name(item.pk, c)]) for c, title in self.columns])
            for item in self.items
        ]

    def clean_written_in(self) -> dict[str, int]:
        """The votes by name; ValidationError, with the line, where one is none."""
        return dict(numbered(self.cleaned_data["written_in"]))

    def counted(self) -> Counted:
        """What the cleaned form says was counted."""
        told = self.cleaned_data
        return Counted(
            present=told["present"],
            issued=told.get("issued", 0),
            returned=told.get("returned", 0),
            invalid=told.get("invalid", 0),
            opinions=told.get("opinions", 0),
            votes={
                item.pk: {c: told[_name(item.pk, c)] for c, _title in self.columns}
                for item in self.items
            },
            written_in=told.get("written_in") or {},
        )


def _name(item: int, column: str) -> str:
    return f"votes_{item}_{column}"


def counted_before(view: CountView | None) -> dict[str, object]:
    """What a count's form holds to begin with: what the teller entered already."""
    if view is None:
        return {}
    count = view.count
    first: dict[str, object] = {
        "present": count.present,
        "issued": count.issued,
        "returned": count.returned,
        "invalid": count.invalid,
        "opinions": count.opinions,
        "written_in": "\n".join(f"{n} {v}" for n, v in count.written_in.items()),
    }
    for item, row in view.figures.items():
        first |= {_name(item, column): number for column, number in row.items()}
    return first
