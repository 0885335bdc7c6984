"""What is entered about polls."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilterForm, PageForm, RowsField
from lianxin.facts.polls import queries
from lianxin.facts.polls.enums import STAGES
from lianxin.facts.polls.forms.counts import CountForm, counted_before
from lianxin.facts.polls.forms.lines import numbered
from lianxin.facts.polls.forms.opening import TELLERS, OpenForm
from lianxin.facts.polls.forms.reviews import (
    GradesForm,
    ReviewForm,
    graded_before,
)
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.operations import Planned
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.counting import FOR, Shape
from lianxin.kernel.rules.poll_files import Mode, PollKind
from lianxin.org.people.models import Person
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit

__all__ = [
    "TELLERS",
    "AgainForm",
    "CountForm",
    "DecryptionForm",
    "GradesForm",
    "NamedVoteForm",
    "OpenForm",
    "PollFilter",
    "PollForm",
    "RecordField",
    "ReviewForm",
    "SetUpForm",
    "begun_with",
    "counted_before",
    "graded_before",
    "planned_of",
    "voted_before",
]

MOST_SUGGESTED = 100
MOST_OFFERED = 300
MOST_BYTES = 16 * 1024 * 1024


class PollForm(PageForm):
    """A poll to prepare; which entries it has depends on what is asked of voters."""

    title = forms.CharField(label=_("What is voted on"), max_length=200)
    held_on = DayField(label=_("Day of the vote"))
    mode = forms.ChoiceField(label=_("How votes are given"))
    people = RowsField(
        label=_("People"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lines = forms.CharField(
        label=_("Motions, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    seats = forms.IntegerField(
        label=_("How many are to be chosen"), min_value=1, max_value=200, required=False
    )
    criteria = forms.CharField(
        label=_("Criteria, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_(
            "The words, a space, and the weight. Leave empty for one grade each."
        ),
    )
    text = forms.CharField(
        label=_("Explanation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    basis = forms.CharField(
        label=_("Agreed to by the unit above with"),
        max_length=200,
        required=False,
        help_text=_("Needed only for a vote in secret on line."),
    )

    def __init__(
        self,
        *,
        kind: PollKind,
        people: QuerySet[Person],
        today: date,
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        mode = self.fields["mode"]
        assert isinstance(mode, forms.ChoiceField)  # noqa: S101 -- for the type checker
        mode.choices = [(m.value, queries.name_of_mode(m)) for m in Mode]
        mode.help_text = queries.ways_in_words(kind, on=today)
        offered = self.fields["people"]
        assert isinstance(offered, RowsField)  # noqa: S101 -- for the type checker
        offered.queryset = people[:MOST_OFFERED] if not self.is_bound else people
        offered.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
        if kind.persons:
            self.fields["lines"].label = _("Others, one a line")
        else:
            del self.fields["people"]
            self.fields["lines"].required = True
        if kind.shape in {Shape.ELECTION, Shape.CHOICE}:
            self.fields["seats"].required = True
        else:
            del self.fields["seats"]
        if not kind.needs_consent:
            del self.fields["basis"]
        if not kind.criteria:
            del self.fields["criteria"]

    def clean_criteria(self) -> list[tuple[str, int]]:
        """The weights by criterion; ValidationError, with the line, where one is none."""
        return list(numbered(self.cleaned_data["criteria"]))


def begun_with(draft: queries.Draft) -> dict[str, object]:
    """What the form of a new poll holds to begin with."""
    criteria = [f"{name} {weight}" for name, weight in draft.criteria]
    return {
        "title": draft.title,
        "text": draft.text,
        "mode": draft.mode,
        "seats": draft.seats,
        "people": [person.pk for person in draft.people],
        "lines": "\n".join(draft.lines),
        "criteria": "\n".join(criteria),
    }


class NamedVoteForm(PageForm):
    """One's votes by name: at most so many of all, or a column for each item."""

    def __init__(self, *, poll: Poll, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.items = list(poll.items.all())
        self.chooses = queries.kind_of(poll).shape is Shape.CHOICE
        if self.chooses:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=_("Whom you choose"),
                help_text=_("At most %(most)d; whoever marks nobody chooses nobody.")
                % {"most": poll.seats},
                choices=[(str(item.pk), item.text) for item in self.items],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            return
        for item in self.items:
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=item.text,
                choices=queries.columns_of(poll),
                widget=forms.RadioSelect,
            )

    def votes(self, data: Mapping[str, Any]) -> Mapping[int, str]:
        """The column of each item in the cleaned form."""
        if self.chooses:
            return {int(number): FOR for number in data["chosen"]}
        return {item.pk: data[f"item_{item.pk}"] for item in self.items}


def voted_before(votes: Mapping[int, str]) -> dict[str, object]:
    """What the form of one's votes holds to begin with: what was voted already."""
    return {
        "chosen": [str(item) for item in votes],
        **{f"item_{item}": column for item, column in votes.items()},
    }


class AgainForm(PageForm):
    """The day of the next vote."""

    held_on = DayField(label=_("Day of the vote"))


class RecordField(forms.FileField):
    """A file that a program of the ballots wrote; cleaned to its contents."""

    default_error_messages = {"too_large": _("This file is too large.")}

    @override
    def clean(self, data: Any, initial: Any = None) -> bytes:
        """The contents; ValidationError where there is no file, or far too much."""
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(self.error_messages["too_large"])
        return bytes(file.read())


class SetUpForm(PageForm):
    """What the registrar and the trustees have shown."""

    uuid = forms.CharField(
        label=_("Name of the election"),
        max_length=40,
        help_text=_("As the registrar's program printed it."),
    )
    credentials = RecordField(
        label=_("Public list of the registrar"),
        help_text=_("The file credentials.json; never the codes."),
    )
    trustees = RecordField(
        label=_("Public keys of the trustees"), help_text=_("The file trustees.json.")
    )


class DecryptionForm(PageForm):
    """A trustee's part of the decryption."""

    shown = RecordField(
        label=_("What the trustee decrypted"),
        help_text=_("The file that the trustee's program wrote."),
    )


class PollFilter(FilterForm):
    """Filters of the list of polls."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        unit, kind, stage = (self.fields[n] for n in ("unit", "kind", "stage"))
        _suggest(unit, queries.units_seen_by(actor))
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(stage, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = [("", _("All"))] + [
            (c, queries.title_of(c)) for c in rulebook.poll_kinds()
        ]
        stage.choices = [
            ("", _("All")),
            *((s.value, words) for s, words in STAGES.items()),
        ]

    @override
    def apply(self, rows: QuerySet[Poll]) -> QuerySet[Poll]:
        """The polls that pass all filters that are set."""
        asked = self.cleaned_data
        return queries.among(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            kind=asked.get("kind", ""),
            stage=asked.get("stage", ""),
        )


def _suggest(field: forms.Field, units: QuerySet[Unit]) -> None:
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units, suggested=MOST_SUGGESTED)


def planned_of(data: Mapping[str, Any], *, kind: str) -> Planned:
    """What a cleaned form says is planned."""
    held_on: date = data["held_on"]
    people: Sequence[Person] = data.get("people") or ()
    return Planned(
        kind=kind,
        title=data["title"],
        held_on=held_on,
        mode=data["mode"],
        text=data["text"],
        seats=data.get("seats") or 0,
        basis=data.get("basis", ""),
        people=list(people),
        lines=data["lines"].splitlines(),
        criteria=data.get("criteria", ()),
    )
