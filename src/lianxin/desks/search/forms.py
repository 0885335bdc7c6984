"""The search box."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import PageForm

LONGEST = 60


class SearchForm(PageForm):
    """What is looked for: a name, pinyin, initials, a number, a word."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST,
        help_text=_("Name, pinyin, initials, employee number, or words of a topic"),
        widget=forms.TextInput(
            {"type": "search", "autocomplete": "off", "class": "form-control"}
        ),
    )
