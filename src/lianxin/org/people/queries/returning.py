"""Those who have left: who may come back, and whose membership is still here."""

from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, Q

from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor
from lianxin.org.people import policy
from lianxin.org.people.enums import MEMBERS, Belonging, Circumstance
from lianxin.org.people.models import Affiliation, PartyStanding, Person


def of_a_branch_still() -> Q:
    """The filter of people for members who belong to a Party unit, left or not.

    Pensioners do: what members do there, they do as well.
    """
    there = Affiliation.objects.filter(
        person=OuterRef("pk"), belonging=Belonging.PARTY, valid_to=None
    )
    member = PartyStanding.objects.filter(
        person=OuterRef("pk"), standing__in=MEMBERS, valid_to=None
    )
    return Q(Exists(there)) & Q(Exists(member))


def is_of_a_branch_still(person: Person) -> bool:
    """Whether somebody, left or not, is a member who belongs to a Party unit."""
    return Person.objects.filter(of_a_branch_still(), pk=person.pk).exists()


def may_come_back(person: Person, paths: Sequence[str], *, actor: Actor) -> bool:
    """Whether there is a unit of which `actor` may say that who left works there again."""
    if person.left_on is None or not policy.may_add_somebody(actor=actor):
        return False
    if paths and not policy.may_edit(paths, actor=actor):
        return False
    died = person.situations.filter(circumstance=Circumstance.DECEASED)
    return not died.exists()


def places_of_member(person: Person, places: Iterable[Affiliation]) -> Sequence[int]:
    """Of these places the branch of a member, to which one belongs until transferred."""
    standings = person.standings.filter(valid_to=None, standing__in=MEMBERS)
    if not standings.exists():
        return ()
    return [row.pk for row in places if row.belonging == Belonging.PARTY]


def is_still_member(person: Person, places: Iterable[Affiliation]) -> bool:
    """Whether, by the places one sees, somebody who left still belongs to a branch."""
    return person.left_on is not None and any(
        row.belonging == Belonging.PARTY and row.valid_to is None for row in places
    )
