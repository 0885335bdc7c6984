"""Reading business targets and what was reached."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Subquery
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.actor.paths import ancestors
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.targets.models import Actual, Target

# What tells one target from another: the unit, the name, the period.
Key = tuple[int, str, date, date]


DEPARTMENT = "department"


def ref(target: Target) -> Ref:
    """The reference of a business target."""
    return Ref("targets.target", target.pk)


def visible_to(actor: Actor) -> QuerySet[Target]:
    """The targets of units in reach and of those above, the latest period first.

    Those of the units above and of their departments are what one's own work is for,
    so that whoever sees targets anywhere sees these too. Each with `reached`.
    """
    latest = Actual.objects.filter(target=OuterRef("pk")).order_by("-on", "-pk")
    scope = actor.scope("targets.see")
    above = {way for path in scope.subtrees for way in ancestors(path)}
    return (
        Target.objects.filter(
            units.within(scope, column="unit__path")
            | Q(unit__path__in=above)
            | Q(unit__parent__path__in=above, unit__kind=DEPARTMENT),
            units.shown(scope, column="unit__path"),
        )
        .select_related("unit")
        .annotate(
            reached=Subquery(latest.values("value")[:1]),
            reached_on=Subquery(latest.values("on")[:1]),
        )
        .order_by("-ends_on", "unit__path", "pk")
    )


def target_visible_to(actor: Actor, pk: int) -> Target:
    """One target; NotVisible where `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def actuals_of(target: Target) -> Sequence[Actual]:
    """What was reached by which day, the latest first."""
    return list(target.actuals.select_related("entered_by").order_by("-on", "-pk"))


def editable_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose targets `actor` may set, in tree order."""
    return units.all_units().filter(units.within(actor.scope("targets.edit")))


def is_reached(target: Target) -> bool | None:
    """Whether a target of `visible_to` is reached by its latest value; None for none."""
    value = target.reached  # type: ignore[attr-defined]  # from `visible_to`
    if value is None:
        return None
    reached: bool = (
        value >= target.value if target.more_is_better else value <= target.value
    )
    return reached


def among(
    rows: QuerySet[Target],
    *,
    words: str = "",
    unit: Unit | None = None,
    day: date | None = None,
) -> QuerySet[Target]:
    """The targets that fit: words in the name, a unit with all below, a day within."""
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if day is not None:
        rows = rows.filter(begins_on__lte=day, ends_on__gte=day)
    return rows


def stored_in(units: Collection[int]) -> Mapping[Key, Target]:
    """The targets of these units by what tells them apart, with all their values."""
    rows = Target.objects.filter(unit__in=units).prefetch_related("actuals")
    return {
        (row.unit_id, row.name, row.begins_on, row.ends_on): row
        for row in rows.select_related("unit")
    }
