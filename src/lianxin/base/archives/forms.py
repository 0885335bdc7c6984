"""The form with which an archive is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import PageForm

SECRET = {"autocomplete": "new-password"}


class AskForArchive(PageForm):
    """A passphrase, twice. The names keep it out of drafts, as for passwords."""

    password = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
        help_text=_(
            "At least twelve characters. Phone and identity numbers and the text of "
            "letters are encrypted with it; whoever loses it loses them."
        ),
    )
    password_again = forms.CharField(
        label=_("The passphrase once more"),
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )

    @override
    def clean(self) -> dict[str, Any]:
        """The two are the same."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password"), cleaned.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", _("The two are not the same."))
        return cleaned


class Nothing(PageForm):
    """An act that asks for nothing more than to be confirmed."""
