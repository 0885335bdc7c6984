"""Forms for posts, their holders and what goes with them; the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries as people
from lianxin.org.people.forms import PersonField
from lianxin.org.posts import queries
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.forms import UnitField
from lianxin.org.units.models import Unit

BASIS = _("The resolution or document with its number.")


class PostsFilter(FilterForm):
    """Filters of the list of posts."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    kind = forms.ChoiceField(label=_("Post"), required=False)
    vacant = forms.BooleanField(label=_("Only vacancies"), required=False)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.today = today
        unit, kind = self.fields["unit"], self.fields["kind"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))
        kind.choices = [("", "—")] + [
            (code, queries.title_of_kind(code))
            for code, known in rulebook.post_kinds().items()
            if known.units
        ]

    @override
    def apply(self, rows: QuerySet[Post]) -> QuerySet[Post]:
        """The posts that pass all filters that are set."""
        asked = self.cleaned_data
        unit: Unit | None = asked.get("unit")
        if unit is not None:
            rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        return queries.vacant(rows, today=self.today) if asked.get("vacant") else rows


class OpenPost(PageForm):
    """A post more for a unit."""

    kind = forms.ChoiceField(label=_("Post"))
    valid_from = DayField(label=_("From"))

    def __init__(self, *, unit: Unit, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kind.choices = list(queries.kinds_for(unit))


class ClosePost(PageForm):
    """The day from which a post is no more."""

    closed_on = DayField(label=_("No more from"))


class Appoint(PageForm):
    """Somebody who holds a post from a day on."""

    person = PersonField(label=_("Person"), help_text=_("Name or employee number."))
    manner = forms.ChoiceField(label=_("Holds it as"), choices=Manner.choices)
    valid_from = DayField(label=_("From"))
    basis = forms.CharField(
        label=_("Basis"), max_length=200, required=False, help_text=BASIS
    )

    def __init__(self, *, post: Post, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        person = self.fields["person"]
        assert isinstance(person, PersonField)  # noqa: S101 -- for the type checker
        seen = people.visible_to(actor, today=today).filter(
            Q(left_on__isnull=True) | Q(left_on__gte=today)
        )
        person.choose_from(
            seen, people.among(seen, post.unit, actor=actor, today=today)
        )


class EndAppointment(PageForm):
    """The day from which somebody holds a post no more."""

    ended_on = DayField(
        label=_("Holds it no more from"),
        help_text=_("All rights that come with the post end that day."),
    )
    basis = forms.CharField(
        label=_("Basis"), max_length=200, required=False, help_text=BASIS
    )


class AddCharge(PageForm):
    """A field of responsibility that goes with a post."""

    field = forms.CharField(label=_("Field of responsibility"), max_length=120)
    unit = UnitField(label=_("Department or unit in charge of"), required=False)
    valid_from = DayField(label=_("From"))

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))


class EndCharge(PageForm):
    """The day from which a field goes with a post no more."""

    ended_on = DayField(label=_("No more from"))


class Leave(PageForm):
    """The last day of somebody in the enterprise."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    left_on = DayField(
        label=_("Last day in the enterprise"),
        help_text=_("Posts and belonging to units end after this day."),
    )
