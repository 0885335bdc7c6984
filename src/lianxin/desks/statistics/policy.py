"""Who may see statistics of members, and compare a roster with the entries."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_see_statistics(*, actor: Actor) -> Answer:
    """Whether there is any unit of whose members `actor` may see the standing."""
    if actor.holds("people.standing"):
        return Allowed()
    return Denied(
        _(
            "Statistics of members are for the secretaries, the committee and the "
            "office clerks of a unit."
        )
    )


def may_compare(*, actor: Actor) -> Answer:
    """Whether `actor` may compare a roster by identity numbers."""
    if actor.holds("people.contact") and actor.holds("people.standing"):
        return Allowed()
    return Denied(
        _(
            "A roster is compared by identity numbers; those are for the secretary of "
            "the branch and the office clerk of the unit."
        )
    )
