"""Who may write a unit's letters and keep its registers, and when a letter changes."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.org.letters.models import Letter
from lianxin.org.units.models import Unit

SEE, WRITE = "letters.see", "letters.write"


def may_write(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may write letters for this unit and keep its registers."""
    if actor.person is not None and actor.may(WRITE, unit.path or "-"):
        return Allowed()
    return Denied(
        _("Only the secretary or the clerk of %(unit)s keeps its letters.")
        % {"unit": unit.name}
    )


def is_draft(letter: Letter) -> Answer:
    """Whether a letter may still be changed."""
    if letter.number is None:
        return Allowed()
    return Denied(
        _("This letter is issued and changes no more; cancel it and write another.")
    )


def is_in_force(letter: Letter) -> Answer:
    """Whether a letter is issued and not cancelled."""
    if letter.number is None:
        return Denied(_("This letter is a draft; it has no number yet."))
    if letter.cancelled_at is not None:
        return Denied(_("This letter is cancelled."))
    return Allowed()
