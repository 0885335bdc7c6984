"""Who may have a workbook made; what stands in it is what they may read."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_ask(*, actor: Actor) -> Answer:
    """Whether `actor` may have workbooks made: everybody who is entered as a person."""
    if actor.person is not None:
        return Allowed()
    return Denied(_("This account belongs to nobody who is entered here."))
