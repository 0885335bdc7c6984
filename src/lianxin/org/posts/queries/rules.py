"""What the rulebook asks of units, beside what there is."""

from collections.abc import Sequence
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Check, Counted, checks
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Standing
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit

DEPUTY = "branch_deputy"


def rules_held_against(unit: Unit, *, actor: Actor, today: date) -> Sequence[Check]:
    """What the rulebook asks of a unit of this kind, beside what there is today.

    Members are counted as far as `actor` may see standings.
    """
    book = rulebook.rules()
    if not any(unit.kind in rule.units for rule in book.values()):
        return ()
    members = people.members_below(unit, actor=actor, today=today)
    held = Appointment.objects.filter(in_force(today), post__unit=unit)
    holders = list(held.values_list("post__kind", "person"))
    seats = _seats()
    counts = {
        Counted.MEMBERS: sum(members.values()),
        Counted.FULL_MEMBERS: members.get(Standing.FULL, 0),
        Counted.COMMITTEE: len({p for kind, p in holders if kind in seats}),
        Counted.DEPUTIES: len({p for kind, p in holders if kind == DEPUTY}),
    }
    posts = [kind for kind, _person in holders]
    return checks(unit.kind, counts=counts, posts=posts, on=today, book=book)


def _seats() -> set[str]:
    """The kinds of post whose holders sit on the committee of their unit."""
    return {kind.code for kind in rulebook.post_kinds().values() if kind.seat}
