"""Goals beside what they come from: a meeting's resolution, a motion that was passed."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.http import HttpRequest

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Poll
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.models import Goal


def goals_of_resolutions(request: HttpRequest, subject: object) -> Panel | None:
    """What became of each resolution of a record, and how to make it a goal."""
    record, actor = cast("Record", subject), cast("Request", request).actor
    resolutions = records.resolutions_of(record)
    if not resolutions or record.withdrawn_at is not None:
        return None
    refs = [records.resolution_ref(row) for row in resolutions]
    made = _made_of(refs, actor=actor)
    way = _way_to_make(record.unit, actor=actor)
    if not made and not way:
        return None
    rows = [(row, made.get(row.pk, ())) for row in resolutions]
    return Panel("goals/of_resolutions.html", {"rows": rows, "way": way})


def goals_of_motions(request: HttpRequest, subject: object) -> Panel | None:
    """What became of each motion that a vote passed, and how to make it a goal."""
    poll, actor = cast("Poll", subject), cast("Request", request).actor
    motions = polls.motions_passed(poll)
    if not motions:
        return None
    made = _made_of([polls.motion_ref(item) for item in motions], actor=actor)
    way = _way_to_make(poll.unit, actor=actor)
    if not made and not way:
        return None
    rows = [(item, made.get(item.pk, ())) for item in motions]
    return Panel("goals/of_motions.html", {"rows": rows, "way": way})


def vote_of_goal(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a goal that a vote resolved: the motion, its votes, and why."""
    goal = cast("Goal", subject)
    if goal.source_kind != polls.MOTION or goal.source_id is None:
        return None
    actor = cast("Request", request).actor
    motion = polls.motions_visible_to(actor).filter(pk=goal.source_id).first()
    if motion is None:
        return None
    view = polls.result_view(motion.poll, actor=actor)
    [line] = [line for line in view.lines if line.item.pk == motion.pk]
    return Panel(
        "goals/of_vote.html",
        {
            "motion": motion,
            "figures": list(zip(view.columns, line.numbers, strict=True)),
            "reasons": view.reasons,
        },
    )


def _made_of(sources: Sequence[Ref], *, actor: Actor) -> Mapping[int, Sequence[Goal]]:
    made: dict[int, list[Goal]] = {}
    for goal in queries.goals_from(sources, actor=actor):
        made.setdefault(goal.source_id or 0, []).append(goal)
    return made


def _way_to_make(unit: Unit, *, actor: Actor) -> str:
    """Where `actor` makes a goal of what the unit resolved; empty for nowhere."""
    is_own = actor.unit is not None and actor.unit.id == unit.pk
    if is_own and actor.holds("goals.give"):
        return address_of("goals:give")
    if is_own and policy.may_draft(unit, actor=actor):
        return address_of("goals:draft")
    return ""
