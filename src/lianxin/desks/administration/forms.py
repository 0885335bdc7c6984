"""The filters of the list of accounts, and the address of a message to try."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.remembered import Exists
from lianxin.base.ui.forms import FilterForm, PageForm
from lianxin.desks.administration.queries import Managed
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import named
from lianxin.org.units import queries as units

MOST_AT_ONCE = 200
MOST_UNITS = 50  # so many names may fit the words; more are not told apart by them

CONDITIONS = {
    "none": Q(account=None),
    "code": Q(account__is_active=True, account__must_change_password=True),
    "open": Q(account__is_active=True, account__must_change_password=False),
    "closed": Q(account__is_active=False),
}


class PeopleFilters(FilterForm):
    """By name, and by unit with all that is below it."""

    words = forms.CharField(label=_("Name, pinyin or number"), required=False)
    unit = forms.CharField(label=_("Unit, with all below"), required=False)

    @override
    def apply(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The people that pass the filters."""
        rows = named(rows, self.cleaned_data["words"])
        place = self.cleaned_data["unit"].strip()
        if not place:
            return rows
        there = Affiliation.objects.filter(
            _at_or_below(place), person=OuterRef("pk"), valid_to=None
        )
        return rows.filter(Exists(there))


def _at_or_below(place: str) -> Q:
    """The belongings to units whose name has these words, and to all below them."""
    named_so = Q(name__contains=place) | Q(short_name__contains=place)
    wanted, tops = units.NOBODY, list[str]()
    for path in units.all_units().filter(named_so).values_list("path", flat=True):
        if path and not (tops and path.startswith(tops[-1])):
            tops.append(path)
    for top in tops[:MOST_UNITS]:
        wanted |= units.below(top, column="unit__path")
    return wanted


class AccountFilters(PeopleFilters):
    """By name, unit, and whether there is an account."""

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
        rows = super().apply(rows)
        return rows.filter(CONDITIONS.get(self.cleaned_data["account"], Q()))


class ChoosePeople(PageForm):
    """Who gets an account; all that are shown are ticked to begin with."""

    people = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Who gets an account"),
        error_messages={
            "invalid_choice": _(
                "Somebody of your choice has an account by now. Choose anew."
            )
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, shown: Sequence[Managed]
    ) -> None:
        ticked = [str(found.person.pk) for found in shown]
        super().__init__(data, initial={"people": ticked})
        field = cast("forms.MultipleChoiceField", self.fields["people"])
        field.choices = [(str(m.person.pk), _in_words(m)) for m in shown]


def _in_words(found: Managed) -> str:
    person = found.person
    return f"{person.name} · {person.employee_number} · {found.unit_name}"


class TryMail(PageForm):
    """To whom a message goes that shows whether mail works."""

    email = forms.EmailField(label=_("Your mail address"))

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:  # noqa: ANN401 -- whatever PageForm takes
        super().__init__(*args, initial={"email": email}, **kwargs)
