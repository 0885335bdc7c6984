"""Who does the Party's office work, and how many a unit is to have."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, StaffStandard
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import below, within


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many people a unit and those below it have, and how many they are to have."""

    unit: Unit
    people: int
    standard: StaffStandard | None

    @property
    def missing(self) -> int:
        """How many are missing; none where there is no number."""
        return max(0, self.standard.least - self.people) if self.standard else 0


def party_staff(actor: Actor, *, today: date) -> QuerySet[Appointment]:
    """Who holds a post of the Party's office work today, in tree order.

    Who holds a post is no secret: seen wherever the unit is seen.
    """
    seen = within(actor.scope("units.see"), column="post__unit__path")
    rows = Appointment.objects.filter(
        in_force(today), seen, post__kind__in=_kinds(), post__unit__path__isnull=False
    )
    return rows.select_related("post__unit", "person").order_by(
        "post__unit__path", "post", "pk"
    )


def staffing_of(unit: Unit, *, actor: Actor, today: date) -> Staffing:
    """How many people do the Party's office work in a unit and below; two questions."""
    there = below(unit.path or "-", column="post__unit__path")
    held = party_staff(actor, today=today).filter(there)
    people = held.order_by().values("person").distinct().count()
    return Staffing(unit, people, standard_of(unit, today=today))


def standard_of(unit: Unit, *, today: date) -> StaffStandard | None:
    """The number in force for a unit today; None where it never set one."""
    rows = StaffStandard.objects.filter(unit=unit, valid_from__lte=today)
    return rows.order_by("-valid_from").first()


def _kinds() -> list[str]:
    return [kind.code for kind in rulebook.post_kinds().values() if kind.party_staff]
