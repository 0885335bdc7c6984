"""Reading people, as far as the actor may see them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import within


def ref(person: Person) -> Ref:
    """The reference of a person."""
    return Ref("people.person", person.pk)


def in_force(day: date) -> Q:
    """The filter for dated rows that hold on `day`."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def visible_to(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The people whom `actor` may see: those of the units in reach, and oneself."""
    scope = actor.scope("people.see")
    if scope.everywhere:
        return Person.objects.order_by("pk")
    there = Affiliation.objects.filter(
        in_force(today), within(scope, column="unit__path"), person=OuterRef("pk")
    )
    oneself = Q(pk=actor.person.id) if actor.person else Q(pk__in=[])
    return Person.objects.filter(Exists(there) | oneself).order_by("pk")


def person_visible_to(actor: Actor, pk: int, *, today: date) -> Person:
    """One person; NotVisible where `actor` may not see them."""
    found = visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def belonging_to(unit: Unit, *, today: date) -> QuerySet[Person]:
    """The people who belong to exactly this unit on `today`, in any way."""
    there = Affiliation.objects.filter(
        in_force(today), unit=unit, person=OuterRef("pk")
    )
    return Person.objects.filter(Exists(there)).order_by("pk")


def standings_visible_to(actor: Actor, *, today: date) -> QuerySet[PartyStanding]:
    """Standings in force on `today` that `actor` may see, one's own included."""
    rows = PartyStanding.objects.filter(in_force(today))
    scope = actor.scope("people.standing")
    if scope.everywhere:
        return rows
    there = Affiliation.objects.filter(
        in_force(today), within(scope, column="unit__path"), person=OuterRef("person")
    )
    oneself = Q(person=actor.person.id) if actor.person else Q(pk__in=[])
    return rows.filter(Exists(there) | oneself)
