"""Forms for people's entries, the filters of their list, and naming a person."""

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm
from lianxin.base.ui.wording import cited
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Bounds, Source
from lianxin.org.people import queries
from lianxin.org.people.enums import Belonging, Circumstance, Employment, Standing
from lianxin.org.people.models import Person
from lianxin.org.people.operations import Particulars, Place, Told
from lianxin.org.units import queries as units
from lianxin.org.units.forms import SuggestInput, UnitField
from lianxin.org.units.models import Unit

MOST_SUGGESTED = 200
IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
GENDERS = [("", "—"), ("f", _("Female")), ("m", _("Male"))]


class PersonField(forms.CharField):
    """A person, named by name or employee number, or both as suggested.

    `people` are those who may be named; cleaning returns the person.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- whatever Django's field takes
        super().__init__(max_length=120, widget=SuggestInput(), **options)
        self.people: QuerySet[Person] = Person.objects.none()

    def choose_from(
        self, people: QuerySet[Person], suggested: QuerySet[Person]
    ) -> None:
        """Let one of `people` be named, and suggest the first of `suggested`."""
        self.people = people
        if isinstance(self.widget, SuggestInput):
            self.widget.suggestions = [
                label_of(person) for person in suggested[:MOST_SUGGESTED]
            ]

    @override
    def prepare_value(self, value: Any) -> Any:
        """A person is shown as their label."""
        return label_of(value) if isinstance(value, Person) else value

    @override
    def clean(self, value: Any) -> Person | None:
        """The one person who is meant; ValidationError where that is not clear."""
        typed = super().clean(value)
        if not typed:
            return None
        number = IN_BRACKETS.search(typed)
        wanted = number[1] if number else typed
        found = list(self.people.filter(Q(name=wanted) | Q(employee_number=wanted))[:4])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("Nobody of this name or number can be chosen here.")
            )
        raise ValidationError(
            _("Several people have this name; choose one: %(people)s"),
            params={"people": gettext(", ").join(map(label_of, found[:3]))},
        )


def label_of(person: Person) -> str:
    """A person as suggestions show them: the name and the employee number."""
    return f"{person.name} ({person.employee_number})"


class PeopleFilter(FilterForm):
    """Filters of the list of people; the one by standing for those who may see it."""

    q = forms.CharField(
        label=_("Name, pinyin or number"), max_length=60, required=False
    )
    unit = UnitField(label=_("Unit, with all below"), required=False)
    standing = forms.ChoiceField(
        label=_("Standing"), choices=[("", _("All")), *Standing.choices], required=False
    )

    situation = forms.ChoiceField(
        label=_("Situation"),
        choices=[("", _("All")), *Circumstance.choices],
        required=False,
    )

    def __init__(self, *, actor: Actor, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.actor, self.today = actor, today
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)  # noqa: S101 -- for the type checker
        unit.choose_from(units.visible_to(actor))
        if not actor.holds("people.standing"):
            del self.fields["standing"], self.fields["situation"]

    @override
    def apply(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The people who pass all filters that are set."""
        return queries.named(self._narrowed(rows), self.cleaned_data.get("q", ""))

    @override
    def fitting(self, rows: QuerySet[Person], *, most: int) -> Sequence[int] | None:
        """The people whose name fits best, where one is looked for."""
        words = self.cleaned_data.get("q", "")
        return queries.first_numbers(self._narrowed(rows), words, most=most)

    def _narrowed(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        asked = self.cleaned_data
        unit: Unit | None = asked.get("unit")
        if unit is not None:
            rows = queries.among(rows, unit, actor=self.actor, today=self.today)
        if asked.get("standing"):
            rows = queries.of_standing(
                rows, asked["standing"], actor=self.actor, today=self.today
            )
        if asked.get("situation"):
            rows = queries.situated(
                rows, asked["situation"], actor=self.actor, today=self.today
            )
        return rows


class EntryForm(PageForm):
    """What a register of staff says of a person, besides name and places."""

    gender = forms.ChoiceField(label=_("Gender"), choices=GENDERS, required=False)
    birth_on = DayField(label=_("Date of birth"), required=False)
    nation = forms.CharField(label=_("Ethnic group"), max_length=30, required=False)
    native_place = forms.CharField(
        label=_("Native place"), max_length=60, required=False
    )
    education = forms.CharField(label=_("Education"), max_length=40, required=False)
    degree = forms.CharField(label=_("Degree"), max_length=40, required=False)
    worked_since = DayField(label=_("Working since"), required=False)
    joined_on = DayField(label=_("Joined the enterprise on"), required=False)
    job = forms.CharField(label=_("Job"), max_length=80, required=False)
    job_title = forms.CharField(
        label=_("Professional title"), max_length=60, required=False
    )
    employment = forms.ChoiceField(
        label=_("Kind of contract"),
        choices=[("", "—"), *Employment.choices],
        required=False,
    )


class EditPerson(EntryForm):
    """What an entry says of a person."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=60)
    employee_number = forms.CharField(label=_("Employee number"), max_length=30)
    field_order = ("version", "name", "employee_number")


class AddPerson(EntryForm):
    """Somebody new, with where they belong."""

    name = forms.CharField(label=_("Name"), max_length=60)
    employee_number = forms.CharField(label=_("Employee number"), max_length=30)
    staff_unit = UnitField(label=_("Department, workshop or other unit of employment"))
    party_unit = UnitField(label=_("Party unit"), required=False)
    standing = forms.ChoiceField(
        label=_("Standing in the Party"),
        choices=[("", "—"), *Standing.choices],
        required=False,
    )
    since = DayField(
        label=_("Belongs there since"), help_text=_("Also the day of the standing.")
    )
    field_order = (
        "name",
        "employee_number",
        "staff_unit",
        "party_unit",
        "standing",
        "since",
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        may_edit = units.all_units().filter(units.within(actor.scope("people.edit")))
        for name, lines in (("staff_unit", None), ("party_unit", "party")):
            field = self.fields[name]
            assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
            field.choose_from(units.of_line(may_edit, lines) if lines else may_edit)
        if not actor.holds("people.standing"):
            del self.fields["standing"]


class Affiliate(PageForm):
    """Another unit, in one way, from a day on."""

    belonging = forms.ChoiceField(label=_("Belongs as"), choices=Belonging.choices)
    unit = UnitField(label=_("Unit"))
    valid_from = DayField(
        label=_("From"),
        help_text=_("Where the person belonged until then ends that day."),
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["unit"]
        assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
        scope = units.within(actor.scope("people.edit"))
        field.choose_from(units.all_units().filter(scope))


class ComeBack(PageForm):
    """Where somebody who had left works again, from which day on."""

    unit = UnitField(label=_("Unit"))
    valid_from = DayField(
        label=_("From"),
        help_text=_(
            "For somebody who does not leave after all, the day after the day noted."
        ),
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["unit"]
        assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
        scope = units.within(actor.scope("people.edit"))
        field.choose_from(units.all_units().filter(scope))


class EndAffiliation(PageForm):
    """The day from which somebody belongs to a unit no more."""

    ended_on = DayField(label=_("Belongs there no more from"))


class SetStanding(PageForm):
    """What somebody is to the Party from a day on."""

    standing = forms.ChoiceField(
        label=_("Standing"), choices=[("", "—"), *Standing.choices]
    )
    valid_from = DayField(label=_("From"))


class EndStanding(PageForm):
    """The day from which somebody has no standing."""

    ended_on = DayField(label=_("No standing from"))


class ExtendProbation(PageForm):
    """By which resolution probation is extended, and by how many months."""

    decided_on = DayField(label=_("Day of the resolution"))
    months = forms.IntegerField(label=_("Extended by how many months"), min_value=1)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The resolution or document with its number."),
    )

    def __init__(
        self,
        *,
        allowed: tuple[Source, Bounds] | None,
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        if allowed is not None:
            source, bounds = allowed
            self.fields["months"].help_text = _(
                "From %(least)d to %(most)d, counted from the end of probation, once: "
                "%(rule)s."
            ) % {"least": bounds.least, "most": bounds.most, "rule": cited(source)}


class NoteTouch(PageForm):
    """The day on which the unit was in touch; nothing of what was said."""

    touched_on = DayField(
        label=_("In touch on"),
        help_text=_("Only the day is kept, nothing of what was said."),
    )


class BeginSituation(PageForm):
    """What, besides the standing, decides how a member takes part."""

    circumstance = forms.ChoiceField(
        label=_("Situation"),
        choices=[
            (code.value, code.label)
            for code in Circumstance
            if code is not Circumstance.DECEASED
        ],
    )
    valid_from = DayField(label=_("From"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The resolution or document with its number."),
    )
    place = forms.CharField(label=_("Where to"), max_length=120, required=False)
    contact_unit = UnitField(
        label=_("Unit that keeps in touch"),
        required=False,
    )

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["contact_unit"]
        assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
        seen = units.visible_to(actor).filter(is_restricted=False)
        field.choose_from(units.of_line(seen, "party"))

    @override
    def clean(self) -> dict[str, Any]:
        """What was sent, as the operation takes it: the rest as `told`."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            names = ("basis", "place", "contact_unit")
            cleaned["told"] = Told(**{name: cleaned.pop(name) for name in names})
        return cleaned


class EndSituation(PageForm):
    """The day from which a situation is over."""

    ended_on = DayField(label=_("Over from"))


class SetContact(PageForm):
    """Phone and identity number; what is stored is not shown in the form."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    identity_number = forms.CharField(
        label=_("Identity number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ExactNumber(PageForm):
    """A phone or identity number to be found exactly; sent by POST, never kept."""

    number = forms.CharField(
        label=_("Exact phone or identity number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def with_places(data: dict[str, Any]) -> dict[str, Any]:
    """What `AddPerson` was told, as the operation takes it."""
    since = data.pop("since")
    named = {
        Belonging.STAFF: data.pop("staff_unit"),
        Belonging.PARTY: data.pop("party_unit"),
    }
    data["places"] = [
        Place(unit, belonging, since) for belonging, unit in named.items() if unit
    ]
    standing = data.pop("standing", "")
    data["standing"] = Standing(standing) if standing else None
    return with_particulars(data)


def with_particulars(data: dict[str, Any]) -> dict[str, Any]:
    """What an `EntryForm` was told, as the operations take it."""
    names = [field.name for field in fields(Particulars)]
    data["particulars"] = Particulars(**{name: data.pop(name) for name in names})
    return data


def entry_of(person: Person) -> dict[str, object]:
    """What `EditPerson` begins with."""
    return {name: getattr(person, name) for name in EditPerson.base_fields}
