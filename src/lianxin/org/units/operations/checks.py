"""What must hold of the tree on every day, whatever is changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Conflict
from lianxin.kernel.actor.paths import segment
from lianxin.org.units.models import Placement, Unit

LONGEST_PATH = 250


def locked(unit: Unit) -> Unit:
    """The unit as it is now, kept from others until the end of the transaction."""
    return Unit.objects.select_for_update().get(pk=unit.pk)


def both_locked(one: Unit, other: Unit) -> tuple[Unit, Unit]:
    """Two units as they are now, kept from others; whoever asks, in the same order.

    Otherwise two who move or merge them crosswise would wait for each other for ever.
    """
    rows = Unit.objects.select_for_update().filter(pk__in={one.pk, other.pk})
    held = {unit.pk: unit for unit in rows.order_by("pk")}
    return held[one.pk], held[other.pk]


def check_unchanged(unit: Unit, version: int) -> None:
    """`check_version` of the unit as it stands in the database now."""
    check_version(locked(unit), version)


def check_version(unit: Unit, version: int) -> None:
    """Conflict with what holds now where somebody changed the unit since `version`."""
    if unit.version != version:
        name = (
            unit.names.get(valid_to__isnull=True) if unit.dissolved_on is None else unit
        )
        placement = unit.placements.order_by("valid_from").last()
        raise Conflict(
            {
                "name": name.name,
                "short_name": name.short_name,
                "parent": placement.parent.name
                if placement and placement.parent
                else "",
                "dissolved_on": unit.dissolved_on,
            },
            unit.version,
        )


def check_standing(unit: Unit) -> None:
    """ValidationError where the unit has been dissolved, or is going to be."""
    if unit.dissolved_on is not None:
        raise ValidationError(
            _("This unit ends on %(day)s; nothing can be changed after that.")
            % {"day": unit.dissolved_on}
        )


def check_kind(kind: str, parent: Unit | None) -> None:
    """ValidationError unless the kind exists and may stand under the parent's kind."""
    known = rulebook.unit_kinds()
    if kind not in known:
        raise ValidationError({"kind": _("Choose a kind of unit from the list.")})
    if parent is not None and parent.kind not in known[kind].under:
        raise ValidationError(
            {"parent": _("This kind of unit cannot stand under that kind.")}
        )


def check_form(kind: str, form: str) -> None:
    """ValidationError unless units of the kind can be set up in this special form."""
    if form and form not in rulebook.unit_kinds()[kind].forms:
        raise ValidationError(
            {"form": _("This kind of unit cannot be set up in this way.")}
        )


def check_parent(parent: Unit, day: date, *, field: str) -> None:
    """ValidationError unless `parent` exists from `day` on."""
    if day < parent.founded_on:
        raise ValidationError(
            {field: _("The unit above was founded later than this day.")}
        )
    if parent.dissolved_on is not None:
        raise ValidationError(
            {"parent": _("The unit above is dissolved; choose another unit.")}
        )


def check_no_cycle(unit: Unit, parent: Unit, day: date) -> None:
    """ValidationError where `unit` would stand below itself on `day` or later."""
    if _reaches(parent.pk, unit.pk, begin=day, end=None):
        raise ValidationError(
            {"parent": _("A unit cannot stand below itself; choose another unit.")}
        )


def check_depth(path: str, *, deepest: int = 0) -> None:
    """ValidationError where the tree would get more than 25 levels deep."""
    if len(path) + deepest > LONGEST_PATH:
        raise ValidationError(
            {"parent": _("The tree of units has at most 25 levels; choose one above.")}
        )


def last_position(parent: Unit | None) -> int:
    """The position that puts a new unit behind all its siblings."""
    siblings = Placement.objects.filter(parent=parent, valid_to__isnull=True)
    return siblings.aggregate(last=Max("position"))["last"] or 0


def path_below(parent: Unit | None, position: int, pk: int) -> str:
    """The path of a unit in this position under `parent` as that stands today."""
    return (parent.path or "" if parent else "") + segment(position, pk)


def _reaches(start: int, wanted: int, *, begin: date, end: date | None) -> bool:
    """Whether going up from `start` meets `wanted` on any day of the period."""
    if start == wanted:
        return True
    rows = Placement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=begin),
        unit=start,
        parent__isnull=False,
    )
    if end is not None:
        rows = rows.filter(valid_from__lt=end)
    return any(
        _reaches(
            row.parent_id or 0,
            wanted,
            begin=max(begin, row.valid_from),
            end=min((d for d in (end, row.valid_to) if d), default=None),
        )
        for row in rows
    )
