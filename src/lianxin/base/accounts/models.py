"""The account with which a person signs in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from typing_extensions import override


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name; operations create them."""

    @override
    def get_by_natural_key(self, username: str | None) -> "User":
        """The user who signs in with this name, whatever its letter case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account: a name and a password, no powers of its own.

    What a user may do follows from the posts of the person it belongs to.
    """

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        indexes = [models.Index(fields=["email"], name="accounts_email")]

    def get_full_name(self) -> str:
        """The sign-in name; the person's name belongs to `org.people`."""
        return self.username
