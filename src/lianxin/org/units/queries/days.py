"""Reading the tree of units as it was, or will be, on some day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.units.models import Placement, RestrictionPeriod, Unit, UnitName
from lianxin.org.units.queries.finding import called
from lianxin.org.units.queries.today import shown, within

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as it stood in the tree on some day."""

    pk: int
    kind: str
    name: str
    short_name: str
    parent: int | None
    has_below: bool


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit on some day: as it stood, the way down to it, and what stood below."""

    unit: Unit
    day: date
    node: Node | None
    way: Sequence[Node]
    below: Sequence[Node]


def placements_on(day: date) -> QuerySet[Placement]:
    """Where each unit stood on `day`."""
    return Placement.objects.filter(_on(day))


def names_on(day: date) -> QuerySet[UnitName]:
    """What each unit was called on `day`."""
    return UnitName.objects.filter(_on(day))


def restrictions_on(day: date) -> QuerySet[RestrictionPeriod]:
    """Which units were themselves said to be abroad or classified on `day`."""
    return RestrictionPeriod.objects.filter(_on(day))


def nodes_below(
    parents: Collection[int], *, day: date, actor: Actor
) -> Mapping[int, Sequence[Node]]:
    """For each of these units those directly below it on `day`, in their order."""
    found: dict[int, list[Node]] = {pk: [] for pk in parents}
    rows = placements_on(day).filter(parent__in=parents)
    for node in _nodes(rows, day=day, actor=actor):
        found[node.parent or 0].append(node)
    return found


def top_nodes(*, day: date, actor: Actor) -> Sequence[Node]:
    """Where the tree begins for `actor` on `day`: the root, or one's own units."""
    scope = actor.scope("units.see")
    if scope.everywhere:
        return _nodes(placements_on(day).filter(parent=None), day=day, actor=actor)
    tops = Unit.objects.filter(path__in=[*scope.subtrees, *scope.units])
    return _nodes(placements_on(day).filter(unit__in=tops), day=day, actor=actor)


def node_on(pk: int, *, day: date, actor: Actor) -> Node:
    """One unit as it stood on `day`; NotVisible where it did not, or not for `actor`."""
    rows = placements_on(day).filter(unit=pk)
    for node in _nodes(rows, day=day, actor=actor):
        return node
    raise NotVisible


def unit_on(unit: Unit, *, day: date, actor: Actor) -> UnitOn:
    """A unit as it stood on `day`; without a node where it did not exist then."""
    rows = placements_on(day)
    found = _nodes(rows.filter(unit=unit), day=day, actor=actor)
    if not found:
        return UnitOn(unit, day, None, (), ())
    way = way_on(unit.pk, day=day)
    above = {
        node.pk: node
        for node in _nodes(rows.filter(unit__in=way), day=day, actor=actor)
    }
    below = nodes_below([unit.pk], day=day, actor=actor)[unit.pk]
    return UnitOn(unit, day, found[0], [above[pk] for pk in way if pk in above], below)


def way_on(pk: int, *, day: date) -> Sequence[int]:
    """The numbers of the units above one on `day`, from the root down, without it."""
    way: list[int] = []
    above = placements_on(day).filter(unit=pk).values_list("parent", flat=True).first()
    while above is not None and above not in way:
        way.insert(0, above)
        above = (
            placements_on(day)
            .filter(unit=above)
            .values_list("parent", flat=True)
            .first()
        )
    return way


def found_on(words: str, *, day: date, actor: Actor) -> Sequence[Node]:
    """Units whose name on `day` contains `words`: MOST_FOUND, and one more for more."""
    named_so = names_on(day).filter(called(words.strip())).values("unit")
    rows = placements_on(day).filter(unit__in=named_so)
    return _nodes(rows, day=day, actor=actor)[: MOST_FOUND + 1]


def _nodes(rows: QuerySet[Placement], *, day: date, actor: Actor) -> Sequence[Node]:
    scope = actor.scope("units.see")
    below_it = placements_on(day).filter(
        shown(scope, column="unit__path"), parent=OuterRef("unit")
    )
    rows = rows.annotate(has_below=Exists(below_it)).select_related("unit")
    rows = rows.filter(within(scope, column="unit__path"))
    found = list(rows.order_by("position", "unit"))
    names = {
        row.unit_id: row
        for row in names_on(day).filter(unit__in=[row.unit_id for row in found])
    }
    return [
        Node(
            pk=row.unit_id,
            kind=row.unit.kind,
            name=names[row.unit_id].name,
            short_name=names[row.unit_id].short_name,
            parent=row.parent_id,
            has_below=row.has_below,
        )
        for row in found
        if row.unit_id in names
    ]


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
