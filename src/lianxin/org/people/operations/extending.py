"""Probation that was extended by a resolution: entered once, taken back if mistaken."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.ui.wording import cited
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules.values import Fit, Span
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Standing
from lianxin.org.people.events import ExtensionWithdrawn, ProbationExtended
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.units import queries as units


@transaction.atomic
def extend_probation(
    person: Person,
    *,
    decided_on: date,
    months: int,
    basis: str,
    actor: Actor,
    at: datetime,
) -> PartyStanding:
    """Let somebody's probation last so many months longer, by a resolution of that day.

    Raises ValidationError where the person is not on probation, where the rule allows
    no such time, where probation was extended before, and where no resolution is named.
    """
    held, unit = _held(person, actor=actor, at=at)
    today = day_of(at)
    until = _extended(held, decided_on, months, today=today)
    if not basis.strip():
        raise ValidationError({"basis": _("Name the resolution it rests on.")})
    held.extended_on, held.extended_until = decided_on, until
    held.extension_basis = basis.strip()
    _save(held)
    journal.write(
        ProbationExtended(
            subject=queries.ref(person),
            unit=unit,
            actor=actor,
            at=at,
            after={
                "decided_on": decided_on,
                "extended_until": until,
                "basis": held.extension_basis,
            },
        )
    )
    return held


@transaction.atomic
def withdraw_extension(person: Person, *, actor: Actor, at: datetime) -> None:
    """Take back an extension that was entered by mistake."""
    held, unit = _held(person, actor=actor, at=at)
    if held.extended_until is None:
        raise ValidationError(_("No extension is entered."))
    before = {"extended_until": held.extended_until, "basis": held.extension_basis}
    held.extended_on = held.extended_until = None
    held.extension_basis = ""
    _save(held)
    journal.write(
        ExtensionWithdrawn(
            subject=queries.ref(person),
            unit=unit,
            actor=actor,
            at=at,
            before=before,
        )
    )


def _held(
    person: Person, *, actor: Actor, at: datetime
) -> tuple[PartyStanding, Ref | None]:
    """The probation that is served now, held against others, and its unit."""
    Person.objects.select_for_update().get(pk=person.pk)
    places = list(queries.all_places_of(person, today=day_of(at)))
    policy.may_set_standing((p.unit.path or "" for p in places), actor=actor).or_raise()
    held = PartyStanding.objects.filter(
        person=person, valid_to=None, standing=Standing.PROBATIONARY
    ).first()
    if held is None:
        raise ValidationError(_("The person is not on probation."))
    return held, units.ref(places[0].unit) if places else None


def _extended(
    held: PartyStanding, decided_on: date, months: int, *, today: date
) -> date:
    """Until when probation lasts then; ValidationError where that cannot be."""
    ends, allowed = (
        queries.probation_ends(held, today=today),
        queries.extension_allowed(on=decided_on, today=today),
    )
    if ends is None or allowed is None:
        raise ValidationError(_("No rule is known for this day."))
    source, bounds = allowed
    if held.extended_until is not None:
        raise ValidationError(
            _("Probation is extended once at most: %(rule)s.") % {"rule": cited(source)}
        )
    if decided_on > today:
        raise ValidationError({"decided_on": _("This day is still to come.")})
    if decided_on < held.valid_from:
        raise ValidationError({"decided_on": _("Probation began later than this day.")})
    if bounds.fit(months) is not Fit.WITHIN:
        raise ValidationError(
            {
                "months": _("By the rule from %(least)d to %(most)d months: %(rule)s.")
                % {
                    "least": bounds.least or 0,
                    "most": bounds.most or months,
                    "rule": cited(source),
                }
            }
        )
    return Span(months=months).from_day(ends)


def _save(held: PartyStanding) -> None:
    held.save(update_fields=["extended_on", "extended_until", "extension_basis"])
