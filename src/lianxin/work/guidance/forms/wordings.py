"""The form of a wording that is said no more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, PageForm
from lianxin.work.guidance.models import FormerWording

_LENGTHS = {
    name: FormerWording._meta.get_field(name).max_length
    for name in ("old", "now", "basis")
}


class WordingForm(PageForm):
    """What was said, what is said now, since when and on what basis."""

    old = forms.CharField(label=_("Former wording"), max_length=_LENGTHS["old"])
    now = forms.CharField(label=_("What is said now"), max_length=_LENGTHS["now"])
    since = DayField(label=_("Said since"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=_LENGTHS["basis"],
        help_text=_("The document that says so, with its number or article."),
    )
