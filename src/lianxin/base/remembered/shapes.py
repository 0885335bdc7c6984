"""What a query looks like without its values, and its values in the same order.

`read` takes an argument of `filter`, `order_by`, `annotate` … apart; `marked` makes the
same argument anew with a `Held` in the place of each value. Both go the same way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import BaseExpression

SCALARS = (str, int, float, Decimal, date, time, timedelta, UUID)
Shape = object


class ShapelessError(Exception):
    """The argument is of no kind that is known here; Django must do all of it."""


class Step(NamedTuple):
    """A method of a queryset and what it was given."""

    name: str
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """How a queryset was made: what it is kept by, its values, and all steps."""

    model: type[Model]
    key: tuple[Shape, ...]
    values: tuple[Any, ...] = ()
    steps: tuple[Step, ...] = ()

    def then(self, step: Step) -> "Record":
        """The record of what comes of this step; ShapelessError where unknown."""
        values: list[Any] = []
        if step.name in {"filter", "exclude"}:
            step = Step(
                step.name,
                tuple(_fixed(part) for part in step.arguments),
                dict(_fixed(part) for part in step.named.items()),
            )
        named: Iterable[tuple[str, Any]] = step.named.items()
        if step.name in {"filter", "exclude"}:
            named = sorted(named)  # as Q does
            shape: Shape = (
                tuple(_child(part, values) for part in step.arguments),
                tuple(_child(part, values) for part in named),
            )
        else:
            shape = (
                tuple(_said(part, values) for part in step.arguments),
                tuple((name, _said(part, values)) for name, part in named),
            )
        return Record(
            self.model,
            (*self.key, step.name, shape),
            (*self.values, *values),
            (*self.steps, step),
        )


class Held:
    """Stands for a value while a query is written; knows which of the values it is."""

    def __init__(self, number: int, value: Any) -> None:  # noqa: ANN401 -- any value
        self.number = number
        self.value = value


class HeldRow(Held):
    """Stands for a row; Django checks that it is of the right model."""

    @property
    def _meta(self) -> object:
        return self.value._meta


class HeldMany(Held):
    """Stands for several values."""

    def __iter__(self) -> Iterator[Any]:
        """The values, which Django checks."""
        return iter(self.value)


class _Kind(Enum):
    LITERAL = auto()
    SCALAR = auto()
    ROW = auto()
    MANY = auto()
    ROWS = auto()
    CONDITION = auto()
    EXPRESSION = auto()
    FIELD = auto()
    UNKNOWN = auto()


_KINDS: tuple[tuple[type | tuple[type, ...], _Kind], ...] = (
    ((type(None), bool), _Kind.LITERAL),
    (SCALARS, _Kind.SCALAR),
    (Model, _Kind.ROW),
    ((list, tuple, set, frozenset), _Kind.MANY),
    (QuerySet, _Kind.ROWS),
    (Q, _Kind.CONDITION),
    ((F, BaseExpression), _Kind.EXPRESSION),
    (Field, _Kind.FIELD),
)
_found: dict[type, _Kind] = {}


def _kind(of: type) -> _Kind:
    kind = _found.get(of)
    if kind is None:
        kind = next((k for base, k in _KINDS if issubclass(of, base)), _Kind.UNKNOWN)
        _found[of] = kind
    return kind


def _child(part: Any, values: list[Any]) -> Shape:  # noqa: ANN401 -- as Q takes it
    """The shape of a child of a Q: a pair of name and value, or an expression."""
    if not isinstance(part, tuple):
        return _said(part, values)
    name, value = part
    kind = _kind(type(value))
    if kind is _Kind.SCALAR or kind is _Kind.ROW:
        values.append(value)
        return (name, type(value))
    if kind is _Kind.MANY:
        several = _several(name, value)
        if not several:
            return (name, list, 0)
        if any(_kind(type(one)) not in (_Kind.SCALAR, _Kind.ROW) for one in several):
            raise ShapelessError
        values.append(several)
        return (name, list, len(several), frozenset(map(type, several)))
    return (name, _said(value, values))


def _fixed(part: Any) -> Any:  # noqa: ANN401 -- a child of a Q
    """The same, but that nobody can change it afterwards."""
    if isinstance(part, tuple):
        name, value = part
        if _kind(type(value)) is not _Kind.MANY:
            return part
        if not name.endswith(("__in", "__range")):
            raise ShapelessError
        return (name, tuple(value))
    if isinstance(part, Q):
        children = [_fixed(child) for child in part.children]
        return type(part).create(children, part.connector, part.negated)
    return part


def _several(name: str, value: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- any iterable
    """What is to be among: each but once, as Django writes it."""
    if not name.endswith("__in"):
        return tuple(value)
    try:
        return tuple(dict.fromkeys(value))
    except TypeError as error:
        raise ShapelessError from error


def _said(part: Any, values: list[Any]) -> Shape:  # noqa: ANN401 -- as the ORM takes it
    """The shape of an argument whose plain parts belong to the words of the query."""
    kind = _kind(type(part))
    if kind is _Kind.LITERAL or kind is _Kind.SCALAR:
        return (type(part), part)
    if kind is _Kind.CONDITION:
        inside = tuple(_child(child, values) for child in part.children)
        return (type(part), part.connector, part.negated, inside)
    if kind is _Kind.EXPRESSION:
        arguments, named = _made_of(part)
        return (
            type(part),
            tuple(_said(argument, values) for argument in arguments),
            tuple((name, _said(named[name], values)) for name in named),
        )
    if kind is _Kind.ROWS:
        record = _record(part)
        values.extend(record.values)
        return record.key
    if kind is _Kind.FIELD and not part.deconstruct()[3]:
        return type(part)
    raise ShapelessError


def _made_of(part: Any) -> tuple[tuple[Any, ...], Mapping[str, Any]]:  # noqa: ANN401 -- an expression
    """What Django itself knows an expression by."""
    made = getattr(part, "_constructor_args", None)
    if made is None:
        raise ShapelessError
    return cast("tuple[tuple[Any, ...], Mapping[str, Any]]", made)


def _record(rows: Any) -> Record:  # noqa: ANN401 -- a queryset of any kind
    record = getattr(rows, "record", None)
    if not isinstance(record, Record):
        raise ShapelessError
    return record


class Marker:
    """Makes arguments anew with a `Held` for each value, in the order of `read`."""

    def __init__(self, built: Any) -> None:  # noqa: ANN401 -- see querysets
        self._built = built
        self._next = 0

    def step(self, step: Step) -> Step:
        """The step with each of its values held."""
        named: Iterable[tuple[str, Any]] = step.named.items()
        if step.name in {"filter", "exclude"}:
            named = sorted(named)  # as Q does
            return Step(
                step.name,
                tuple(self._child(part) for part in step.arguments),
                dict(self._child(part) for part in named),
            )
        return Step(
            step.name,
            tuple(self._said(part) for part in step.arguments),
            {name: self._said(part) for name, part in named},
        )

    def _child(self, part: Any) -> Any:  # noqa: ANN401 -- as _child
        if not isinstance(part, tuple):
            return self._said(part)
        name, value = part
        kind = _kind(type(value))
        if kind is _Kind.SCALAR:
            return (name, self._held(Held, value))
        if kind is _Kind.ROW:
            return (name, self._held(HeldRow, value))
        if kind is _Kind.MANY:
            several = _several(name, value)
            return (name, self._held(HeldMany, several) if several else several)
        return (name, self._said(value))

    def _held(self, kind: type[Held], value: Any) -> Held:  # noqa: ANN401 -- any value
        self._next += 1
        return kind(self._next - 1, value)

    def _said(self, part: Any) -> Any:  # noqa: ANN401 -- as _said
        kind = _kind(type(part))
        if kind is _Kind.CONDITION:
            children = [self._child(child) for child in part.children]
            return type(part).create(children, part.connector, part.negated)
        if kind is _Kind.EXPRESSION:
            arguments, named = _made_of(part)
            return type(part)(
                *(self._said(argument) for argument in arguments),
                **{name: self._said(named[name]) for name in named},
            )
        if kind is _Kind.ROWS:
            return self._built(_record(part), self)
        return part
