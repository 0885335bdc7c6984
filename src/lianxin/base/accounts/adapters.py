"""How allauth fits the house: nobody signs up, refusals are in a clerk's words."""

import logging
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.accounts import middleware, operations, policy, queries
from lianxin.base.accounts.models import User
from lianxin.base.crypto.fields import vault
from lianxin.base.ui import clock
from lianxin.kernel.actor import Actor, Answer

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialLogin

logger = logging.getLogger(__name__)

WRONG_CODE = _("This code is not right. Type the code that is shown now.")
REFUSED = "account/account_inactive.html"
NO_ACCOUNT = "socialaccount/no_account.html"


def _may_sign_in(user: User) -> Answer:
    return policy.may_sign_in(user, at=clock.now(), demo=settings.DEMO)


def _refusal(request: HttpRequest, user: User) -> HttpResponse | None:
    """The page for somebody who may not come in though the provider vouches."""
    answer = _may_sign_in(user)
    if answer:
        return None
    return render(request, REFUSED, {"reason": answer.reason}, status=403)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: clerks make accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The sign-in name or the password is wrong."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, then try again."
        ),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, if name and password are right and nothing stands against it.

        Only who knows the password learns that an account is closed or a code has
        expired; all others are told the same as for a name that nobody has.
        """
        user = cast("User | None", super().authenticate(request, **credentials))
        if user is None:
            return None
        answer = _may_sign_in(user)
        if not answer:
            raise ValidationError(answer.reason, code="refused")
        return user

    @override
    def pre_login(
        self, request: HttpRequest, user: User, **hooks: Any
    ) -> HttpResponse | None:
        """Refuse closed accounts whatever the way they come in by."""
        refused = _refusal(request, user)
        if refused is not None:
            return refused
        return cast("HttpResponse | None", super().pre_login(request, user, **hooks))

    @override
    def set_password(self, user: User, password: str) -> None:
        """Store a password that its owner chose."""
        actor = cast("Any", context.request).actor
        operations.change_password(user, password, actor=actor, at=clock.now())

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)


class MFAAdapter(DefaultMFAAdapter):
    """The second factor: secrets encrypted, kept where a post asks for it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Your post requires a second factor; it cannot be switched off."
        ),
        "cannot_generate_recovery_codes": _("Set up an authenticator app first."),
    }

    @override
    def encrypt(self, text: str) -> str:
        """Ciphertext under the keys of the installation."""
        return vault().encrypt(text.encode()).decode("ascii")

    @override
    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` was given."""
        return vault().decrypt(encrypted_text.encode("ascii")).decode()

    @override
    def can_delete_authenticator(self, authenticator: "Authenticator") -> bool:
        """Only who holds no post that asks for a second factor."""
        return not middleware.must_have_second_factor(context.request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Nobody signs up through a provider either: it opens accounts that exist."""

    @override
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never."""
        return False

    @override
    def pre_social_login(
        self, request: HttpRequest, sociallogin: "SocialLogin"
    ) -> None:
        """Find the account of whom the provider vouches for, or say there is none.

        An identity seen before opens the account it was tied to. A new one is tied
        to the account whose sign-in name equals the provider's claim. Nothing else
        that the provider tells is kept.
        """
        identity = sociallogin.account
        told, identity.extra_data = identity.extra_data, {}
        if sociallogin.is_existing:
            identity.save(update_fields=["extra_data"])
            return
        user = queries.account_named(_name_told(sociallogin, told))
        if user is None:
            raise ImmediateHttpResponse(render(request, NO_ACCOUNT, status=403))
        refused = _refusal(request, user)
        if refused is not None:
            raise ImmediateHttpResponse(refused)
        actor = Actor(name=user.username, action=uuid4(), account=queries.ref(user))
        operations.link_sign_in(identity, user, actor=actor, at=clock.now())
        sociallogin.user = user

    @override
    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **error: Any
    ) -> None:
        """Tell the log the kind of fault, and nothing of what was sent."""
        kind = type(error.get("exception")).__name__
        logger.warning("Sign-in by provider failed: %s, %s", error.get("error"), kind)

    @override
    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Home."""
        messages.info(request, _("You are signed in already."))
        return resolve_url(settings.LOGIN_REDIRECT_URL)


def _name_told(sociallogin: "SocialLogin", told: dict[str, Any]) -> str:
    """The claim that names the account, from the user info or the identity token."""
    app = sociallogin.provider.app
    claim = app.settings.get("account_claim", "preferred_username")
    claims = told.get("userinfo") or told.get("id_token") or {}
    return str(claims.get(claim) or "")
