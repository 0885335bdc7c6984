"""What was found, and what became of it: that is told by the goals, never typed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.addresses import address_of
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal

FINDING = "inspections.finding"


def finding_ref(finding: Finding) -> Ref:
    """The reference of a finding, which is the source of its goals."""
    return Ref(FINDING, finding.pk)


def findings_visible_to(actor: Actor) -> QuerySet[Finding]:
    """What was found in units in reach, or by them; the newest first.

    Without what turned out to be a mistake.
    """
    scope = actor.scope("goals.see")
    shown = units.shown(scope, column="unit__path")
    seen = units.within(scope, column="unit__path")
    seen |= units.within(scope, column="inspection__unit__path") & shown
    return (
        Finding.objects.filter(seen, withdrawn_at__isnull=True)
        .select_related("inspection__unit", "unit", "record", "found_by")
        .order_by("-found_on", "-pk")
    )


def finding_visible_to(actor: Actor, pk: int) -> Finding:
    """One finding; NotVisible where `actor` may not see it."""
    found = findings_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def findings_of(
    inspection: Inspection, *, actor: Actor, unit: Unit | None = None
) -> QuerySet[Finding]:
    """What an inspection found, the earliest first; only in one unit where it is given."""
    rows = findings_visible_to(actor).filter(inspection=inspection).order_by("pk")
    return rows if unit is None else rows.filter(unit=unit)


def among(
    rows: QuerySet[Finding],
    *,
    words: str = "",
    inspection: int | None = None,
    unit: Unit | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Finding]:
    """The findings that fit."""
    if inspection is not None:
        rows = rows.filter(inspection=inspection)
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if since:
        rows = rows.filter(found_on__gte=since)
    if until:
        rows = rows.filter(found_on__lte=until)
    for word in words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(unit__name__icontains=word))
    return rows


def attach(rows: Sequence[Finding], *, actor: Actor, today: date) -> None:
    """Put on each finding ``goals``, those that came of it, their ``evidence``, ``shown_by``.

    The last is what it rests on, as a title and an address, where `actor` may see it.
    """
    refs = [finding_ref(row) for row in rows]
    made: dict[int | None, list[Goal]] = {}
    found = list(goals.with_standing(goals.goals_from(refs, actor=actor), today=today))
    for goal in found:
        made.setdefault(goal.source_id, []).append(goal)
    shown = goals.records_shown(found, actor=actor)
    wanted = {row.record_id for row in rows if row.record_id}
    seen = set(
        records.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    for row in rows:
        row.shown_by = _shown_by(row, seen)  # type: ignore[attr-defined]  # annotated by the query
        row.goals = made.get(row.pk, [])  # type: ignore[attr-defined]  # annotated by the query
        row.evidence = [  # type: ignore[attr-defined]  # as above
            line for goal in made.get(row.pk, ()) for line in shown.get(goal.pk, ())
        ]


def _shown_by(finding: Finding, seen: Collection[int]) -> tuple[str, str]:
    record = finding.record
    if record is not None and record.pk in seen:
        words = f"{record.took_place_on.isoformat()} {record.topic}"
        return words, address_of("records:record", record.pk)
    if finding.duty and finding.first_day is not None:
        day = finding.first_day.isoformat()
        return finding.about, reverse(
            "duties:period", args=[finding.unit_id, finding.duty, day]
        )
    return "", ""


def responsible_posts(
    rows: Sequence[Finding], *, actor: Actor, today: date
) -> Mapping[int, Sequence[Post]]:
    """The posts that report for each unit, with their holders today, in few queries."""
    kinds = [
        code
        for code, kind in rulebook.post_kinds().items()
        if "goals.report" in dict(kind.powers)
    ]
    found = list(
        posts.visible_to(actor, today=today).filter(
            unit__in={row.unit_id for row in rows}, kind__in=kinds
        )
    )
    posts.attach(found, today=today, actor=actor)
    held: dict[int, list[Post]] = {}
    for post in sorted(found, key=lambda p: (kinds.index(p.kind), p.number)):
        held.setdefault(post.unit_id, []).append(post)
    return held


def all_open_goals_of(finding: Finding) -> QuerySet[Goal]:
    """The goals that came of a finding and are open, for the rules of the operations."""
    return goals.all_open_of_source(finding_ref(finding))
