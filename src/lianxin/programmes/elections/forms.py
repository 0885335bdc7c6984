"""What is entered about elections."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, PageForm, RowsField
from lianxin.org.people.models import Person
from lianxin.programmes.elections.queries import Nameless


class BeginForm(PageForm):
    """The size of the committee and the day of the meeting."""

    seats = forms.IntegerField(
        label=_("Members of the committee to be elected"), min_value=1, max_value=30
    )
    meeting_on = DayField(label=_("Planned day of the meeting"))


class StepForm(PageForm):
    """A step that was taken."""

    taken_on = DayField(label=_("Day"))
    words = forms.CharField(
        label=_("Paper or what was done"),
        max_length=300,
        help_text=_("Its title and number, such as they stand on it."),
    )


class CorrectionForm(StepForm):
    """What is right of a step, and why it stood otherwise."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EmptyPlacesForm(PageForm):
    """How the meeting agreed to fewer members."""

    words = forms.CharField(
        label=_("How the meeting agreed"),
        max_length=300,
        help_text=_("How many of the voters agreed, and how they were asked."),
    )


class VoteForm(PageForm):
    """The candidates and the day of the vote."""

    title = forms.CharField(label=_("What is voted on"), max_length=200)
    held_on = DayField(label=_("Day of the vote"))
    people = RowsField(
        label=_("Candidates"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, people: QuerySet[Person], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["people"]
        assert isinstance(field, RowsField)  # noqa: S101 -- for the type checker
        field.queryset = people
        field.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own


class ConcludeForm(PageForm):
    """A post for each of those elected, the end of the term, and the approval."""

    ends_on = DayField(label=_("The term ends on"))
    basis = forms.CharField(
        label=_("Approved with"),
        max_length=200,
        help_text=_("Title and number of the reply of the unit above."),
    )

    def __init__(
        self,
        *,
        people: Sequence[tuple[int, str]],
        nameless: Sequence[Nameless],
        seats: Sequence[tuple[str, str]],
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        self.people = [number for number, _name in people]
        self.nameless = [one.item.pk for one in nameless]
        # no post is chosen beforehand: all would hold the first one in the list
        offered = [("", "—"), *seats]
        first = [field for one in nameless for field in self._add(one, offered)]
        for number, name in people:
            self.fields[f"post_{number}"] = forms.ChoiceField(
                label=name, choices=offered
            )
        self.order_fields([*first, *(f"post_{number}" for number in self.people)])

    def _add(
        self, one: Nameless, offered: Sequence[tuple[str, str]]
    ) -> tuple[str, str]:
        """Two fields for a name that was written in: who it is, and the post."""
        who, post = f"person_{one.item.pk}", f"post_of_{one.item.pk}"
        names = {"name": one.item.text}
        field = forms.ModelChoiceField(
            label=_("Written in: %(name)s") % names,
            queryset=one.people,
            empty_label="—",
            initial=one.namesake,
            help_text=_("The person whom the voters meant by this name."),
        )
        field.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
        self.fields[who] = field
        self.fields[post] = forms.ChoiceField(
            label=_("Post of %(name)s") % names, choices=offered
        )
        return who, post

    def named(self, data: Mapping[str, Any]) -> Mapping[int, Person]:
        """The person chosen for each name that was written in."""
        return {number: data[f"person_{number}"] for number in self.nameless}

    def posts_given(self, data: Mapping[str, Any]) -> Mapping[int, str]:
        """The kind of post chosen for each person."""
        given = {number: data[f"post_{number}"] for number in self.people}
        for number, person in self.named(data).items():
            given[person.pk] = data[f"post_of_{number}"]
        return given
