"""Who may sign in, and how one-time codes are stored."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from typing_extensions import override

from lianxin.base.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Name and password; demo accounts only where the site runs as a demo."""

    @override
    def user_can_authenticate(self, user: User | None) -> bool:
        """Open accounts; demo accounts outside the demo never."""
        if user is None or not super().user_can_authenticate(user):
            return False
        return settings.DEMO or not user.is_demo

    @override
    def _check_password(self, user: User | None, password: str) -> User | None:
        """Take as long for an account with a one-time code as for any other."""
        found: User | None = super()._check_password(user, password)
        if user is not None and user.must_change_password:
            self._mitigate_timing_attack(password)
        return found


class CodeHasher(PBKDF2PasswordHasher):
    """Hashes one-time codes, as they may be typed: any case, with or without dashes.

    Few rounds: a code is 59 random bits, which no rounds need to protect, and a
    clerk prints hundreds at a time.
    """

    algorithm = "code"
    iterations = 1000

    @override
    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash of the code's letters and figures."""
        bare = "".join(c for c in password.upper() if c.isalnum())
        return super().encode(bare, salt, iterations)
