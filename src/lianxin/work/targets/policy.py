"""Who sets business targets and enters what was reached."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.units.models import Unit


def may_edit(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may set targets of `unit` and enter what was reached."""
    if actor.person is not None and actor.may("targets.edit", unit.path or "-"):
        return Allowed()
    return Denied(
        _("Targets of %(unit)s are set by its head or by the office clerk above.")
        % {"unit": unit.name}
    )


def may_edit_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` may set targets of any unit at all."""
    if actor.person is not None and actor.holds("targets.edit"):
        return Allowed()
    return Denied(_("Targets are set by heads of departments and by office clerks."))
