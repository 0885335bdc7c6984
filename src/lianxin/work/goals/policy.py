"""Who gives goals, who works on them, and who verifies that they are done."""

from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import Measure
from lianxin.work.goals.models import Goal


def may_give(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may give `unit` a goal: only to units below the actor's own."""
    if actor.person is None or actor.unit is None:
        return Denied(_("Only a person who acts for a unit can give goals."))
    path = unit.path or ""
    if not actor.may("goals.give", path):
        return Denied(
            _("Goals are given by the secretary or the office clerk of a unit above.")
        )
    if unit.kind not in kinds_that_report():
        return Denied(
            _("Nobody can report for %(unit)s; give the goal to the unit above it.")
            % {"unit": unit.name}
        )
    if not _is_above(actor.path, path):
        return Denied(_("A goal is given to a unit below your own, not to itself."))
    return Allowed()


def kinds_that_report() -> frozenset[str]:
    """The kinds of unit that have a post whose holder may report on goals."""
    return frozenset(
        unit
        for kind in rulebook.post_kinds().values()
        if "goals.report" in dict(kind.powers)
        for unit in kind.units
    )


def may_change(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may reword or withdraw this goal: the giver's side only."""
    if actor.person is None:
        return Denied(_("Only a person can change a goal."))
    if actor.may("goals.give", goal.unit.path or "") and on_givers_side(
        goal, actor=actor
    ):
        return Allowed()
    return Denied(
        _("Only %(giver)s, which gave this goal, may change or withdraw it.")
        % {"giver": goal.giver.name}
    )


def may_issue(giver: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may give goals in the name of `giver`, as a plan's issue does."""
    if actor.person is not None and actor.may("goals.give", giver.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or the office clerk of %(unit)s gives its goals.")
        % {"unit": giver.name}
    )


def may_pass_on(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may give this goal on to units below: for its own unit only."""
    is_own = actor.unit is not None and actor.unit.id == goal.unit_id
    if actor.person is not None and is_own and actor.holds("goals.give"):
        return Allowed()
    return Denied(
        _("Only whoever gives goals for %(unit)s may pass this on.")
        % {"unit": goal.unit.name}
    )


def may_draft(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may draft goals of the unit's own."""
    if actor.person is not None and actor.may("goals.report", unit.path or ""):
        return Allowed()
    return Denied(
        _("Only whoever leads %(unit)s may draft goals of its own.")
        % {"unit": unit.name}
    )


def may_verify(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may verify reports of this goal: never the unit itself."""
    if actor.person is None:
        return Denied(_("Only a person can verify a report."))
    if actor.may("goals.verify", goal.unit.path or "") and on_givers_side(
        goal, actor=actor
    ):
        return Allowed()
    return Denied(
        _("Reports on this goal are verified by %(giver)s, which gave it.")
        % {"giver": goal.giver.name}
    )


def may_report(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may report this goal done or ask for a later deadline."""
    if actor.person is None:
        return Denied(_("Only a person can report for a unit."))
    if actor.may("goals.report", goal.unit.path or ""):
        return Allowed()
    return Denied(
        _("Only whoever leads %(unit)s may report on its goals.")
        % {"unit": goal.unit.name}
    )


def may_enter_figure(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may enter a number that this goal has reached."""
    if goal.measure != Measure.NUMBER:
        return Denied(_("This goal is not measured by a number."))
    return may_report(goal, actor=actor)


def may_link(goal: Goal, *, actor: Actor) -> Answer:
    """Whether `actor` may say which records serve this goal."""
    return may_link_records_of(goal.unit, actor=actor)


def may_link_records_of(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may say which goals the records of `unit` serve."""
    path = unit.path or ""
    if actor.person is not None and (
        actor.may("goals.report", path) or actor.may("records.record", path)
    ):
        return Allowed()
    return Denied(
        _("Evidence is linked by those who lead %(unit)s or keep its records.")
        % {"unit": unit.name}
    )


def may_give_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` may give goals to any unit at all."""
    if actor.person is not None and actor.path and actor.holds("goals.give"):
        return Allowed()
    return Denied(
        _("Goals are given by the secretary or the office clerk of a unit above.")
    )


def on_givers_side(goal: Goal, *, actor: Actor) -> bool:
    """Whether `actor` acts for the unit that gave the goal, or for one above that.

    Where the giver stands above the unit no more, any unit above the unit will do.
    """
    giver, unit = goal.giver.path or "", goal.unit.path or ""
    if _is_above(giver, unit):
        return bool(actor.path) and giver.startswith(actor.path)
    return _is_above(actor.path, unit)


def _is_above(upper: str, lower: str) -> bool:
    return bool(upper) and lower != upper and lower.startswith(upper)
