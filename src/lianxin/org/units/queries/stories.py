"""What happened to a unit, on a line of time; its restriction on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Scope
from lianxin.org.units.enums import Succession
from lianxin.org.units.models import Descent, RestrictionPeriod, Unit
from lianxin.org.units.queries.days import restrictions_on
from lianxin.org.units.queries.today import is_shown, names_of, places_of


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a unit: when, what, on which basis, approved by whom."""

    day: date
    words: str
    basis: str = ""
    approved_by: str = ""
    unit: Unit | None = None


def came_of(unit: Unit) -> frozenset[int]:
    """The numbers of a unit and of all that came of it by merging and splitting."""
    found, new = {unit.pk}, {unit.pk}
    while new:
        later = Descent.objects.filter(former__in=new).values_list("later", flat=True)
        new = set(later) - found
        found |= new
    return frozenset(found)


def restriction_of(unit: Unit, *, day: date) -> RestrictionPeriod | None:
    """The unit's own restriction on a day; None where it has none of its own."""
    return restrictions_on(day).filter(unit=unit).first()


def story_of(unit: Unit, *, actor: Actor) -> Sequence[Happening]:
    """Founding, names, places, restrictions, merging, splitting, end; latest first.

    Units that `actor` may not see are not named.
    """
    scope = actor.scope("units.see")
    found = [
        *_names(unit),
        *_places(unit, actor),
        *_restrictions(unit),
        *_descents(unit, scope),
        *_end(unit),
    ]
    return sorted(found, key=lambda happening: happening.day, reverse=True)


def _approver(unit: Unit | None) -> str:
    return unit.short_name if unit else ""


def _names(unit: Unit) -> Iterator[Happening]:
    for row in names_of(unit).select_related("approved_by"):
        words = _("Founded as %(name)s") if row.valid_from == unit.founded_on else ""
        yield Happening(
            row.valid_from,
            (words or _("Named %(name)s")) % {"name": row.name},
            row.basis,
            _approver(row.approved_by or (unit.approved_by if words else None)),
        )


def _places(unit: Unit, actor: Actor) -> Iterator[Happening]:
    for row in places_of(unit, actor=actor).select_related("approved_by"):
        if row.parent is not None:
            yield Happening(
                row.valid_from,
                _("Stands under %(name)s") % {"name": row.parent.short_name},
                row.basis,
                _approver(row.approved_by),
            )


def _restrictions(unit: Unit) -> Iterator[Happening]:
    for row in unit.restrictions.order_by("valid_from"):
        yield Happening(row.valid_from, row.get_restriction_display(), row.basis)
        if row.valid_to is not None:
            yield Happening(row.valid_to, _("Not restricted any more"))


def _descents(unit: Unit, scope: Scope) -> Iterator[Happening]:
    rows = Descent.objects.filter(Q(former=unit) | Q(later=unit))
    for row in rows.select_related("former", "later").order_by("pk"):
        other = row.later if row.former_id == unit.pk else row.former
        if not is_shown(other, scope):
            continue
        merged = row.manner == Succession.MERGED
        words = {
            (True, True): _("Merged into %(name)s"),
            (True, False): _("%(name)s was merged into it"),
            (False, True): _("%(name)s was split off"),
            (False, False): _("Split off from %(name)s"),
        }[merged, row.former_id == unit.pk]
        yield Happening(row.on, words % {"name": other.short_name}, unit=other)


def _end(unit: Unit) -> Iterator[Happening]:
    if unit.dissolved_on is not None:
        yield Happening(
            unit.dissolved_on + timedelta(days=1),
            _("Dissolved"),
            unit.end_basis,
            _approver(unit.end_approved_by),
        )
