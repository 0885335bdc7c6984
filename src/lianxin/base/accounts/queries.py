"""Reading accounts."""

from collections.abc import Collection, Iterator, Sequence

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from lianxin.base.accounts.models import User
from lianxin.base.crypto.queries import is_readable
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


def all_with_unreadable_factors() -> Sequence[User]:
    """The accounts with a second factor that the keys in force do not open."""
    factors = Authenticator.objects.select_related("user").order_by("user")
    found = {
        factor.user
        for factor in factors
        if not all(map(is_readable, _sealed_parts(factor)))
    }
    return sorted(found, key=lambda user: user.pk)


def _sealed_parts(factor: Authenticator) -> Iterator[str]:
    """The ciphertexts that allauth keeps within the JSON of a second factor."""
    for name in ("secret", "seed", "migrated_codes"):
        held = factor.data.get(name, [])
        yield from [held] if isinstance(held, str) else held
