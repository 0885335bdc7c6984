"""Who may send what the personnel system tells, and who settles the differences."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.personnel.models import Difference
from lianxin.org.units.models import Unit

UPDATE, SETTLE = "personnel.update", "personnel.settle"


def may_update(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may send updates of `unit` and all below, and make tokens for it."""
    if actor.may(UPDATE, unit.path or "-"):
        return Allowed()
    return Denied(_("Only the office clerk takes in what the personnel system tells."))


def _path_of(difference: Difference) -> str:
    """Where it is settled: of a unit that is no more, where it was sent from."""
    return difference.unit.path or difference.update.unit.path or "-"


def may_adopt(difference: Difference, *, actor: Actor) -> Answer:
    """Whether `actor` may change the entry as it is told: those who enter people."""
    answer = may_settle(difference, actor=actor)
    if not answer or actor.may("people.edit", _path_of(difference)):
        return answer
    return Denied(
        _("Only the office clerk changes the entry; say in words what was done here.")
    )


def may_settle(difference: Difference, *, actor: Actor) -> Answer:
    """Whether `actor` may settle an open difference."""
    if difference.settled_at is not None:
        return Denied(_("This is settled already."))
    if actor.may(SETTLE, _path_of(difference)):
        return Allowed()
    return Denied(_("Only the secretary or the clerk of the unit settles this."))
