"""Who may see a plan, who makes it, who answers for a unit that is asked."""

from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.work.guidance.models import ConsultedUnit, Plan


def may_begin(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may take in documents and begin plans for `unit`."""
    if actor.person is not None and actor.may("plans.edit", unit.path or "-"):
        return Allowed()
    return Denied(_("Plans are made by the office clerk of the unit."))


def may_keep_wordings(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may say which wordings `unit` uses no more."""
    if may_begin(unit, actor=actor):
        return Allowed()
    return Denied(
        _("The table of former wordings is kept by the office clerk of the unit.")
    )


def may_see(plan: Plan, *, actor: Actor) -> Answer:
    """Whether `actor` may see the whole plan because of its post."""
    if actor.may("plans.see", plan.unit.path or "-"):
        return Allowed()
    return Denied(_("This plan is for the committee and its office."))


def may_edit(plan: Plan, *, actor: Actor) -> Answer:
    """Whether `actor` may change this plan, send it round, and issue it."""
    return may_begin(plan.unit, actor=actor)


def may_reply(consulted: ConsultedUnit, *, actor: Actor) -> Answer:
    """Whether `actor` may comment on a draft in the name of the unit that is asked."""
    if actor.person is not None and actor.may(
        "plans.reply", consulted.unit.path or "-"
    ):
        return Allowed()
    return Denied(
        _("Only whoever leads %(unit)s, or its clerk, answers for it.")
        % {"unit": consulted.unit.name}
    )


def kinds_that_reply() -> frozenset[str]:
    """The kinds of unit that have a post whose holder may answer for the unit."""
    return frozenset(
        unit
        for kind in rulebook.post_kinds().values()
        if "plans.reply" in dict(kind.powers)
        for unit in kind.units
    )
