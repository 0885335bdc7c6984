"""Who is entitled to decide in a meeting, and whether enough of them were there."""

from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.enums import Presence
from lianxin.facts.records.models import Record
from lianxin.facts.records.queries.expecting import expected_people
from lianxin.kernel.rules.quorums import Quorum, quorum
from lianxin.kernel.rules.record_kinds import Expected
from lianxin.kernel.rules.shapes import Share
from lianxin.org.people.queries import holding, in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit

RIGHT_TO_VOTE = "right_to_vote"


def entitled_people(kind: str, unit: Unit, *, on: date) -> frozenset[int]:
    """The numbers of those who may vote there: members with the right, or the seats."""
    found = rulebook.record_kinds()[kind]
    people = expected_people(kind, unit, today=on).order_by()
    if found.expected.get(unit.kind) is Expected.POSTS:
        seats = [k.code for k in rulebook.post_kinds().values() if k.seat]
        rows = Appointment.objects.filter(
            in_force(on), post__unit=unit, post__kind__in=seats
        )
        return frozenset(rows.values_list("person", flat=True))
    standings = holding(RIGHT_TO_VOTE, on=on).filter(person__in=people.values("pk"))
    return frozenset(standings.values_list("person", flat=True))


def quorum_for(
    kind: str, *, entitled: frozenset[int], there: frozenset[int], on: date
) -> Quorum | None:
    """How a meeting of this kind stands; None where it asks for no quorum on that day."""
    code = rulebook.record_kinds()[kind].quorum
    edition = rulebook.value(code, on=on) if code else None
    if edition is None or not isinstance(edition.value, Share):
        return None
    return quorum(
        edition.value,
        edition.source,
        entitled=len(entitled),
        present=len(entitled & there),
    )


def quorum_of(record: Record) -> Quorum | None:
    """Whether enough of those entitled on its day were at a meeting.

    None where it asks for no quorum, where no rule says who could vote on that day,
    and for a general branch that has ended: its branches stand elsewhere now.
    """
    kind, on = rulebook.record_kinds()[record.kind], record.took_place_on
    if not kind.quorum:
        return None
    are_members = kind.expected.get(record.unit.kind) is not Expected.POSTS
    is_over = record.unit.kind == "general_branch" and record.unit.path is None
    if are_members and (is_over or rulebook.value(RIGHT_TO_VOTE, on=on) is None):
        return None
    there = record.participations.filter(presence=Presence.PRESENT)
    return quorum_for(
        record.kind,
        entitled=entitled_people(record.kind, record.unit, on=on),
        there=frozenset(there.values_list("person", flat=True)),
        on=on,
    )
