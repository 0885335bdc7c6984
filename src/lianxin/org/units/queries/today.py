"""Reading units as they are today."""

from functools import lru_cache

from django.db.models import Q, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.actor.paths import ancestors, last_below
from lianxin.org.units.models import Placement, Unit, UnitName

NOBODY = Q(pk__in=[])
EVERYTHING = ~Q(pk__in=[])


def ref(unit: Unit) -> Ref:
    """The reference of a unit."""
    return Ref("units.unit", unit.pk)


def below(path: str, *, column: str = "path") -> Q:
    """The filter for a unit and everything below it: one range of the index."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": last_below(path)})


def is_root(path: str) -> bool:
    """Whether this is the path of the root unit, above which there is none."""
    return len(ancestors(path)) == 1


@lru_cache(maxsize=1000)
def within(scope: Scope, *, column: str = "path") -> Q:
    """The filter for what lies in a scope; nothing where the scope is empty.

    Restricted units that are not open to the scope are left out (`shown`).
    """
    if scope.everywhere:
        return shown(scope, column=column)
    wanted = NOBODY
    for path in scope.subtrees:
        wanted |= below(path, column=column)
    if scope.units:
        wanted |= Q(**{f"{column}__in": scope.units})
    return wanted & shown(scope, column=column)


def opens_everything(scope: Scope) -> bool:
    """Whether no restricted unit is hidden from a scope."""
    return scope.opens_all or any(map(is_root, scope.opened))


def shown(scope: Scope, *, column: str = "path") -> Q:
    """The filter that leaves out the restricted units that are not open to a scope.

    Every list, search and export passes through it, because `within` does. It is
    never empty: an empty Q joined to another by "or" would be the other alone.
    """
    if opens_everything(scope):
        return EVERYTHING
    flag = f"{column.removesuffix('path')}is_restricted"
    seen = ~Q(**{flag: True})
    for path in scope.opened:
        seen |= below(path, column=column)
    way = {above for path in scope.opened for above in ancestors(path)}
    return seen | Q(**{f"{column}__in": sorted(way)}) if way else seen


def is_shown(unit: Unit, scope: Scope) -> bool:
    """Whether a unit is not restricted, or open to a scope: `shown` for one unit."""
    if not unit.is_restricted or scope.opens_all:
        return True
    path = unit.path or "-"
    return any(
        is_root(opened) or path.startswith(opened) or opened.startswith(path)
        for opened in scope.opened
    )


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
    scope = actor.scope("units.see")
    if found is None and scope.everywhere:
        found = Unit.objects.filter(shown(scope), pk=pk).first()
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


def possible_parents(unit: Unit, *, actor: Actor) -> QuerySet[Unit]:
    """The units under which `actor` may move this one, in tree order."""
    kinds = rulebook.unit_kinds()[unit.kind].under
    rows = all_units().filter(within(actor.scope("units.edit")), kind__in=kinds)
    return rows.exclude(below(unit.path or "-")).exclude(pk=unit.parent_id or 0)


def names_of(unit: Unit) -> QuerySet[UnitName]:
    """What the unit was, is and will be called, the latest first."""
    return unit.names.order_by("-valid_from")


def places_of(unit: Unit, *, actor: Actor) -> QuerySet[Placement]:
    """Where the unit stood, stands and will stand, the latest first.

    Without the time under units that `actor` may not see.
    """
    seen = Q(parent__isnull=True) | shown(
        actor.scope("units.see"), column="parent__path"
    )
    return unit.placements.filter(seen).select_related("parent").order_by("-valid_from")


def of_line(rows: QuerySet[Unit], line: str) -> QuerySet[Unit]:
    """Of these units those of one line: ``party``, ``staff`` or ``mass``."""
    kinds = [kind.code for kind in rulebook.unit_kinds().values() if kind.line == line]
    return rows.filter(kind__in=kinds)
