"""The filters of the journal."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.models import Entry
from lianxin.desks.history import queries
from lianxin.desks.history.enums import AREAS, MEANINGS
from lianxin.kernel.actor import Actor
from lianxin.org.units import queries as units

SUBJECT = re.compile(r"([a-z_]+\.[a-z_]+):([0-9]{1,18})")
MOST_UNITS = 50


class EntryFilters(forms.Form):
    """Unit with all below, person, kind of event, thing, days."""

    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=60,
        help_text=_("Name or pinyin; units below are included."),
    )  # fmt: skip
    person = forms.CharField(label=_("By whom"), required=False, max_length=60)
    code = forms.ChoiceField(label=_("What happened"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"})
    )
    subject = forms.CharField(
        required=False, widget=forms.HiddenInput, validators=[RegexValidator(SUBJECT)]
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, actor: Actor) -> None:
        super().__init__(data)
        self.actor = actor
        choices = self.fields["code"]
        choices.choices = _kinds_of_event()  # type: ignore[attr-defined]  # a ChoiceField

    def apply(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        """Of these entries those that fit."""
        wanted = self.cleaned_data
        if wanted.get("unit"):
            named = units.named(units.visible_to(self.actor), wanted["unit"])
            rows = queries.of_units_named(rows, named[:MOST_UNITS])
        if wanted.get("person"):
            rows = rows.filter(actor_name__icontains=wanted["person"])
        if wanted.get("code"):
            rows = rows.filter(code=wanted["code"])
        if wanted.get("since"):
            rows = rows.filter(at__gte=_midnight(wanted["since"]))
        if wanted.get("until"):
            rows = rows.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
        found = SUBJECT.fullmatch(wanted.get("subject") or "")
        if found:
            rows = rows.filter(subject_kind=found[1], subject_id=int(found[2]))
        return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _kinds_of_event() -> list[tuple[object, object]]:
    """All events, in groups of the area that they belong to."""
    groups: dict[str, list[tuple[str, object]]] = {}
    for code, meaning in MEANINGS.items():
        groups.setdefault(code.partition(".")[0], []).append((code, meaning))
    return [("", _("Everything"))] + [
        (AREAS.get(area, area), events) for area, events in groups.items()
    ]
