"""What the operations on letters ask before they write, and the runs of numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.outline.secrecy import marking_in
from lianxin.org.letters import queries
from lianxin.org.letters.models import Letter, NumberSeries
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


def locked(letter: Letter) -> Letter:
    """The letter as it stands now, held against others until the transaction ends."""
    return (
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=letter.pk)
    )


def run_of(unit: Unit, series: str, year: int) -> NumberSeries:
    """A unit's run of numbers in a year, held against others.

    Whoever takes a number waits for whoever took the one before; where that one fails,
    its number is free again, so that none is left out.
    """
    begun = queries.series_of(unit, series, year)
    NumberSeries.objects.get_or_create(
        unit=unit, series=series, year=year, defaults={"word": begun.word}
    )
    return NumberSeries.objects.select_for_update(no_key=True).get(
        unit=unit, series=series, year=year
    )


def person_of(actor: Actor) -> Person:
    """The person behind the actor; the policies let nobody else come this far."""
    assert actor.person is not None  # noqa: S101 -- policy has refused all others
    return Person.objects.get(pk=actor.person.id)


def check_day(field: str, day: date, *, unit: Unit, today: date) -> None:
    """Raise ValidationError at the field for a day to come or before the unit's first."""
    if day > today:
        raise ValidationError({field: _("This day is still to come.")})
    if day < unit.founded_on:
        raise ValidationError(
            {
                field: _("The unit did not exist yet: it was founded on %(day)s.")
                % {"day": unit.founded_on.isoformat()}
            }
        )


def refuse_marked(*texts: str) -> None:
    """Raise ValidationError where a text carries a marking of secrecy."""
    for text in texts:
        marking = marking_in(text)
        if marking is not None:
            raise ValidationError(
                _("Line %(line)d carries the marking “%(words)s”; nothing was stored.")
                % {"line": marking.line, "words": marking.words}
            )


def reason_said(reason: str) -> str:
    """The reason without what stands around it; ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    return reason.strip()


def told_of(
    letter: Letter,
    *,
    actor: Actor,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """What every event about a letter is given."""
    return {
        "subject": queries.ref(letter),
        "unit": Ref("units.unit", letter.unit_id),
        "actor": actor,
        "at": at,
        "before": dict(before or {}),
        "after": dict(after or {}),
    }
