"""The filters of lists of records."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilterForm
from lianxin.facts.records import queries
from lianxin.facts.records.models import AgendaItem, Matter, Record
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit

MOST_SUGGESTED = 40


class RecordFilter(FilterForm):
    """Filters of the list of records."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *, actor: Actor, register: str = "", **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = [("", _("All"))] + [
            (c, queries.title_of(c))
            for c in (
                queries.kinds_in(register) if register else rulebook.record_kinds()
            )
        ]

    @override
    def apply(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """The records that pass all filters that are set."""
        asked = self.cleaned_data
        return queries.among(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            kind=asked.get("kind", ""),
            since=asked.get("since"),
            until=asked.get("until"),
        )


class StudiedFilter(FilterForm):
    """Filters of the register of prior study."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    unit = UnitField(label=_("Unit, with all below"), required=False)
    decided = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[
            ("", _("All")),
            ("yes", pgettext_lazy("of a matter", "Decided")),
            ("no", pgettext_lazy("of a matter", "Waits for its decision")),
        ],
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))

    @override
    def apply(self, rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
        """The topics that pass all filters that are set."""
        asked = self.cleaned_data
        return queries.studied(
            rows,
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            days=(asked.get("since"), asked.get("until")),
            is_decided={"yes": True, "no": False}.get(asked.get("decided", "")),
        )


class EditionFilter(FilterForm):
    """Which edition of a list is shown; to begin with, the one in force."""

    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, *, unit: Unit, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.in_force = queries.edition_of(unit, on=today)
        edition = self.fields["edition"]
        assert isinstance(edition, forms.ChoiceField)  # noqa: S101 -- for the type checker
        edition.choices = [
            ("", "—"),
            *(
                (str(row.pk), f"{row.since.isoformat()} · {row.basis}")
                for row in queries.editions_of(unit)
            ),
        ]

    @override
    def apply(self, rows: QuerySet[Matter]) -> QuerySet[Matter]:
        """The matters of one edition."""
        chosen = self.cleaned_data.get("edition")
        in_force = self.in_force.pk if self.in_force else 0
        return rows.filter(edition=int(chosen) if chosen else in_force)


class HoursFilter(FilterForm):
    """Filters of the register of class hours; to begin with, this year's."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.actor, self.today = actor, today
        suggest_units(self.fields["unit"], queries.units_seen_by(actor))

    @override
    def apply(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The people of the unit, each with the hours of these days."""
        asked = self.cleaned_data
        if asked.get("unit"):
            rows = queries.learners_of(
                rows, asked["unit"], actor=self.actor, today=self.today
            )
        since = asked.get("since") or date(self.today.year, 1, 1)
        return queries.with_hours(rows, since=since, until=asked.get("until"))


def suggest_units(field: forms.Field, units: QuerySet[Unit]) -> None:
    """Let one of `units` be named; only a few are sent as suggestions, to stay light."""
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    field.choose_from(units, suggested=MOST_SUGGESTED)
