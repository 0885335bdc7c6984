"""Forms for transfers, and the filters of their list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries as people
from lianxin.org.people.enums import MEMBERS, Standing
from lianxin.org.people.forms import PersonField
from lianxin.org.transfers import queries
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.models import Transfer
from lianxin.org.transfers.operations import Came
from lianxin.org.units import queries as units
from lianxin.org.units.forms import UnitField

REASON = 300


class TransfersFilter(FilterForm):
    """Filters of the list of transfers."""

    q = forms.CharField(
        label=_("Name, pinyin or number"), max_length=60, required=False
    )
    stage = forms.ChoiceField(
        label=_("How far"), choices=[("", _("All")), *Stage.choices], required=False
    )
    unit = UnitField(label=_("From or to unit, with all below"), required=False)
    since = DayField(label=_("Asked from day"), required=False)
    until = DayField(label=_("Asked to day"), required=False)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.today = today
        _units_of(self, "unit").choose_from(units.visible_to(actor))

    @override
    def apply(self, rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
        """The transfers that pass all filters that are set."""
        asked = self.cleaned_data
        if asked.get("q"):
            found = people.named(people.all_people(), asked["q"])
            rows = rows.filter(person__in=found.values("pk"))
        if asked.get("unit"):
            path = asked["unit"].path or "-"
            here = units.below(path, column="from_unit__path")
            rows = rows.filter(here | units.below(path, column="to_unit__path"))
        rows = rows.filter(_asked_between(asked.get("since"), asked.get("until")))
        if asked.get("stage"):
            rows = queries.of_stage(rows, Stage(asked["stage"]), today=self.today)
        return rows


class AskForTransfer(PageForm):
    """Who is to go to which unit here, and why."""

    person = PersonField(label=_("Member"))
    to_unit = UnitField(label=_("To the Party unit"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        help_text=_("Such as a new place of work, with the document."),
    )

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        _members(self, actor, today)
        _units_of(self, "to_unit").choose_from(queries.units_to_receive(actor))


class SendOut(PageForm):
    """Who is to go to which organisation elsewhere, and why."""

    person = PersonField(label=_("Member"))
    elsewhere = forms.CharField(
        label=_("To the Party organisation elsewhere"), max_length=120
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        _members(self, actor, today)


class ExpectMember(PageForm):
    """Who comes to which unit, and what the letter of introduction says."""

    person = PersonField(
        label=_("Person"),
        help_text=_("Whoever is new is first entered among the people."),
    )
    to_unit = UnitField(label=_("To the Party unit"))
    elsewhere = forms.CharField(
        label=_("From the Party organisation elsewhere"), max_length=120
    )
    their_number = forms.CharField(
        label=_("Number of the letter of introduction"), max_length=60
    )
    their_day = DayField(label=_("Day of the letter of introduction"))
    standing = forms.ChoiceField(
        label=_("Standing in the Party"),
        choices=[(code.value, code.label) for code in MEMBERS],
    )
    standing_from = DayField(
        label=_("With this standing since"),
        help_text=_("The day of admission, or of becoming a full member."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        seen = people.visible_to(actor, today=today)
        field = self.fields["person"]
        assert isinstance(field, PersonField)  # noqa: S101 -- for the type checker
        field.choose_from(seen, seen.none())
        mine = queries.units_to_receive(actor, mine=True)
        _units_of(self, "to_unit").choose_from(mine)

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, as the operation takes it: the letter as `came`."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            names = ("elsewhere", "their_number", "their_day", "standing")
            told = {name: cleaned.pop(name) for name in (*names, "standing_from")}
            cleaned["came"] = Came(**told | {"standing": Standing(told["standing"])})
        return cleaned


class ReceiveMember(PageForm):
    """The day on which the member was received."""

    received_on = DayField(
        label=_("Received on"),
        help_text=_(
            "From this day on the person is a member there and no longer here."
        ),
    )


class WithReason(PageForm):
    """Sending back or taking back, with the reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        help_text=_("Both sides read this."),
    )


def _members(form: PageForm, actor: Actor, today: date) -> None:
    field = form.fields["person"]
    assert isinstance(field, PersonField)  # noqa: S101 -- for the type checker
    members = queries.members_to_release(actor, today=today)
    field.choose_from(members, members)


def _units_of(form: forms.Form, name: str) -> UnitField:
    field = form.fields[name]
    assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
    return field


def _asked_between(since: date | None, until: date | None) -> Q:
    wanted = Q()
    if since:
        wanted &= Q(asked_at__date__gte=since)
    if until:
        wanted &= Q(asked_at__date__lte=until)
    return wanted
