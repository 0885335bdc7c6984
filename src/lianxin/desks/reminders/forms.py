"""Where and how often to be reminded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import PageForm
from lianxin.desks.reminders.enums import Rhythm, Way


class WishForm(PageForm):
    """One's own choice; by e-mail only where the site sends any."""

    way = forms.ChoiceField(
        label=_("Where the digest goes"), choices=Way.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("Your mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "Titles that may name somebody, as those of requests, stay on the site."
        ),
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Rhythm.choices, widget=forms.RadioSelect
    )

    def __init__(self, *, has_mail: bool, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        if not has_mail:
            del self.fields["email"]
            way = self.fields["way"]
            assert isinstance(way, forms.ChoiceField)  # noqa: S101 -- for the type checker
            way.choices = [row for row in Way.choices if row[0] != Way.MAIL]
