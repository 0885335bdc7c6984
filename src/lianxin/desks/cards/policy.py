"""Who may take the register of people."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_see_roster(*, actor: Actor) -> Answer:
    """Whether there are people of whom `actor` may see all that the register says."""
    if actor.holds("people.contact"):
        return Allowed()
    return Denied(
        _(
            "The register of people is for the secretary of the branch and the office "
            "clerk of the unit."
        )
    )
