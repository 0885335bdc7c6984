"""The filters of the list of accounts, and the address of a message to try."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import FilterForm, PageForm
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import named

CONDITIONS = {
    "none": Q(account=None),
    "code": Q(account__is_active=True, account__must_change_password=True),
    "open": Q(account__is_active=True, account__must_change_password=False),
    "closed": Q(account__is_active=False),
}


class AccountFilters(FilterForm):
    """By name, unit, and whether there is an account."""

    words = forms.CharField(label=_("Name, pinyin or number"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False)
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[
            ("", _("All")),
            ("none", _("Without account")),
            ("code", _("Waiting with a one-time code")),
            ("open", _("In use")),
            ("closed", _("Closed")),
        ],
    )

    @override
    def apply(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The people that pass the filters."""
        rows = named(rows, self.cleaned_data["words"])
        place = self.cleaned_data["unit"].strip()
        if place:
            there = Affiliation.objects.filter(
                person=OuterRef("pk"), valid_to=None, unit__name__contains=place
            )
            rows = rows.filter(Exists(there))
        return rows.filter(CONDITIONS.get(self.cleaned_data["account"], Q()))


class TryMail(PageForm):
    """To whom a message goes that shows whether mail works."""

    email = forms.EmailField(label=_("Your mail address"))

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:  # noqa: ANN401 -- whatever PageForm takes
        super().__init__(*args, initial={"email": email}, **kwargs)
