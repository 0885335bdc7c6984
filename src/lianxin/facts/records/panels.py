"""How records appear on other pages, and what their own page shows of the past."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.refs import Link
from lianxin.facts.records import queries
from lianxin.facts.records.enums import LeaveReason, Presence
from lianxin.facts.records.models import Amendment, Record
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person


@dataclass(frozen=True, slots=True)
class Correction:
    """An amendment with the former values in words."""

    amendment: Amendment
    former: Sequence[tuple[str, str]]


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Kind, topic and address of each of these records that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(f"{queries.title_of(kind)} · {topic}", address(pk))
        for pk, kind, topic in rows.values_list("pk", "kind", "topic")
    }


def address(pk: int) -> str:
    """The address of a record's page."""
    return address_of("records:record", pk)


def corrections(record: Record, *, actor: Actor) -> Sequence[Correction]:
    """What was corrected, newest first; reasons for leave only for those entitled."""
    amendments = list(queries.amendments_of(record))
    if not amendments:
        return ()
    leaves = queries.former_leaves_visible_to(actor).filter(amendment__in=amendments)
    reasons = {
        (leave.amendment_id, leave.person_id): LeaveReason(leave.reason).label
        for leave in leaves
    }
    people = _people_in(amendments)
    return [
        Correction(
            amendment,
            [
                (title, _shown(name, value, amendment.pk, people, reasons))
                for name, title in _titles().items()
                if name in amendment.former
                for value in [amendment.former[name]]
            ],
        )
        for amendment in amendments
    ]


def _titles() -> Mapping[str, str]:
    return {
        "kind": _("Kind"),
        "took_place_on": _("Day"),
        "began_at": _("Time"),
        "place": _("Place"),
        "topic": _("Topic"),
        "host": _("Chaired by"),
        "attendance": _("Attendance"),
        "minutes": _("Minutes"),
    }


def _people_in(amendments: Iterable[Amendment]) -> Mapping[int, str]:
    numbers: set[int] = set()
    for amendment in amendments:
        numbers.update(map(int, amendment.former.get("attendance", {})))
        if amendment.former.get("host"):
            numbers.add(amendment.former["host"])
    if not numbers:
        return {}
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name"))


def _shown(
    name: str,
    value: Any,  # noqa: ANN401 -- whatever JSON holds
    amendment: int,
    people: Mapping[int, str],
    reasons: Mapping[tuple[int, int], Any],
) -> str:
    if name == "attendance":
        said = []
        for person, presence in value.items():
            words = str(Presence(presence).label)
            reason = reasons.get((amendment, int(person)))
            words += f" ({reason})" if reason else ""
            said.append(f"{people.get(int(person), '')}: {words}")
        return "; ".join(said)
    if name == "kind":
        return queries.title_of(value)
    if name == "host":
        return people.get(value, "—") if value else "—"
    return str(value or "—")[:5] if name == "began_at" else str(value or "—")
