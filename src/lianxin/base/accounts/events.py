"""What can happen to an account."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """A clerk made an account and a one-time code for it."""

    code = "accounts.opened"
    personal: ClassVar[tuple[str, ...]] = ("username",)


@dataclass(frozen=True, kw_only=True)
class CodeIssued(Event):
    """A new one-time code replaced a forgotten password; open sessions ended."""

    code = "accounts.code_issued"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """An account was closed; open sessions ended."""

    code = "accounts.closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    """A closed account was opened again, with a one-time code."""

    code = "accounts.reopened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Event):
    """The second factor was taken off an account, as its phone was lost."""

    code = "accounts.second_factor_removed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody changed the password of the own account."""

    code = "accounts.password_changed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class SignInLinked(Event):
    """An account was tied to its holder's sign-in at the enterprise's provider."""

    code = "accounts.sign_in_linked"
    personal: ClassVar[tuple[str, ...]] = ("subject",)


@dataclass(frozen=True, kw_only=True)
class AddressChanged(Event):
    """Somebody changed the mail address of the own account."""

    code = "accounts.address_changed"
    personal: ClassVar[tuple[str, ...]] = ("email",)
