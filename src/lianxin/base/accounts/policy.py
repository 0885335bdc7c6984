"""Who may sign in, who must do more first, and who may manage an account."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.base.accounts.models import User
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose account it is, as far as its policy and the journal need to know.

    `belongs` are the paths of the units the person belongs to, `serves` those of
    the units in which the person holds a post; `unit` is where the journal files
    what happens; `administers` says whether one of the posts administers the system.
    """

    account: Ref | None
    unit: Ref | None
    belongs: tuple[str, ...]
    serves: tuple[str, ...] = ()
    administers: bool = False


def may_sign_in(user: User, *, at: datetime, demo: bool) -> Answer:
    """Whether somebody who knows the password or code may come in at `at`."""
    if user.is_demo and not demo:
        return Denied(_("Demonstration accounts open only in a demonstration."))
    if not user.is_active:
        return Denied(
            _("This account is closed. If that is a mistake, ask your clerk.")
        )
    expired = user.code_expires_at is not None and user.code_expires_at <= at
    if user.must_change_password and expired:
        return Denied(
            _("This one-time code is no longer valid. Ask your clerk for a new one.")
        )
    return Allowed()


def needs_second_factor(user: User, post_kinds: Collection[str], *, demo: bool) -> bool:
    """Whether a holder of these kinds of post must have a second factor."""
    if demo and user.is_demo:
        return False
    known = rulebook.post_kinds()
    return any(known[kind].second_factor for kind in post_kinds if kind in known)


def may_manage(holder: Holder, *, actor: Actor) -> Answer:
    """Whether `actor` may make, close or renew this person's account.

    Nobody may take over an account that reaches further than the own post: every
    unit in which the holder has a post must be in the actor's reach.
    """
    if holder.account is not None and holder.account == actor.account:
        return Denied(_("This is your own account; change it under “My account”."))
    if holder.administers and not actor.holds("system.administer"):
        return Denied(
            _(
                "Only a system administrator may manage a system administrator's account."
            )
        )
    if not any(actor.may("accounts.manage", path) for path in holder.belongs):
        return Denied(
            _("Only the clerk of this person's unit or of one above may do this.")
        )
    if not all(actor.may("accounts.manage", path) for path in holder.serves):
        return Denied(
            _("This person holds a post outside your units; ask the clerk there.")
        )
    return Allowed()
