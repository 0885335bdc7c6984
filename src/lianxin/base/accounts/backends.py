"""Who may sign in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from typing_extensions import override

from lianxin.base.accounts.models import User


class AccountBackend(ModelBackend):
    """Name and password; demo accounts only where the site runs as a demo."""

    @override
    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]
        """Active accounts; demo accounts outside the demo never."""
        if user is None or not super().user_can_authenticate(user):
            return False
        return settings.DEMO or not user.is_demo
