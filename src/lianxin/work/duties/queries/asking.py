"""What units ask of the units below them: for lists and forms."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.actor.paths import ancestors
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties.models import AddedDuty


def added_visible_to(actor: Actor) -> QuerySet[AddedDuty]:
    """What one's own unit and those above it ask for, and the units whose duties one
    sees; the latest first.
    """
    seen = units.within(actor.scope("records.see"), column="unit__path")
    above = Q(unit__path__in=ancestors(actor.path)) if actor.path else Q(pk__in=[])
    return AddedDuty.objects.select_related("unit").filter(seen | above).order_by("-pk")


def added_by_number(actor: Actor, pk: int) -> AddedDuty:
    """One of them; NotVisible for any other."""
    found = added_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def own_unit(actor: Actor) -> Unit:
    """The unit for which `actor` acts; NotVisible where there is none."""
    found = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if found is None:
        raise NotVisible
    return found


def kinds_below(unit: Unit) -> set[str]:
    """The kinds of unit that stand below `unit`.

    Each is looked for by itself: the index shows its first unit at once, where there are
    tens of thousands to look through.
    """
    kinds = sorted(rulebook.unit_kinds())
    below = units.all_units().filter(units.below(unit.path or "-")).exclude(pk=unit.pk)
    found = {f"has_{kind}": Exists(below.filter(kind=kind)) for kind in kinds}
    rows = Unit.objects.filter(pk=unit.pk).annotate(**found).values_list(*found)
    return {kind for kind, is_there in zip(kinds, rows.get(), strict=True) if is_there}


def kinds_to_ask(unit: Unit) -> Sequence[tuple[str, str]]:
    """The kinds of unit that stand below `unit` and hold records, with their titles."""
    there = kinds_below(unit)
    holding = {u for kind in rulebook.record_kinds().values() for u in kind.expected}
    return [
        (kind.code, kind.title.into(get_language() or ""))
        for kind in rulebook.unit_kinds().values()
        if kind.code in there & holding
    ]


def records_to_ask() -> Sequence[tuple[str, str]]:
    """The kinds of record, with their titles."""
    return [
        (kind.code, kind.title.into(get_language() or ""))
        for kind in rulebook.record_kinds().values()
    ]
