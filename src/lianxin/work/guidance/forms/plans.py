"""Forms for a plan's way: filters, consultation, approval, issue, trial."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.ui.forms import DayField, FilterForm, PageForm, RowsField
from lianxin.base.ui.wording import bracketed
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.org.units.models import Unit
from lianxin.work.goals.queries import kinds_of, of_kinds_or_numbers
from lianxin.work.guidance import queries
from lianxin.work.guidance.enums import Adoption
from lianxin.work.guidance.models import Comment, Plan

MOST_STEPS = 3
FEW_UNITS = 60


class PlansFilter(FilterForm):
    """Filters of the list of plans."""

    q = forms.CharField(label=_("Words"), max_length=60, required=False)
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *, rows: QuerySet[Plan], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)  # noqa: S101 -- for the type checker
        years = queries.years_of(rows)
        year.choices = [("", _("All")), *((str(y), str(y)) for y in years)]

    @override
    def apply(self, rows: QuerySet[Plan]) -> QuerySet[Plan]:
        """The plans that pass all filters."""
        asked = self.cleaned_data
        return queries.among(rows, words=asked.get("q", ""), year=asked.get("year"))


class ChooseUnits(PageForm):
    """Units by kind and by name; `chosen` has each once, in tree order."""

    kinds = forms.MultipleChoiceField(
        label=_("All units of a kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    units = RowsField(
        label=_("Units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *, below: QuerySet[Unit], parent: Unit, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        self.below = below
        kinds, units = self.fields["kinds"], self.fields["units"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(units, RowsField)  # noqa: S101 -- for the type checker
        offered = kinds_of(below)
        kinds.choices = [(code, bracketed(title, n)) for code, title, n in offered]
        is_small = sum(n for _code, _title, n in offered) <= FEW_UNITS
        units.queryset = below if is_small else below.filter(parent=parent)
        units.label_from_instance = lambda unit: unit.name  # type: ignore[method-assign, assignment]  # units have no title of their own

    @override
    def clean(self) -> dict[str, Any]:
        """At least one unit is chosen."""
        cleaned = super().clean() or self.cleaned_data
        numbers = [unit.pk for unit in cleaned.get("units") or ()]
        cleaned["chosen"] = list(
            of_kinds_or_numbers(self.below, cleaned.get("kinds", ()), numbers)
        )
        if not cleaned["chosen"] and not self.errors:
            raise ValidationError(_("Choose at least one unit."))
        return cleaned


class OpenConsultation(ChooseUnits):
    """Who is asked, until when, with which words."""

    until = DayField(label=_("Comments until"))
    words = forms.CharField(
        label=_("Words to the units"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("until", "words", "kinds", "units")


class SubmitPlan(PageForm):
    """Who decides, one after the other; why, where the plan is changed."""

    step_1 = forms.ModelChoiceField(
        label=_("Decides first"), queryset=Post.objects.none(), empty_label="—"
    )
    step_2 = forms.ModelChoiceField(
        label=_("Then"), queryset=Post.objects.none(), empty_label="—", required=False
    )
    step_3 = forms.ModelChoiceField(
        label=_("And then"),
        queryset=Post.objects.none(),
        empty_label="—",
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The units whose goals change read it."),
    )

    def __init__(
        self,
        *,
        plan: Plan,
        today: date,
        is_change: bool,
        **given: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(**given)
        found = posts.posts_of_unit(plan.unit, today=today)
        holders = {post.pk: _post_in_words(post) for post in found}
        for number in range(1, MOST_STEPS + 1):
            step = self.fields[f"step_{number}"]
            assert isinstance(step, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
            step.queryset = Post.objects.filter(pk__in=holders)
            step.label_from_instance = lambda post: holders[post.pk]  # type: ignore[method-assign, assignment]  # posts have no title of their own
        if not is_change:
            del self.fields["reason"]

    @override
    def clean(self) -> dict[str, Any]:
        """`steps` are the posts in their order."""
        cleaned = super().clean() or self.cleaned_data
        asked = [cleaned.get(f"step_{n}") for n in range(1, MOST_STEPS + 1)]
        cleaned["steps"] = [post for post in asked if post is not None]
        return cleaned


class IssuePlan(PageForm):
    """Number, day and meeting of an issue."""

    number = forms.CharField(
        label=_("Document number"),
        max_length=80,
        help_text=_("As it stands on the paper, such as 华党发〔2026〕12号."),
    )
    issued_on = DayField(label=_("Day of issue"))
    meeting = forms.CharField(
        label=_("Meeting that decided"),
        max_length=200,
        help_text=_("Its name and day."),
    )


class ReplyToDraft(PageForm):
    """A comment on the whole draft and one on each row; all may stay empty."""

    whole = forms.CharField(
        label=_("On the whole"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty throughout means: no comment."),
    )

    def __init__(self, *, snapshot: Sequence[Mapping[str, Any]], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        for row in snapshot:
            field = forms.CharField(
                label=_("Comment on row %(number)d") % {"number": row["order"]},
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 1}),
            )
            field.widget.attrs.pop("maxlength", None)
            self.fields[f"row_{row['task']}"] = field


class AnswerComments(PageForm):
    """For each comment whether it is adopted, and why not."""

    def __init__(self, *, comments: Sequence[Comment], **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        for comment in comments:
            answer = getattr(comment, "answer", None)
            self.fields[f"adoption_{comment.pk}"] = forms.ChoiceField(
                label=_("What becomes of it"),
                choices=[("", "—"), *Adoption.choices],
                required=False,
                initial=answer.adoption if answer else "",
            )
            self.fields[f"reason_{comment.pk}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=300,
                initial=answer.reason if answer else "",
            )


class NothingToAsk(PageForm):
    """A form that only asks to go ahead."""


def _post_in_words(post: Post) -> str:
    holders = getattr(post, "holders_today", ())
    who = holders[0].person.name if holders else str(_("vacant"))
    return f"{posts.title_of_kind(post.kind)} · {who}"
