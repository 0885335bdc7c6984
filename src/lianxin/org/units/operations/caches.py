"""Name, parent and path of every unit, made anew from the dated rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from lianxin.kernel.actor.paths import ancestors, segment
from lianxin.kernel.zh import text_pinyin
from lianxin.org.units import queries
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations.keys import renew_keys

CACHES = ("name", "short_name", "pinyin", "parent_id", "path", "is_restricted")
FIELDS = ("name", "short_name", "pinyin", "parent", "path", "is_restricted")
BATCH = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """The last place of a unit that had begun by the day; `stands` if it still holds."""

    parent: int | None
    position: int
    stands: bool


def follow_dates(*, today: date) -> int:
    """Apply what came into force since the last run: names, moves, foundings, ends.

    Returns how many units changed. Safe to run at any time and any number of times.
    """
    if not _out_of_step(today):
        return 0
    return rebuild_paths(today=today)


@transaction.atomic
def rebuild_paths(*, today: date) -> int:
    """Make every unit's caches anew from the rows in force `today`; how many changed.

    A unit that does not exist today has no path; it keeps the last name and parent
    it had, or the first it will have.
    """
    names, places = _names(today), _places(today)
    paths = _paths(places)
    restricted = _restricted(paths, today)
    changed, renamed = [], []
    for unit in Unit.objects.select_for_update().iterator(chunk_size=2000):
        name, short_name = names[unit.pk]
        wanted = (
            name,
            short_name,
            unit.pinyin if unit.pinyin and unit.name == name else text_pinyin(name),
            places[unit.pk].parent,
            paths.get(unit.pk),
            unit.pk in restricted if unit.pk in paths else unit.is_restricted,
        )
        if wanted != tuple(getattr(unit, cache) for cache in CACHES):
            is_renamed = (unit.name, unit.short_name) != (name, short_name)
            for cache, value in zip(CACHES, wanted, strict=True):
                setattr(unit, cache, value)
            changed.append(unit)
            if is_renamed:
                renamed.append(unit)
    Unit.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    renew_keys(renamed)
    return len(changed)


def _out_of_step(today: date) -> bool:
    named = queries.names_on(today).exclude(
        unit__name=F("name"), unit__short_name=F("short_name")
    )
    placed = queries.placements_on(today).filter(
        Q(unit__path__isnull=True)
        | ~Q(unit__parent=F("parent"))
        & ~Q(unit__parent__isnull=True, parent__isnull=True)
    )
    ended = Unit.objects.filter(dissolved_on__lt=today, path__isnull=False)
    return named.exists() or placed.exists() or ended.exists()


def _names(today: date) -> dict[int, tuple[str, str]]:
    """For each unit the name in force, or the last one, or else the first to come."""
    found: dict[int, tuple[str, str]] = {}
    rows = UnitName.objects.order_by("valid_from").values_list(
        "unit", "name", "short_name", "valid_from"
    )
    for unit, name, short_name, begins in rows.iterator(chunk_size=2000):
        if begins <= today or unit not in found:
            found[unit] = (name, short_name)
    return found


def _places(today: date) -> dict[int, _Place]:
    found: dict[int, _Place] = {}
    rows = Placement.objects.order_by("valid_from").values_list(
        "unit", "parent", "position", "valid_from", "valid_to"
    )
    for unit, parent, position, begins, ends in rows.iterator(chunk_size=2000):
        stands = begins <= today and (ends is None or ends > today)
        if begins <= today or unit not in found:
            found[unit] = _Place(parent, position, stands)
    return found


def restrict_below(path: str, *, day: date) -> None:
    """Say anew of everything at and below `path` whether it is restricted on `day`."""
    rows = Unit.objects.filter(queries.below(path))
    own = queries.restrictions_on(day).values("unit")
    above = Unit.objects.filter(path__in=ancestors(path), pk__in=own).exists()
    rows.update(is_restricted=above)
    if above:
        return
    for begins in rows.filter(pk__in=own).values_list("path", flat=True):
        Unit.objects.filter(queries.below(begins or "-")).update(is_restricted=True)


def _restricted(paths: Mapping[int, str], today: date) -> set[int]:
    """The units that are restricted themselves or stand below one that is."""
    own = queries.restrictions_on(today).values_list("unit", flat=True)
    tops = {paths[pk] for pk in own if pk in paths}
    if not tops:
        return set()
    return {pk for pk, path in paths.items() if tops.intersection(ancestors(path))}


def _paths(places: Mapping[int, _Place]) -> dict[int, str]:
    """The path of each unit whose whole way up stands today."""
    below: dict[int | None, list[int]] = {}
    for unit, place in places.items():
        if place.stands:
            below.setdefault(place.parent, []).append(unit)
    paths: dict[int, str] = {}
    waiting = [(unit, "") for unit in below.get(None, [])]
    while waiting:
        unit, above = waiting.pop()
        paths[unit] = above + segment(places[unit].position, unit)
        waiting += [(child, paths[unit]) for child in below.get(unit, [])]
    return paths
