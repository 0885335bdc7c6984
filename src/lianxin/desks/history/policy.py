"""Who may read the journal."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_read(*, actor: Actor) -> Answer:
    """Whether `actor` may read the journal of any unit at all."""
    if actor.holds("journal.see"):
        return Allowed()
    return Denied(
        _(
            "The journal is open to secretaries, leaders, office clerks and discipline "
            "officers, for their own units. What the system holds about you, and who "
            "changed it, you find under Me, My data."
        )
    )
