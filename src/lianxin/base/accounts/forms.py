"""The forms of signing in, in our words and with limits."""

from typing import TYPE_CHECKING, Any, cast

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_PASSWORD = 200
LONGEST_CODE = 20


def _shape(
    form: forms.Form,
    name: str,
    *,
    label: "StrOrPromise",
    longest: int,
    **attributes: str,
) -> None:
    """Give a field of allauth our label and a limit, and no placeholder."""
    field = form.fields[name]
    field.label = label
    field.help_text = ""
    field.validators.append(MaxLengthValidator(longest))
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs |= {"data-no-draft": "", **attributes}


class SignInForm(LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        plain = {"autocapitalize": "none", "spellcheck": "false"}
        _shape(self, "login", label=_("Sign-in name"), longest=60, **plain)
        _shape(
            self,
            "password",
            label=_("Password or one-time code"),
            longest=LONGEST_PASSWORD,
        )


class ConfirmPasswordForm(ReauthenticateForm):
    """The password again, before something important."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape(self, "password", label=_("Your password"), longest=LONGEST_PASSWORD)


class NewPasswordForm(ChangePasswordForm):
    """A password of one's own choice; who came with a code need not repeat it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape_new_password(self)
        if cast("User", self.user).must_change_password:
            del self.fields["oldpassword"]
        else:
            _shape(
                self,
                "oldpassword",
                label=_("Present password"),
                longest=LONGEST_PASSWORD,
            )

    @override
    def clean(self) -> dict[str, Any] | None:
        """Refuse the password (or code) that is in force."""
        cleaned = cast("dict[str, Any] | None", super().clean())
        chosen = self.cleaned_data.get("password1", "")
        if chosen and cast("User", self.user).check_password(chosen):
            self.add_error("password1", _("Choose another one than the present one."))
        return cleaned

    @override
    def save(self) -> None:
        """Store it; who just typed it twice need not confirm it a third time."""
        super().save()
        reauthenticate_by_password(context.request)


class FirstPasswordForm(AllauthSetPasswordForm):
    """A password for an account that so far opened only through a provider."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape_new_password(self)


class OnceOnly:
    """Takes a code of the app once, for as long as it is valid.

    With tolerance a code is valid for three periods, but allauth remembers it for one:
    whoever saw it typed could use it half a minute later.
    """

    user: User

    def clean_code(self) -> str:
        """The code; refused where the same account used it before."""
        code = cast("str", super().clean_code())  # type: ignore[misc]  # of the form it is mixed into
        name = f"lianxin.accounts.used.{self.user.pk}.{normalize_user_code(code)}"
        periods = 2 * mfa.TOTP_TOLERANCE + 1
        if not cache.add(name, "y", timeout=periods * mfa.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(OnceOnly, AuthenticateForm):
    """The code of the app, or a recovery code, at sign-in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape_code(self, _("Code of the app, or a recovery code"))


class ConfirmCodeForm(OnceOnly, CodeForm):
    """The code of the app, or a recovery code, before something important."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape_code(self, _("Code of the app, or a recovery code"))


class SetUpAppForm(OnceOnly, ActivateTOTPForm):
    """The first code of the app, as a proof that it is set up."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _shape_code(self, _("The six figures that the app shows"))


def _shape_new_password(form: forms.Form) -> None:
    _shape(form, "password1", label=_("New password"), longest=LONGEST_PASSWORD)
    form.fields["password1"].help_text = _(
        "At least 10 characters, not only figures, and not one that everybody uses."
    )
    _shape(form, "password2", label=_("New password again"), longest=LONGEST_PASSWORD)


def _shape_code(form: forms.Form, label: "StrOrPromise") -> None:
    _shape(form, "code", label=label, longest=LONGEST_CODE, inputmode="numeric")
