"""Who reviews goals, and who answers for a unit."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit
from lianxin.work.reviews.models import Round


def may_open(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may open and close reviews of the goals that `unit` gave."""
    if actor.person is not None and actor.may("goals.give", unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or the office clerk of %(unit)s reviews its goals.")
        % {"unit": unit.name}
    )


def may_answer(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may say how the goals of `unit` go on."""
    if actor.person is not None and actor.may("goals.report", unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only whoever leads %(unit)s may answer for it.") % {"unit": unit.name}
    )


def is_open(found: Round) -> Answer:
    """Whether a round still takes answers."""
    if found.closed_at is None:
        return Allowed()
    return Denied(_("This review is closed; it takes no more answers."))
