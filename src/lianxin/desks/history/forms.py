"""The filters of the journal."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm
from lianxin.desks.history import queries
from lianxin.desks.history.enums import AREAS, MEANINGS
from lianxin.kernel.actor import Actor
from lianxin.org.units.forms import UnitField

SUBJECT = re.compile(r"([a-z_]+\.[a-z_]+):([0-9]{1,18})")

DAYS = (MinValueValidator(date(1921, 7, 1)), MaxValueValidator(date(2999, 12, 31)))


class EntryFilters(FilterForm):
    """Unit with all below, person, kind of event, thing, days."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    person = forms.CharField(label=_("By whom"), required=False, max_length=60)
    code = forms.ChoiceField(label=_("What happened"), required=False)
    since = DayField(label=_("From"), required=False, validators=DAYS)
    until = DayField(label=_("To"), required=False, validators=DAYS)
    subject = forms.CharField(
        label=_("One thing"),
        required=False,
        widget=forms.HiddenInput,
        validators=[RegexValidator(SUBJECT)],
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, actor: Actor) -> None:
        super().__init__(data)
        unit, code = self.fields["unit"], self.fields["code"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        assert isinstance(code, forms.ChoiceField)  # noqa: S101 -- likewise
        unit.choose_from(queries.units_to_name(actor))
        code.choices = _kinds_of_event()

    @override
    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of these entries those that fit."""
        wanted = self.cleaned_data
        if wanted.get("unit"):
            rows = queries.below_unit(rows, wanted["unit"])
        if wanted.get("person"):
            rows = rows.filter(actor_name__icontains=wanted["person"])
        if wanted.get("code"):
            rows = rows.filter(code=wanted["code"])
        if wanted.get("since"):
            rows = rows.filter(at__gte=_on_the_wall(wanted["since"], time.min))
        if wanted.get("until"):
            rows = rows.filter(at__lte=_on_the_wall(wanted["until"], time.max))
        found = SUBJECT.fullmatch(wanted.get("subject") or "")
        if found:
            rows = rows.filter(subject_kind=found[1], subject_id=int(found[2]))
        return rows


def _on_the_wall(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _kinds_of_event() -> list[tuple[object, object]]:
    """All events, in groups of the area that they belong to."""
    groups: dict[str, list[tuple[str, object]]] = {}
    for code, meaning in MEANINGS.items():
        groups.setdefault(code.partition(".")[0], []).append((code, meaning))
    return [("", _("Everything"))] + [
        (AREAS.get(area, area), events) for area, events in groups.items()
    ]
