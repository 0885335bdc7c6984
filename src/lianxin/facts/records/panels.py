"""How records appear on other pages, and what their own page shows of the past."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.wording import Pill, bracketed, labelled
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import LeaveReason, Presence
from lianxin.facts.records.models import Amendment, Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.quorums import Quorum
from lianxin.kernel.rules.record_kinds import RecordKind
from lianxin.kernel.rules.verdict import Tone
from lianxin.org.people.models import Person

if TYPE_CHECKING:
    from lianxin.base.ui.requests import Request
    from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True)
class Correction:
    """An amendment, the reason as far as it is told, the former values in words."""

    amendment: Amendment
    reason: str
    former: Sequence[tuple[str, str]]


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Kind, topic and address of each of these records that `actor` may see."""
    rows = queries.withdrawn_or_not_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(f"{queries.title_of(kind)} · {topic}", address(pk))
        for pk, kind, topic in rows.values_list("pk", "kind", "topic")
    }


def resolution_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Unit, day and topic of the meeting that resolved each, and its place there."""
    rows = queries.resolutions_visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            f"{row.record.unit.short_name} {row.record.took_place_on.isoformat()} "
            f"{row.record.topic}",
            f"{address(row.record_id)}#resolution-{row.pk}",
        )
        for row in rows
    }


def address(pk: int) -> str:
    """The address of a record's page."""
    return address_of("records:record", pk)


def corrections(record: Record, *, actor: Actor) -> Sequence[Correction]:
    """What was corrected, newest first; reasons for leave only for those entitled.

    Why a talk was corrected is told to those who took part and whoever corrected it.
    """
    amendments = list(queries.amendments_of(record))
    if not amendments:
        return ()
    leaves = queries.former_leaves_visible_to(actor).filter(amendment__in=amendments)
    reasons = {
        (leave.amendment_id, leave.person_id): LeaveReason(leave.reason).label
        for leave in leaves
    }
    people = _people_in(amendments)
    me = actor.person.id if actor.person else None
    is_told = not queries.is_talk(record.kind) or queries.took_part(record, actor=actor)
    return [
        Correction(
            amendment,
            amendment.reason if is_told or amendment.amended_by_id == me else "",
            [
                (title, _shown(name, value, amendment.pk, people, reasons))
                for name, title in _titles().items()
                if name in amendment.former
                for value in [amendment.former[name]]
            ],
        )
        for amendment in amendments
    ]


@dataclass(frozen=True, slots=True)
class QuorumShown:
    """Whether a meeting could decide: numbers, a pill for it, the article, the rule."""

    quorum: Quorum
    pill: Pill
    source: str
    url: str


def quorum_of(record: Record) -> QuorumShown | None:
    """Whether enough of those entitled were there, where the kind asks for it."""
    return _quorum_shown(record.kind, queries.quorum_of(record))


def quorum_to_begin_with(
    kind: str, entitled: Collection[int], *, today: date
) -> QuorumShown | None:
    """The quorum of a meeting at which everybody is, before anybody is marked absent."""
    everybody = frozenset(entitled)
    return _quorum_shown(
        kind, queries.quorum_for(kind, entitled=everybody, there=everybody, on=today)
    )


def _quorum_shown(kind: str, found: Quorum | None) -> QuorumShown | None:
    if found is None:
        return None
    enough = Pill(_("Enough for a decision"), Tone.DONE)
    few = Pill(_("Too few for a decision"), Tone.LATE)
    source = found.source.cite(get_language() or "")
    url = reverse("rules:rule", args=[rulebook.record_kinds()[kind].quorum])
    return QuorumShown(found, enough if found.is_met else few, source, url)


@dataclass(frozen=True, slots=True)
class DealtWith:
    """What a rule names, in words; the article, the rule."""

    things: Sequence[str]
    source: str
    url: str


def dealt_with(kind: RecordKind, *, today: date) -> DealtWith | None:
    """What a meeting of this kind deals with; None where no rule in force says so."""
    return _named_by(kind.deals_with, today=today) if kind.deals_with else None


def to_be_studied(*, today: date) -> DealtWith | None:
    """The matters that a committee studies first; None where no rule in force says so."""
    return _named_by("matters_for_prior_study", today=today)


def _named_by(code: str, *, today: date) -> DealtWith | None:
    edition = rulebook.value(code, on=today)
    if edition is None:
        return None
    language, words = get_language() or "", rulebook.words_of_rules()
    return DealtWith(
        [words[thing].into(language) for thing in edition.codes],
        edition.source.cite(language),
        reverse("rules:rule", args=[code]),
    )


def matters_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: its list of prior study, where it keeps one."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not queries.keeps_a_list(unit) or not actor.may("records.see", unit.path or "-"):
        return None
    may_list = policy.may_record(unit, actor=actor)
    edition = queries.edition_of(unit, on=clock.today())
    if edition is None and not may_list:
        return None
    return Panel("records/of_unit.html", {"edition": edition})


def _titles() -> Mapping[str, str]:
    return {
        "kind": _("Kind"),
        "took_place_on": _("Day"),
        "began_at": _("Time"),
        "place": _("Place"),
        "topic": _("Topic"),
        "host": _("Chaired by"),
        "recorder": _("Recorded by"),
        "attendance": _("Attendance"),
        "minutes": _("Minutes"),
        "hours": _("Class hours"),
        "details": _("Entries of its kind"),
        "parts": _("Held in it as well"),
        "topics": _("Agenda"),
        "resolutions": _("Resolutions"),
        "note": _("Note on a topic"),
    }


def _people_in(amendments: Iterable[Amendment]) -> Mapping[int, str]:
    numbers: set[int] = set()
    for amendment in amendments:
        numbers.update(map(int, amendment.former.get("attendance", {})))
        named = (amendment.former.get(name) for name in ("host", "recorder"))
        numbers.update(number for number in named if number)
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
            words = bracketed(words, reason) if reason else words
            said.append(labelled(people.get(int(person), ""), words))
        return _("; ").join(said)
    if name == "kind":
        return queries.title_of(value)
    if name == "parts":
        return _(", ").join(queries.title_of(kind) for kind in value) or "—"
    if isinstance(value, list | dict):
        return _in_a_row(value)
    if name in ("host", "recorder"):
        return people.get(value, "—") if value else "—"
    return str(value or "—")[:5] if name == "began_at" else str(value or "—")


def _in_a_row(value: list[Any] | dict[str, Any]) -> str:
    """A list, or entries by name, in one line."""
    rows = value.values() if isinstance(value, dict) else [value]
    words = (_("; ").join(row) if isinstance(row, list) else str(row) for row in rows)
    return _("; ").join(word for word in words if word) or "—"
