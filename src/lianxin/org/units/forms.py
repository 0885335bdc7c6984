"""Forms for changing the tree of units, and the field in which one names a unit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.escaping import escaped
from lianxin.base.ui.forms import DayField, PageForm
from lianxin.kernel.actor import Actor
from lianxin.org.units import queries
from lianxin.org.units.enums import Restriction
from lianxin.org.units.models import Unit

MOST_SUGGESTED = 200
APPROVING = ("committee", "general_branch")
NUMBER = re.compile(r"#(\d{1,12})\s*$")


class SuggestInput(forms.TextInput):
    """A line of text with suggestions that the browser itself offers."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.suggestions: Iterable[str] = ()

    @override
    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """The text box, and after it the list that it names."""
        number = f"{(attrs or {}).get('id', name)}-list"
        box = super().render(name, value, {**(attrs or {}), "list": number}, renderer)
        options = "".join(
            f'<option value="{escaped(line)}"></option>' for line in self.suggestions
        )
        return format_html(
            '{}<datalist id="{}">{}</datalist>',
            box,
            number,
            mark_safe(options),  # noqa: S308 -- each line is escaped
        )


class UnitField(forms.CharField):
    """A unit, named by its full or short name, its number (``#12``) or its pinyin.

    `units` are those that may be named; cleaning returns the unit itself.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- whatever Django's field takes
        super().__init__(max_length=160, widget=SuggestInput(), **options)
        self.units: QuerySet[Unit] = Unit.objects.none()

    def choose_from(
        self, units: QuerySet[Unit], *, suggested: int = MOST_SUGGESTED
    ) -> None:
        """Let one of these be named, and suggest the first of them."""
        self.units = units
        if isinstance(self.widget, SuggestInput):
            names = units.values_list("name", "pk")[:suggested]
            self.widget.suggestions = [_label(name, pk) for name, pk in names]

    @override
    def prepare_value(self, value: Any) -> Any:
        """A unit is shown as its label."""
        return label_of(value) if isinstance(value, Unit) else value

    @override
    def clean(self, value: Any) -> Unit | None:
        """The one unit that is meant; ValidationError where that is not clear."""
        typed = super().clean(value)
        if not typed:
            return None
        found = self._meant(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("No unit of this name can be chosen here; choose from the list.")
            )
        labels = gettext(", ").join(label_of(unit) for unit in found[:3])
        raise ValidationError(
            _("Several units fit; choose one: %(units)s"), params={"units": labels}
        )

    def _meant(self, typed: str) -> Sequence[Unit]:
        """At most four of them, enough to tell that it is not clear."""
        number = NUMBER.search(typed)
        if number:
            return list(self.units.filter(pk=int(number[1])))
        exact = self.units.filter(name=typed) | self.units.filter(short_name=typed)
        return list(exact[:4]) or queries.first_named(self.units, typed, most=4)


def label_of(unit: Unit) -> str:
    """A unit as suggestions show it: its name and its number."""
    return _label(unit.name, unit.pk)


def _label(name: str, pk: int) -> str:
    return f"{name} #{pk}"


class DecidedForm(PageForm):
    """A change of the tree, with what it rests on and who approved it."""

    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The resolution or document with its number."),
    )
    approved_by = UnitField(label=_("Approved by"), required=False)

    def __init__(self, *, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(**given)
        field = self.fields["approved_by"]
        assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
        field.choose_from(queries.visible_to(actor).filter(kind__in=APPROVING))
        self.order_fields(
            [name for name in self.fields if name not in ("basis", "approved_by")]
        )


class FoundUnit(DecidedForm):
    """A new unit under the one whose page it was called from."""

    kind = forms.ChoiceField(label=_("Kind of unit"))
    form = forms.ChoiceField(
        label=_("Special form"),
        required=False,
        help_text=_("Only where the unit is set up in a special way."),
    )
    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        required=False,
        help_text=_("As it is called in tables. Without one, the full name."),
    )
    founded_on = DayField(label=_("Founded on"))

    def __init__(self, *, parent: Unit, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        language = get_language() or ""
        kind, form = self.fields["kind"], self.fields["form"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(form, forms.ChoiceField)  # noqa: S101 -- for the type checker
        kinds = [k for k in rulebook.unit_kinds().values() if parent.kind in k.under]
        forms_known = {
            code: title.into(language) for k in kinds for code, title in k.forms.items()
        }
        form.choices = [("", "—"), *forms_known.items()]
        kind.choices = [(k.code, k.title.into(language)) for k in kinds]

    @override
    def clean(self) -> dict[str, Any]:
        """A full name that fits is the short name too."""
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name", "")
        if not cleaned.get("short_name") and len(name) > 40:
            self.add_error(
                "short_name", _("Give a short name of at most 40 characters.")
            )
        return cleaned


class RenameUnit(DecidedForm):
    """Another name from a day on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    valid_from = DayField(
        label=_("In force from"),
        help_text=_("A day to come is possible: the name changes then."),
    )


class MoveUnit(DecidedForm):
    """Another unit above from a day on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    parent = UnitField(label=_("Unit above"))
    valid_from = DayField(
        label=_("In force from"),
        help_text=_("A day to come is possible: the unit moves then."),
    )

    def __init__(self, *, unit: Unit, actor: Actor, **given: Any) -> None:  # noqa: ANN401 -- whatever Django's form takes
        super().__init__(actor=actor, **given)
        field = self.fields["parent"]
        assert isinstance(field, UnitField)  # noqa: S101 -- for the type checker
        field.choose_from(queries.possible_parents(unit, actor=actor))


class RestrictUnit(PageForm):
    """Whether a unit, with all below it, is abroad or classified."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    restriction = forms.ChoiceField(
        label=_("Restriction"),
        choices=[("", _("Not restricted")), *Restriction.choices],
        required=False,
    )
    valid_from = DayField(label=_("In force from"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("The resolution or document with its number."),
    )


class TreeQuestion:
    """What the address of the tree page asks: a day, words, a unit to open or shut."""

    def __init__(self, asked: Mapping[str, str], *, today: date) -> None:
        self.day = _day_in(asked.get("on", ""), today=today)
        self.words = asked.get("q", "").replace("\0", "").strip()[:60]
        self.opens = "open" in asked
        self.toggled = _number_in(asked.get("open", asked.get("shut", "")))

    def way_to(self, unit: int | None) -> int | None:
        """The unit to which the tree is open: a shut one's way ends above it."""
        if unit is None or self.opens:
            return unit
        way = queries.way_on(unit, day=self.day)
        return way[-1] if way else None


def order_from(asked: Mapping[str, str], below: Sequence[int]) -> list[int]:
    """The numbers in `below` with the one in `unit` moved ``up`` or ``down`` a place.

    A number that is not among them leaves the order as it is.
    """
    order = list(below)
    unit = _number_in(asked.get("unit", ""))
    if unit not in order:
        return order
    place = order.index(unit)
    other = place + (-1 if "up" in asked else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order


def _day_in(text: str, *, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _number_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else None
