"""What is entered about elections."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import DayField, FilesField, PageForm, RowsField
from lianxin.base.ui.wording import cited
from lianxin.kernel.rules.election_files import Way
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import queries
from lianxin.programmes.elections.enums import Office
from lianxin.programmes.elections.queries import Nameless


class BeginForm(PageForm):
    """Who elects whom, the size of the committee and the day of the meeting."""

    way = forms.ChoiceField(label=_("Who elects whom"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("Paper by which the unit above agreed that delegates elect"),
        max_length=200,
        required=False,
    )
    seats = forms.IntegerField(
        label=_("Members of the committee to be elected"), min_value=1, max_value=30
    )
    meeting_on = DayField(label=_("Planned day of the meeting"))

    def __init__(self, *, unit: Unit, today: date, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        ways, language = queries.ways_of(unit), get_language() or ""
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)  # noqa: S101 -- for the type checker
        way.choices = [(one.code.value, one.title.into(language)) for one in ways]
        found = {one.code for one in ways}
        if Way.DIRECT in found:
            self.fields["seats"].help_text = _(
                "Without a committee one secretary is elected, whatever stands here."
            )
        rule = queries.congress_rule(on=today)
        if Way.CONGRESS not in found:
            del self.fields["basis"]
        elif rule is not None:
            self.fields["basis"].help_text = _(
                "Where delegates elect: from %(least)d members on, or where the "
                "organisations are far apart, and the unit above agrees (%(basis)s)."
            ) % {"least": rule[0], "basis": cited(rule[1])}


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


class OfficeForm(VoteForm):
    """The candidates for an office, and for how many places."""

    seats = forms.IntegerField(label=_("Deputies to be elected"), min_value=1)

    def __init__(self, *, office: Office, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        if office is Office.SECRETARY:
            del self.fields["seats"]


class NamesForm(PageForm):
    """Who is meant by each name that was written in."""

    def __init__(self, *, nameless: Sequence[Nameless], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        for one in nameless:
            field = forms.ModelChoiceField(
                label=_("Written in: %(name)s") % {"name": one.item.text},
                queryset=one.people,
                empty_label="—",
                initial=one.namesake,
                help_text=_("The person whom the voters meant by this name."),
            )
            field.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
            self.fields[f"person_{one.item.pk}"] = field


class FilesForm(PageForm):
    """The signed paper of a step, or other files."""

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Such as the paper with signature and seal, as PDF or picture."),
    )


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
        seats: Sequence[tuple[str, str]],
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        # no post is chosen beforehand: all would hold the first one in the list
        offered = [("", "—"), *seats]
        for number, name in people:
            self.fields[f"post_{number}"] = forms.ChoiceField(
                label=name, choices=offered
            )
        self.order_fields([f"post_{number}" for number, _name in people])
