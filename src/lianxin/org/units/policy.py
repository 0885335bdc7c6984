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
    if actor.may("units.edit", path_in_charge(unit)):
        return Allowed()
    return Denied(
        _("Only the office clerk of this unit or of one above may change it.")
    )


def path_in_charge(unit: Unit) -> str:
    """The path over which one needs a right: of a unit to come that of the one above."""
    above = unit.parent.path if unit.parent else None
    return unit.path or above or ""
