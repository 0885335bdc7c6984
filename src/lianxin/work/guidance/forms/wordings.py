"""The form of a wording that is said no more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, PageForm


class WordingForm(PageForm):
    """What was said, what is said now, since when and on what basis."""

    old = forms.CharField(label=_("Former wording"), max_length=60)
    now = forms.CharField(label=_("What is said now"), max_length=120)
    since = DayField(label=_("Said since"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The document that says so, with its number or article."),
    )
