"""Who may drop in workbooks."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_import(*, actor: Actor) -> Answer:
    """Whether `actor` may drop in workbooks at all.

    What may be taken of them is asked again, row by row, by whoever writes the entries.
    """
    if actor.person is not None and (
        actor.holds("people.edit") or actor.holds("units.edit")
    ):
        return Allowed()
    return Denied(
        _("Only office clerks take in workbooks; ask the clerk of your unit.")
    )
