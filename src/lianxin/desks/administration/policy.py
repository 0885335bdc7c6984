"""Who may look after accounts and after the system itself."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, Allowed, Answer, Denied


def may_see_accounts(actor: Actor) -> Answer:
    """Whether `actor` manages accounts of anybody at all."""
    if actor.holds("accounts.manage"):
        return Allowed()
    return Denied(_("Only office clerks and system administrators manage accounts."))


def may_administer(actor: Actor) -> Answer:
    """Whether `actor` looks after the installation."""
    if actor.holds("system.administer"):
        return Allowed()
    return Denied(_("Only system administrators look after the system."))
