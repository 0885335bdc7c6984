"""Forms for posts, their holders and what goes with them; the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries as people
from lianxin.org.people.forms import PersonField, label_of
from lianxin.org.people.models import Person
from lianxin.org.posts import queries
from lianxin.org.posts.enums import Manner
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.forms import DecidedForm, UnitField
from lianxin.org.units.models import Unit

LONGEST_NUMBER = 18
MOST_STAFF = 9999
BASIS = _("The resolution or document with its number.")


def _check_numbers(value: Any) -> None:  # noqa: ANN401 -- whatever a browser sends
    for number in value or ():
        text = str(number)
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            raise ValidationError(_("Choose from the list."))


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    """Units to tick, by name."""

    @override
    def clean(self, value: Any) -> Any:
        """The units ticked; ValidationError for what is no number of a row."""
        _check_numbers(value)
        return super().clean(value)

    @override
    def label_from_instance(self, obj: Any) -> str:
        """The unit's name."""
        return str(obj.name)


class PeopleField(forms.ModelMultipleChoiceField[Person]):
    """People to tick, by name and number."""

    @override
    def clean(self, value: Any) -> Any:
        """The people ticked; ValidationError for what is no number of a row."""
        _check_numbers(value)
        return super().clean(value)

    @override
    def label_from_instance(self, obj: Any) -> str:
        """Name and employee number."""
        return label_of(obj)


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
        kind.choices = [("", _("All"))] + [
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


def _choose_person(form: PageForm, post: Post, *, actor: Actor, today: date) -> None:
    """Somebody whom the actor sees and who has not left, those of the unit first.

    For a post of the Party a member of a branch who has left as well.
    """
    person = form.fields["person"]
    assert isinstance(person, PersonField)  # noqa: S101 -- for the type checker
    able = Q(left_on__isnull=True) | Q(left_on__gte=today)
    if rulebook.unit_kinds()[post.unit.kind].line == "party":
        able |= people.returning.of_a_branch_still()
    seen = people.visible_to(actor, today=today).filter(able)
    person.choose_from(seen, people.among(seen, post.unit, actor=actor, today=today))


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
        _choose_person(self, post, actor=actor, today=today)


class AddReserve(PageForm):
    """Somebody who is kept in reserve for a post from a day on."""

    person = PersonField(label=_("Person"), help_text=_("Name or employee number."))
    valid_from = DayField(label=_("From"))
    basis = forms.CharField(
        label=_("Basis"), max_length=200, required=False, help_text=BASIS
    )

    def __init__(self, *, post: Post, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        _choose_person(self, post, actor=actor, today=today)


class EndReserve(PageForm):
    """The day from which somebody is kept in reserve no more."""

    ended_on = DayField(label=_("No more from"))


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
        help_text=_(
            "Posts and belonging to units end after this day; the membership of a "
            "Party member stays in the branch until it is transferred."
        ),
    )


class NoteDeath(PageForm):
    """The day on which somebody died."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    died_on = DayField(
        label=_("Died on"),
        help_text=_("Standing, posts and belonging to units end after this day."),
    )
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)


class TakeBackDeath(PageForm):
    """Why a death that was noted is taken back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("How the mistake came about, or the document that shows it."),
    )


class DissolveUnit(DecidedForm):
    """The last day of a unit, and which one takes over what is left in it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    dissolved_on = DayField(label=_("Last day"))
    into = UnitField(
        label=_("Merge into"),
        required=False,
        help_text=_(
            "The unit that takes over people and units below. Posts end; without a "
            "unit here, nothing may be left."
        ),
    )
    others = UnitsField(
        label=_("Merged at the same time"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, unit: Unit, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        into, others = self.fields["into"], self.fields["others"]
        assert isinstance(into, UnitField)  # noqa: S101 -- for the type checker
        assert isinstance(others, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type checker
        self.fields["basis"].required = True
        into.choose_from(queries.units_to_merge_into(unit, actor=actor))
        others.queryset = queries.units_beside(unit, actor=actor)

    @override
    def clean(self) -> dict[str, Any]:
        """Others are merged only into a unit, which is none of them."""
        cleaned = super().clean() or self.cleaned_data
        others, into = cleaned.get("others") or (), cleaned.get("into")
        if others and into is None and "into" not in self.errors:
            self.add_error("into", _("Say into which unit they are merged."))
        if into is not None and into in others:
            self.add_error("others", _("A unit is not merged into itself."))
        return cleaned


class Reinstate(PageForm):
    """Why the end of a unit is taken back."""

    basis = forms.CharField(label=_("Basis"), max_length=200, help_text=BASIS)


class SplitUnit(DecidedForm):
    """A unit beside another, founded out of it."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    founded_on = DayField(label=_("Founded on"))
    units_along = UnitsField(
        label=_("Units below that go along"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people_along = PeopleField(
        label=_("People who go along"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, unit: Unit, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        below, there = self.fields["units_along"], self.fields["people_along"]
        assert isinstance(below, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(there, forms.ModelMultipleChoiceField)  # noqa: S101 -- for the type checker
        below.queryset = units.children_of(unit, actor=actor)
        there.queryset = people.seen_in(unit, actor=actor, today=today)


class NoteElection(DecidedForm):
    """An election that took place, and until when the term runs."""

    elected_on = DayField(label=_("Elected on"))
    ends_on = DayField(
        label=_("Term ends on"),
        help_text=_("Filled in as the rule has it; what was decided counts."),
    )


class PutOff(PageForm):
    """Another last day of a term."""

    ends_on = DayField(label=_("Term ends on"))
    basis = forms.CharField(label=_("Basis"), max_length=200, help_text=BASIS)


class TermsFilter(FilterForm):
    """Filters of the register of terms."""

    unit = UnitField(label=_("Unit, with all below"), required=False)
    due = forms.BooleanField(label=_("Only elections to prepare"), required=False)

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.today = today
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))

    @override
    def apply(self, rows: QuerySet[Unit]) -> QuerySet[Unit]:
        """The units that pass all filters that are set."""
        asked = self.cleaned_data
        unit: Unit | None = asked.get("unit")
        if unit is not None:
            rows = rows.filter(units.below(unit.path or "-"))
        if asked.get("due"):
            rows = queries.with_election_to_prepare(rows, today=self.today)
        return rows


class StaffFilter(FilterForm):
    """Filters of the register of those who do the Party's office work."""

    column = "post__unit__path"
    unit = UnitField(label=_("Unit, with all below"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))

    @override
    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of a unit and of all below, where one is chosen."""
        unit: Unit | None = self.cleaned_data.get("unit")
        if unit is None:
            return rows
        return rows.filter(units.below(unit.path or "-", column=self.column))


class OrganisationsFilter(StaffFilter):
    """Filters of the register of Party organisations."""

    column = "path"


class SetStaffStandard(PageForm):
    """How many people a unit is to have for the Party's office work."""

    least = forms.IntegerField(
        label=_("People at least"), min_value=1, max_value=MOST_STAFF
    )
    valid_from = DayField(label=_("From"))
    basis = forms.CharField(label=_("Basis"), max_length=200, help_text=BASIS)
