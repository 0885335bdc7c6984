"""What is entered where a vote in the meeting is opened."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui.forms import PageForm, RowsField
from lianxin.facts.polls import queries
from lianxin.facts.polls.models import Poll
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.people.models import Person

TELLERS = ("first_teller", "second_teller")


class OpenForm(PageForm):
    """Who watches, who counts, and who is not counted among those who ought to come."""

    scrutineers = RowsField(
        label=_("Scrutineers"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "They watch over the count and are no candidates. Where few are left, a "
            "scrutineer may count as well."
        ),
    )
    first_teller = forms.ModelChoiceField(
        label=_("First teller"),
        queryset=Person.objects.none(),
        help_text=_("No candidate; each teller enters a count of their own."),
    )
    second_teller = forms.ModelChoiceField(
        label=_("Second teller"), queryset=Person.objects.none()
    )
    passed = forms.CharField(
        label=_("How the meeting passed scrutineers and tellers"),
        max_length=200,
        help_text=_("Such as: by a show of hands, all in favour."),
    )
    excused = RowsField(
        label=_("Not counted among those who ought to come"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Only for reasons that the rules name, with the consent of the unit above "
            "and of the meeting. They may vote all the same."
        ),
    )
    reason = forms.CharField(
        label=_("Why, and who agreed"), max_length=200, required=False
    )

    def __init__(
        self,
        *,
        poll: Poll,
        people: QuerySet[Person],
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        candidates = queries.candidates_of(poll)
        able = queries.people_who_count(poll, people).exclude(pk__in=candidates)
        if poll.mode == Mode.NAMED:
            del self.fields["first_teller"], self.fields["second_teller"]
        if not queries.kind_of(poll).watched:
            del self.fields["scrutineers"], self.fields["passed"]
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = able if name in TELLERS else people
                field.label_from_instance = lambda person: person.name  # type: ignore[method-assign, assignment]  # people have no title of their own
        if "scrutineers" in self.fields:
            watch = self.fields["scrutineers"]
            assert isinstance(watch, RowsField)  # noqa: S101 -- for the type checker
            watch.queryset = people.exclude(pk__in=candidates)
        first = able.filter(pk__in=people.values("pk"))
        for name, person in zip(
            TELLERS, [*first, *able.exclude(pk__in=first)], strict=False
        ):
            self.initial[name] = person.pk
