"""What the page of a goal shows besides its status: wording, milestones, targets."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules import due_on
from lianxin.kernel.zh.likeness import shared_words
from lianxin.org.units.models import Unit
from lianxin.work.goals.models import Goal, Milestone, Refinement
from lianxin.work.goals.queries.acting import candidates_for
from lianxin.work.goals.queries.facts import facts_in
from lianxin.work.goals.queries.seeing import visible_to
from lianxin.work.targets import queries as targets
from lianxin.work.targets.models import Target

MOST_CANDIDATES = 50
MOST_PROPOSED = 3
ENOUGH_ALIKE = 2


def own_unit_of(actor: Actor) -> Unit:
    """The unit for which `actor` acts; NotVisible where there is none."""
    found = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if found is None:
        raise NotVisible
    return found


def own_words_of(goal: Goal) -> Refinement | None:
    """The unit's own wording that counts: the latest one."""
    return max(goal.refinements.all(), key=lambda own: own.pk, default=None)


def deadline_of(goal: Goal, *, as_of: date) -> date | None:
    """The deadline in force of a whole goal, whatever is due before it."""
    return due_on(facts_in(goal), as_of=as_of)


def milestone_on(goal: Goal, pk: int) -> Milestone:
    """One milestone of a goal that the caller may see."""
    found = goal.milestones.filter(pk=pk).select_related("goal").first()
    if found is None:
        raise NotVisible
    return found


def targets_of(goal: Goal, *, actor: Actor) -> Sequence[Target]:
    """The business targets that a goal serves, as they were linked.

    A goal is seen by more people than its unit's targets are.
    """
    rows = targets.visible_to(actor).filter(pk__in=goal.targets.values("pk"))
    return list(rows.select_related("unit").order_by("pk"))


def targets_to_link(goal: Goal, *, actor: Actor) -> QuerySet[Target]:
    """The business targets that `actor` sees and that the goal does not serve yet."""
    return targets.visible_to(actor).exclude(pk__in=goal.targets.values("pk"))


def goals_serving(target: Target, *, actor: Actor) -> QuerySet[Goal]:
    """The goals that serve a business target and that `actor` may see."""
    return visible_to(actor).filter(targets=target)


def goals_to_serve(target: Target, *, actor: Actor) -> QuerySet[Goal]:
    """The open goals of the actor's own unit that are not linked to a target yet."""
    unit = actor.unit.id if actor.unit else 0
    rows = visible_to(actor).filter(unit=unit, ledger__is_ended=False)
    return rows.exclude(targets=target).order_by("ledger__due", "pk")


def proposed_evidence(
    goal: Goal, *, actor: Actor, today: date
) -> Sequence[tuple[Record, str]]:
    """Records that may serve the goal, each with the words that both have.

    Of the unit, within the goal's time and not linked yet; the likest first. Nothing
    is linked by this: a person says that a record serves, and how.
    """
    wanted = f"{goal.text}{goal.standard}"
    found = []
    for record in candidates_for(goal, actor=actor, today=today)[:MOST_CANDIDATES]:
        words = shared_words(wanted, f"{record.topic}{record.minutes}")
        if len("".join(words)) >= ENOUGH_ALIKE:
            found.append((record, words))
    found.sort(key=lambda pair: (-len("".join(pair[1])), -pair[0].pk))
    return [(record, "、".join(words)) for record, words in found[:MOST_PROPOSED]]
