"""Which inspections an actor may see, and which units they look at."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections.models import Inspected, Inspection
from lianxin.work.duties import queries as duties
from lianxin.work.goals import queries as goals


def ref(inspection: Inspection) -> Ref:
    """The reference of an inspection."""
    return Ref("inspections.inspection", inspection.pk)


def visible_to(actor: Actor) -> QuerySet[Inspection]:
    """The inspections of units in reach, and by units in reach; the newest first."""
    scope = actor.scope("goals.see")
    there = Inspected.objects.filter(units.within(scope, column="unit__path"))
    return (
        Inspection.objects.filter(
            units.within(scope, column="unit__path")
            | Q(pk__in=there.values("inspection"))
        )
        .select_related("unit", "begun_by")
        .order_by("-pk")
    )


def inspection_visible_to(actor: Actor, pk: int) -> Inspection:
    """One inspection; NotVisible where `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def units_of(inspection: Inspection, *, actor: Actor) -> QuerySet[Unit]:
    """The units it looks at, as far as `actor` sees their goals, in tree order."""
    held = Inspected.objects.filter(inspection=inspection)
    seen = units.all_units().filter(units.within(actor.scope("goals.see")))
    return seen.filter(pk__in=held.values("unit"))


def inspected_unit(inspection: Inspection, pk: int, *, actor: Actor) -> Unit:
    """One unit of an inspection; NotVisible where `actor` may not see it."""
    found = units_of(inspection, actor=actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def units_to_inspect(actor: Actor) -> QuerySet[Unit]:
    """The units below the actor's own that it may inspect, in tree order."""
    seen = units.within(actor.scope("records.see"))
    return goals.units_to_give_to(actor).filter(seen)


def kinds_to_choose() -> Sequence[tuple[str, str]]:
    """The kinds of record that an inspection may look at: code and title."""
    return [(code, records.title_of(code)) for code in rulebook.record_kinds()]


def duties_to_choose(actor: Actor) -> Sequence[tuple[str, str]]:
    """What is asked of the units below one's own: code and title."""
    own = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    return duties.duties_to_choose(own) if own else ()


def duties_in_words(inspection: Inspection) -> Sequence[str]:
    """The titles of the duties that it looks at; none where it looks at all."""
    chosen = set(inspection.duties)
    return [duties.title_of(d) for d in duties.all_duties() if d.code in chosen]


def kinds_in_words(inspection: Inspection) -> Sequence[str]:
    """The titles of the kinds that it looks at; none where it looks at all."""
    known = rulebook.record_kinds()
    return [records.title_of(code) for code in inspection.kinds if code in known]
