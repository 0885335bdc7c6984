"""Who may change the tree of units."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import SEES_RESTRICTED, Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit


def may_restrict(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may say that this unit is abroad or classified, or is no more.

    Only where the actor will still see it.
    """
    answer = may_edit(unit, actor=actor)
    if not answer or actor.may(SEES_RESTRICTED, unit.path or ""):
        return answer
    return Denied(
        _("Only a post that sees restricted units here may say that one is restricted.")
    )


def may_split(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may found another unit beside this one, out of it."""
    answer = may_edit(unit, actor=actor)
    if not answer:
        return answer
    if unit.parent is None:
        return Denied(_("Nothing stands beside the root unit; found one below it."))
    return may_edit(unit.parent, actor=actor)


def may_edit(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may change this unit or found others below it.

    A unit that does not exist yet, or no more, is the affair of the unit above it.
    """
    above = unit.parent.path if unit.parent else None
    if actor.may("units.edit", unit.path or above or ""):
        return Allowed()
    return Denied(
        _("Only the office clerk of this unit or of one above may change it.")
    )
