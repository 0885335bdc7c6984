"""Who may see and change plans."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.work.guidance.models import Plan


def may_begin(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may take in documents and begin plans for `unit`."""
    if actor.person is not None and actor.may("plans.edit", unit.path or ""):
        return Allowed()
    return Denied(_("Plans are made by the office clerk of the unit."))


def may_edit(plan: Plan, *, actor: Actor) -> Answer:
    """Whether `actor` may change this plan."""
    return may_begin(plan.unit, actor=actor)
