"""Who inspects units below, and who writes what was found."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.work.goals import policy as goals


def may_inspect_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` may inspect any unit at all."""
    if actor.holds("records.see") and goals.may_give_somewhere(actor=actor):
        return Allowed()
    return Denied(
        _("Units are inspected by the secretary or the office clerk of a unit above.")
    )


def may_inspect(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may inspect this unit: where it may give it goals."""
    answer = goals.may_give(unit, actor=actor)
    if not answer:
        return answer
    if actor.may("records.see", unit.path or "-"):
        return Allowed()
    return Denied(_("Your post does not let you see the records of this unit."))


def may_follow_up_in(inspection: Inspection, *, actor: Actor) -> Answer:
    """Whether `actor` writes what the inspection finds, and asks that it be put right."""
    is_own = actor.unit is not None and actor.unit.id == inspection.unit_id
    if not is_own:
        return Denied(
            _("Only %(unit)s, which inspects, writes what was found.")
            % {"unit": inspection.unit.name}
        )
    return may_inspect_somewhere(actor=actor)


def may_find(inspection: Inspection, unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may write what the inspection found in a unit."""
    answer = may_follow_up_in(inspection, actor=actor)
    if not answer:
        return answer
    return may_inspect(unit, actor=actor)


def may_follow_up(finding: Finding, *, actor: Actor) -> Answer:
    """Whether `actor` may withdraw a finding, or ask that it be put right."""
    if finding.withdrawn_at is not None:
        return Denied(_("This finding was withdrawn already."))
    return may_find(finding.inspection, finding.unit, actor=actor)
