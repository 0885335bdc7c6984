"""The form that all forms of pages derive from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from lianxin.base.ui.wording import labelled
from lianxin.kernel.actor import Conflict

LINE = 300
TEXT = 20_000
VERSION = "version"
# Control characters but tab and line feed; those that turn the writing direction; those
# without width, by which two names look the same; those that no XML file can hold.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufffe\uffff]"
)
# Joiners make one picture of several (as in families of emoji); alone they are nothing.
_LOOSE_JOINERS = re.compile(r"(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)")
_BREAKS = re.compile(r"[\t\n\u2028\u2029]+")


def plain(text: str) -> str:
    """The text without what cannot be seen, its lines ending in line feeds."""
    text = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LOOSE_JOINERS.sub("", text)


def _plain_data(data: Mapping[str, Any]) -> QueryDict:
    """A changeable copy of what was sent, each value cleaned."""
    copy = QueryDict(mutable=True)
    for name in data:
        values = (
            data.getlist(name) if isinstance(data, MultiValueDict) else [data[name]]
        )
        copy.setlist(name, [plain(v) if isinstance(v, str) else v for v in values])
    return copy


class PageForm(forms.Form):
    """A form that takes any input and loses none of it.

    Text is freed of control characters, and bounded where the field itself sets no
    bound. No browser cuts off what is too long: the server says so instead.
    `theirs` holds what somebody else stored meanwhile, by field; `kept_at` the
    instant from which a draft was restored; `came_back` says that what stands in it is
    newer than what the browser keeps; `asks_again` that nothing is wrong, but is to be
    read before it is sent once more.
    """

    use_required_attribute = False
    theirs: Mapping[str, str]
    kept_at: datetime | None
    came_back = asks_again = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        **kwargs: Any,  # noqa: ANN401 -- whatever Django's form takes
    ) -> None:
        super().__init__(None if data is None else _plain_data(data), files, **kwargs)
        self.theirs = {}
        self.kept_at = None
        for field in self.fields.values():
            if (
                field.error_messages["required"]
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = _asked(field)
            if isinstance(field, forms.CharField):
                _bound(field)
        if data is not None:
            self._make_lines_of_lines()

    def _make_lines_of_lines(self) -> None:
        """Fields of one line hold no breaks, whatever was sent past the browser."""
        data = cast("QueryDict", self.data)
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if key in data and isinstance(field.widget, forms.TextInput):
                data.setlist(key, [_on_one_line(v) for v in data.getlist(key)])

    def show_conflict(self, conflict: Conflict) -> None:
        """Show the other's values beside mine; saving again then overwrites them."""
        theirs = {}
        for name, value in conflict.current.items():
            if name in self.fields and not self._is_mine(name, value):
                theirs[name] = self._in_words(name, value)
        self.theirs = theirs
        data = QueryDict(mutable=True)
        for name in self.data:
            data.setlist(name, self.data.getlist(name))  # type: ignore[attr-defined]  # a QueryDict since __init__
        data[self.add_prefix(VERSION)] = str(conflict.expected)
        self.data = data
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. Nothing is lost: "
                "what is stored now stands beside your words. Save again to put "
                "yours in its place."
            ),
        )

    def _is_mine(self, name: str, value: object) -> bool:
        mine = self.cleaned_data.get(name)
        if isinstance(mine, Model):
            return value in (mine, mine.pk)
        return mine == value or str(mine or "") == str(value or "")

    def _in_words(self, name: str, value: object) -> str:
        if value is None or value == "":
            return _("(empty)")
        field = self.fields[name]
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(field, forms.ModelChoiceField) and not isinstance(value, Model):
            rows = field.queryset
            chosen = None if rows is None else rows.filter(pk=value).first()
            return str(value if chosen is None else field.label_from_instance(chosen))
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field)).get(str(value), value))
        return str(value)


def _on_one_line(value: Any) -> Any:  # noqa: ANN401 -- data of a form may be any
    return _BREAKS.sub(" ", value) if isinstance(value, str) else value


def _flat(field: forms.ChoiceField) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for value, title in cast("Iterable[tuple[Any, Any]]", field.choices):
        if isinstance(title, list | tuple):
            pairs += [(str(inner), words) for inner, words in title]
        else:
            pairs.append((str(value), title))
    return pairs


def _asked(field: forms.Field) -> str:
    chooses = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    return _("Please choose.") if chooses else _("Please fill this in.")


def _bound(field: forms.CharField) -> None:
    field.widget.attrs.pop("maxlength", None)
    if field.widget.attrs.get("rows") == "10":  # what Django sets where nobody chose
        field.widget.attrs["rows"] = "5"
    if field.max_length is None:
        is_text = isinstance(field.widget, forms.Textarea)
        field.max_length = TEXT if is_text else LINE
        field.validators.append(MaxLengthValidator(field.max_length))


class FilterForm(PageForm):
    """The filters of a list, sent in the address; every field may stay empty.

    Those named in `folded` are asked for seldom: they stand under "More filters", which
    is open where one of them is set.
    """

    folded: ClassVar[Sequence[str]] = ()

    def usual(self) -> list[forms.BoundField]:
        """The filters that always stand there."""
        return [self[name] for name in self.fields if name not in self.folded]

    def seldom(self) -> list[forms.BoundField]:
        """The filters under "More filters"."""
        return [self[name] for name in self.folded]

    def is_unfolded(self) -> bool:
        """Whether one of the seldom ones is set."""
        return any(self.data.get(name) for name in self.folded)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that pass the filters in `cleaned_data`."""
        raise NotImplementedError

    def fitting(self, rows: QuerySet[Any], *, most: int) -> Sequence[int] | None:
        """The numbers of those of `apply` that fit the words best, at most so many.

        None where no words are looked for: the list then is in its usual order.
        """
        return None

    def in_words(self) -> str:
        """The filters that are set, for the note of an export."""
        said = []
        for bound in self:
            value = self.cleaned_data.get(bound.name) if self.is_valid() else None
            if value not in (None, "", [], False):
                words = self._in_words(bound.name, value)
                said.append(labelled(bound.label, words))
        return _("; ").join(said)
