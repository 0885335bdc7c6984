"""What a unit may record, who is expected there, and how it was last time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.record_kinds import Expected, RecordKind
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.queries import name_of_post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

MOST_UNITS_OFFERED = 40


def kinds_of(unit: Unit) -> Sequence[RecordKind]:
    """The kinds of record that this kind of unit holds."""
    return [k for k in rulebook.record_kinds().values() if unit.kind in k.expected]


def title_of(kind: str) -> str:
    """What a kind of record is called in the language in use."""
    return rulebook.record_kinds()[kind].title.into(get_language() or "")


def kind_called(code: str) -> RecordKind:
    """The kind of this code."""
    return rulebook.record_kinds()[code]


def leader_of(kind: str) -> str:
    """What whoever leads such a meeting is called; empty where that is the chair."""
    leader = rulebook.record_kinds()[kind].leader
    return leader.into(get_language() or "") if leader else ""


def last_of_kind(unit: Unit, kind: str) -> Record | None:
    """The unit's last record of this kind, from which a new one is prefilled."""
    return (
        Record.objects.filter(unit=unit, kind=kind, withdrawn_at__isnull=True)
        .select_related("host")
        .order_by("-took_place_on", "-pk")
        .first()
    )


def numbers_of_day(unit: Unit, kind: str, day: date) -> Sequence[int]:
    """The records of this kind that the unit has of this day, the first one first.

    Unscoped: an operation asks, before a meeting is recorded once more.
    """
    return list(
        Record.objects.filter(
            unit=unit, kind=kind, took_place_on=day, withdrawn_at__isnull=True
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def names_of(numbers: Iterable[int]) -> dict[int, str]:
    """The names of these people, in the order of forms."""
    rows = Person.objects.filter(pk__in=set(numbers)).order_by("pk")
    return dict(rows.values_list("pk", "name"))


def expected_people(kind: str, unit: Unit, *, today: date) -> QuerySet[Person]:
    """Who is expected at a meeting of this kind, as the rulebook says, by name's row."""
    found = rulebook.record_kinds()[kind].expected.get(unit.kind)
    if found is Expected.POSTS:
        return _holders_of_posts(unit, today=today)
    if found is Expected.STAFF:
        return _belonging(Q(unit=unit), Belonging.STAFF, today=today)
    if found is None:
        return Person.objects.none()
    return _members(unit, today=today)


def _members(unit: Unit, *, today: date) -> QuerySet[Person]:
    """The members of a branch, or of all branches of a general branch.

    A group without members of its own is filled from its branch.
    """
    if unit.kind == "general_branch":
        place = units.below(unit.path or "-", column="unit__path")
        return _belonging(place, Belonging.PARTY, today=today)
    own = _belonging(Q(unit=unit), Belonging.PARTY, today=today)
    if unit.kind == "group" and not own.exists():
        return _belonging(Q(unit=unit.parent_id), Belonging.PARTY, today=today)
    return own


def _belonging(place: Q, belonging: Belonging, *, today: date) -> QuerySet[Person]:
    there = Affiliation.objects.filter(in_force(today), place, belonging=belonging)
    # By their numbers: with EXISTS, SQLite would look at every person there is.
    return Person.objects.filter(pk__in=there.values("person")).order_by("pk")


def _holders_of_posts(unit: Unit, *, today: date) -> QuerySet[Person]:
    held = Appointment.objects.filter(in_force(today), post__unit=unit)
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def leaders_from_above(
    kind: RecordKind, unit: Unit, *, today: date
) -> Mapping[Person, str]:
    """Those of the units above who may have led such a meeting, each with a post.

    Who holds a post is no secret, so whoever keeps the records of a unit may name them.
    Empty for a kind that is led by nobody but its chair.
    """
    if kind.leader is None:
        return {}
    held = (
        Appointment.objects.filter(
            in_force(today), post__unit__in=units.way_to(unit).values("pk")
        )
        .select_related("person", "post__unit")
        .order_by("post__unit__path", "pk")
    )
    found: dict[Person, str] = {}
    for row in held:
        found.setdefault(row.person, name_of_post(row.post))
    return found


def people_to_ask_about(
    kind: str, unit: Unit, *, today: date, record: Record | None = None
) -> Sequence[Person]:
    """Those expected today, and those whom `record` names already."""
    asked = Q(pk__in=expected_people(kind, unit, today=today).values("pk"))
    if record is not None:
        asked |= Q(pk__in=record.participations.values("person"))
        asked |= Q(pk__in=[record.host_id, record.recorder_id])
    return list(Person.objects.filter(asked).order_by("pk"))


def what_to_record(actor: Actor) -> Sequence[tuple[Unit, Sequence[RecordKind]]]:
    """For each unit for which `actor` may record, its kinds; one's own unit first."""
    found = [
        (unit, kinds_of(unit))
        for unit in units_to_record_for(actor)[:MOST_UNITS_OFFERED]
    ]
    own = actor.unit.id if actor.unit else 0
    found.sort(key=lambda choice: choice[0].pk != own)
    return [(unit, kinds) for unit, kinds in found if kinds]


def units_to_record_for(actor: Actor) -> QuerySet[Unit]:
    """The units for which `actor` may record, in tree order."""
    return units.all_units().filter(units.within(actor.scope("records.record")))
