"""Who asks the units below for more, who tells the window, who asks for a waiver."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.work.duties.models import AddedDuty


def may_add_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` acts for a unit that asks something of the units below it."""
    if actor.person is None or actor.unit is None:
        return Denied(_("Only a person who acts for a unit can ask the units below."))
    if actor.may("goals.give", actor.path or "-"):
        return Allowed()
    return Denied(
        _(
            "What the units below are asked for is set by the secretary or the office "
            "clerk of the unit above them."
        )
    )


def may_add(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may ask the units below `unit` for something in its name."""
    if actor.person is not None and actor.may("goals.give", unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or the office clerk of %(unit)s asks in its name.")
        % {"unit": unit.name}
    )


def may_end(added: AddedDuty, *, actor: Actor) -> Answer:
    """Whether `actor` may end what a unit had asked for: as who may add it."""
    return may_add(added.unit, actor=actor)


def may_ask_for_waiver(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may ask in the name of `unit` that a period be waived."""
    if actor.person is not None and actor.may("goals.report", unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or the deputy of %(unit)s can ask for this.")
        % {"unit": unit.name}
    )
