"""Reading accounts."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from lianxin.base.accounts.models import User
from lianxin.kernel.actor import Ref


def ref(user: User) -> Ref:
    """The reference of an account."""
    return Ref("accounts.user", user.pk)


def all_demo_accounts() -> QuerySet[User]:
    """The accounts to try a demonstration with, in the order they were made."""
    return User.objects.filter(is_demo=True, is_active=True).order_by("pk")


def account_named(username: str) -> User | None:
    """The account with this sign-in name, in whatever letter case; open or closed."""
    return User.objects.filter(username=username.strip().lower()).first()


def names_taken(names: Collection[str]) -> frozenset[str]:
    """Which of these sign-in names accounts have already."""
    return frozenset(
        User.objects.filter(username__in=names).values_list("username", flat=True)
    )


def has_second_factor(user: User) -> bool:
    """Whether the account is set up with an authenticator app."""
    kind = Authenticator.Type.TOTP
    return bool(Authenticator.objects.filter(user=user, type=kind).exists())
