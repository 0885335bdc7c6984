"""The register of Party organisations (党组织一览表): all that such tables usually say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import Count, OuterRef, Q, QuerySet

from lianxin.base.remembered import Subquery
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.org.people.enums import MEMBERS, Belonging
from lianxin.org.people.models import Affiliation
from lianxin.org.people.queries import in_force, standings_visible_to
from lianxin.org.posts.models import Appointment, Term
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import visible_to


@dataclass(slots=True)
class Organisation:
    """What the register says of a unit besides its entry.

    `members` are those who belong to the unit itself; None where the actor may not see
    who is a member there.
    """

    head: list[str] = field(default_factory=list)
    committee: list[str] = field(default_factory=list)
    members: int | None = None


def organisations_of(actor: Actor) -> QuerySet[Unit]:
    """The units of the Party that `actor` may see, each with the end of its term."""
    latest = Term.objects.filter(unit=OuterRef("pk"), is_latest=True)
    kinds = [
        kind.code for kind in rulebook.unit_kinds().values() if kind.line == "party"
    ]
    return (
        visible_to(actor)
        .filter(kind__in=kinds)
        .select_related("parent")
        .annotate(term_ends_on=Subquery(latest.values("ends_on")[:1]))
    )


def describe(rows: Sequence[Unit], *, actor: Actor, today: date) -> None:
    """Put on each unit what the register says; two queries for any number of units."""
    found = {row.pk: Organisation() for row in rows}
    kinds = rulebook.post_kinds()
    held = Appointment.objects.filter(in_force(today), post__unit__in=list(found))
    order = ("post__unit", "post__kind", "post__number", "pk")
    told = held.order_by(*order).values_list(
        "post__unit", "post__unit__kind", "post__kind", "person__name"
    )
    for unit, unit_kind, post_kind, name in told:
        if post_kind == _heads().get(unit_kind):
            found[unit].head.append(name)
        elif kinds[post_kind].seat:
            found[unit].committee.append(name)
    counted = _members_in(list(found), actor=actor, today=today)
    for row in rows:
        one = found[row.pk]
        if actor.may("people.standing", row.path or "-"):
            one.members = counted.get(row.pk, 0)
        row.organisation = one  # type: ignore[attr-defined]  # annotated by the query


def organisation_on(unit: Unit) -> Organisation:
    """What `describe` has put on a unit."""
    found: Organisation = getattr(unit, "organisation", Organisation())
    return found


def _members_in(
    units: Sequence[int], *, actor: Actor, today: date
) -> Mapping[int, int]:
    members = standings_visible_to(actor, today=today).filter(standing__in=MEMBERS)
    belonging = Affiliation.objects.filter(
        in_force(today),
        Q(person__in=members.values("person")),
        unit__in=units,
        belonging=Belonging.PARTY,
    )
    return dict(
        belonging.order_by()
        .values_list("unit")
        .annotate(Count("person", distinct=True))
    )


@cache
def _heads() -> Mapping[str, str]:
    """Of each kind of unit the post at its head.

    The one that is called its secretary, else the first with a seat, else the first.
    """
    kinds = sorted(rulebook.post_kinds().items(), key=lambda pair: not pair[1].seat)
    found: dict[str, str] = {}
    for code, kind in kinds:
        for unit in kind.units:
            if code == f"{unit}_secretary":
                found[unit] = code
            found.setdefault(unit, code)
    return found
