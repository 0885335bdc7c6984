"""Making, closing and renewing accounts; each reaches the journal."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.base.accounts import policy, queries
from lianxin.base.accounts.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    AddressChanged,
    CodeIssued,
    PasswordChanged,
    SecondFactorRemoved,
    SignInLinked,
)
from lianxin.base.accounts.models import User
from lianxin.base.accounts.policy import Holder
from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Ref

# No letters or figures that a reader could take for another one.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
GROUPS, GROUP = 3, 4


@dataclass(frozen=True, slots=True)
class Issued:
    """A one-time code, known only now: the database keeps its hash."""

    user: User
    code: str


@transaction.atomic
def open_account(
    *, username: str, holder: Holder, actor: Actor, at: datetime
) -> Issued:
    """Make an account that opens with a one-time code.

    Raises ValidationError where the sign-in name is taken or no name at all.
    """
    policy.may_manage(holder, actor=actor).or_raise()
    username = username.strip().lower()
    if not username or len(username) > 60:
        raise ValidationError({"username": _("A sign-in name has 1 to 60 characters.")})
    if queries.names_taken([username]):
        raise ValidationError({"username": _("This sign-in name is taken.")})
    code = _new_code()
    user = User.objects.create(
        username=username, created_at=at, **_code_fields(code, at=at)
    )
    journal.write(
        AccountOpened(
            subject=queries.ref(user),
            unit=holder.unit,
            actor=actor,
            at=at,
            after={"username": username},
        )
    )
    return Issued(user, code)


@transaction.atomic
def issue_code(user: User, *, holder: Holder, actor: Actor, at: datetime) -> Issued:
    """Replace the password by a new one-time code and end all sessions.

    Raises ValidationError where the account is closed.
    """
    policy.may_manage(holder, actor=actor).or_raise()
    if not user.is_active:
        raise ValidationError(_("This account is closed; reopen it instead."))
    issued = _renew(user, at=at)
    journal.write(
        CodeIssued(subject=queries.ref(user), unit=holder.unit, actor=actor, at=at)
    )
    return issued


@transaction.atomic
def close_account(user: User, *, holder: Holder, actor: Actor, at: datetime) -> None:
    """Let nobody in with this account any more and end all its sessions."""
    policy.may_manage(holder, actor=actor).or_raise()
    if not user.is_active:
        raise ValidationError(_("This account is closed already."))
    close_for_leaver(user.pk, unit=holder.unit, actor=actor, at=at)
    user.refresh_from_db()


@transaction.atomic
def reopen_account(user: User, *, holder: Holder, actor: Actor, at: datetime) -> Issued:
    """Open a closed account again; it opens with a new one-time code."""
    policy.may_manage(holder, actor=actor).or_raise()
    if user.is_active:
        raise ValidationError(_("This account is open already."))
    User.objects.filter(pk=user.pk).update(is_active=True)
    issued = _renew(user, at=at)
    journal.write(
        AccountReopened(subject=queries.ref(user), unit=holder.unit, actor=actor, at=at)
    )
    return issued


@transaction.atomic
def remove_second_factor(
    user: User, *, holder: Holder, actor: Actor, at: datetime
) -> None:
    """Take authenticator app and recovery codes off the account; end its sessions.

    For a lost phone: the holder sets up a new one at the next sign-in.
    """
    policy.may_manage(holder, actor=actor).or_raise()
    if not queries.has_second_factor(user):
        raise ValidationError(_("This account has no second factor."))
    Authenticator.objects.filter(user=user).delete()
    close_sessions(user.pk)
    user.refresh_from_db()
    journal.write(
        SecondFactorRemoved(
            subject=queries.ref(user), unit=holder.unit, actor=actor, at=at
        )
    )


@transaction.atomic
def give_up_second_factors(*, actor: Actor, at: datetime) -> int:
    """Take off every account a second factor that no key in force opens; how many.

    Nobody could sign in with it any more. As `give_up_values`, for a command only.
    """
    lost = queries.all_with_unreadable_factors()
    Authenticator.objects.filter(user__in=lost).delete()
    for user in lost:
        close_sessions(user.pk)
        subject = queries.ref(user)
        journal.write(SecondFactorRemoved(subject=subject, actor=actor, at=at))
    return len(lost)


@transaction.atomic
def change_password(user: User, password: str, *, actor: Actor, at: datetime) -> None:
    """Set the password that the holder chose; other sessions end, codes expire."""
    user.set_password(password)
    user.must_change_password = False
    user.code_expires_at = None
    user.save(update_fields=["password", "must_change_password", "code_expires_at"])
    journal.write(
        PasswordChanged(subject=queries.ref(user), unit=actor.unit, actor=actor, at=at)
    )


@transaction.atomic
def link_sign_in(
    account: SocialAccount, user: User, *, actor: Actor, at: datetime
) -> None:
    """Tie the identity that a provider vouches for to this account, for good."""
    account.user = user
    account.save()
    journal.write(
        SignInLinked(
            subject=queries.ref(user),
            actor=actor,
            at=at,
            after={"provider": account.provider, "subject": account.uid},
        )
    )


@transaction.atomic
def change_address(user: User, email: str, *, actor: Actor, at: datetime) -> None:
    """Keep the mail address to which messages of the site go."""
    before, user.email = user.email, email
    user.save(update_fields=["email"])
    journal.write(
        AddressChanged(
            subject=queries.ref(user),
            unit=actor.unit,
            actor=actor,
            at=at,
            before={"email": before},
            after={"email": email},
        )
    )


@transaction.atomic
def close_for_leaver(
    account_id: int, *, unit: Ref | None, actor: Actor, at: datetime
) -> None:
    """Close the account of somebody who leaves and end its sessions.

    Called within the operation that lets them leave, which judged who may.
    """
    if User.objects.filter(pk=account_id, is_active=True).update(is_active=False):
        close_sessions(account_id)
        subject = Ref("accounts.user", account_id)
        journal.write(AccountClosed(subject=subject, unit=unit, actor=actor, at=at))


def close_sessions(account_id: int) -> None:
    """End every session of this account, on whatever machine, from the next request.

    Called within the operation that takes rights away (a post ended, an account
    closed); that operation writes the journal.
    """
    User.objects.filter(pk=account_id).update(session_number=F("session_number") + 1)


def _renew(user: User, *, at: datetime) -> Issued:
    code = _new_code()
    User.objects.filter(pk=user.pk).update(**_code_fields(code, at=at))
    close_sessions(user.pk)
    user.refresh_from_db()
    return Issued(user, code)


def _code_fields(code: str, *, at: datetime) -> dict[str, object]:
    days = rulebook.number("one_time_code_days")
    return {
        "password": make_password(code, hasher="code"),
        "must_change_password": True,
        "code_expires_at": at + timedelta(days=days),
    }


def _new_code() -> str:
    """Three groups of four, as 59 random bits: ``K7QM-2XPA-9TRD``."""
    letters = [secrets.choice(ALPHABET) for _place in range(GROUPS * GROUP)]
    groups = [letters[i : i + GROUP] for i in range(0, len(letters), GROUP)]
    return "-".join("".join(group) for group in groups)
