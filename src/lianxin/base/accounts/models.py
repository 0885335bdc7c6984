"""The account with which a person signs in."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from typing_extensions import override


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name; operations create them."""

    @override
    def get_by_natural_key(self, username: str | None) -> "User":
        """The user who signs in with this name, whatever its letter case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """An account: a name and a password, no powers of its own.

    What a user may do follows from the posts of the person it belongs to.
    `username` is kept in lower case, so that one index finds it however it is
    typed. Sessions begun under another `session_number` are over.
    """

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    demo_label = models.CharField(max_length=60, blank=True)
    must_change_password = models.BooleanField(default=False)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    session_number = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes = [models.Index(fields=["email"], name="accounts_email")]
        constraints = [
            models.CheckConstraint(
                name="accounts_username_in_lower_case",
                condition=Q(username=Lower("username")),
            )
        ]

    def get_full_name(self) -> str:
        """The sign-in name; the person's name belongs to `org.people`."""
        return self.username

    @override
    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password, or the one-time code while one is in force.

        A code keeps its own hash, which takes it in any spelling; it is not hashed
        anew as it was typed.
        """
        if self.must_change_password:
            return check_password(raw_password, self.password)
        return super().check_password(raw_password)

    @override
    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this user's: changes end all sessions."""
        return self._session_hash(settings.SECRET_KEY)

    @override
    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the keys that were in force before."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def _session_hash(self, key: str | bytes) -> str:
        held = f"{self.password}:{self.session_number}"
        salt = "lianxin.base.accounts.session"
        return salted_hmac(salt, held, secret=key, algorithm="sha256").hexdigest()
