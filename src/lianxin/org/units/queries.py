"""Reading the tree of units."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.actor.paths import ancestors, last_below
from lianxin.org.units.models import Placement, Unit, UnitName

Row = TypeVar("Row", bound=Model)

NOBODY = Q(pk__in=[])


def ref(unit: Unit) -> Ref:
    """The reference of a unit."""
    return Ref("units.unit", unit.pk)


def below(path: str, *, column: str = "path") -> Q:
    """The filter for a unit and everything below it: one range of the index."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": last_below(path)})


def within(scope: Scope, *, column: str = "path") -> Q:
    """The filter for what lies in a scope; nothing where the scope is empty."""
    if scope.everywhere:
        return Q()
    wanted = NOBODY
    for path in scope.subtrees:
        wanted |= below(path, column=column)
    if scope.units:
        wanted |= Q(**{f"{column}__in": scope.units})
    return wanted


def visible_to(actor: Actor) -> QuerySet[Unit]:
    """The units that exist today and that `actor` may see, in tree order."""
    return all_units().filter(within(actor.scope("units.see")))


def all_units() -> QuerySet[Unit]:
    """Every unit that exists today, in tree order, for jobs and checks."""
    return Unit.objects.filter(path__isnull=False).order_by("path")


def unit_visible_to(actor: Actor, pk: int) -> Unit:
    """One unit, dissolved ones included for those who see everything.

    NotVisible where there is none or `actor` may not see it.
    """
    found = visible_to(actor).filter(pk=pk).first()
    if found is None and actor.scope("units.see").everywhere:
        found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def way_to(unit: Unit) -> QuerySet[Unit]:
    """The units above `unit`, from the root down, without itself."""
    return Unit.objects.filter(path__in=ancestors(unit.path or "")[:-1]).order_by(
        "path"
    )


def children_of(unit: Unit, *, actor: Actor) -> QuerySet[Unit]:
    """The units directly below, in tree order, that `actor` may see."""
    return visible_to(actor).filter(parent=unit)


def placements_on(day: date) -> QuerySet[Placement]:
    """Where each unit stood on `day`."""
    return Placement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    )


def names_on(day: date) -> QuerySet[UnitName]:
    """What each unit was called on `day`."""
    return UnitName.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    )
