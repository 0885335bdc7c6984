"""Who may take the whole organisation along."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_archive(*, actor: Actor) -> Answer:
    """Whether `actor` may have archives made and take them."""
    if actor.scope("system.administer").everywhere:
        return Allowed()
    return Denied(_("Only system administrators look after the system."))
