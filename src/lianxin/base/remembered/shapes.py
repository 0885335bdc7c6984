"""What is asked of a queryset, apart from the values that it is asked with.

A `Record` notes the steps. Two readers walk through the same steps in the same order:
`_Apart` takes them apart into a shape and its values, `_Together` makes them anew
around the values it is given.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import BaseExpression
from django.db.models.sql import Query

USING = "default"
CUT, NONE, HOLD = "cut", "none", "select_for_update"
_CONDITIONS = {"filter", "exclude"}


class ShapelessError(Exception):
    """Something is of no kind that is known here; Django must do all of it."""


class Step(NamedTuple):
    """A method of a queryset and what it was given."""

    name: str
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]


class Record(NamedTuple):
    """How a queryset was made; of the same shape others differ in the values only."""

    model: type[Model]
    shape: tuple[object, ...]
    values: tuple[Any, ...] = ()
    steps: tuple[Step, ...] = ()

    def then(self, step: Step) -> "Record":
        """The record with one step more; ShapelessError where its shape is unknown."""
        if self.is_cut:
            raise ShapelessError
        apart = _Apart()
        shape = _walked(step, apart)
        return Record(
            self.model,
            (*self.shape, step.name, shape),
            (*self.values, *apart.values),
            (*self.steps, step),
        )

    @property
    def is_of_nothing(self) -> bool:
        """Whether it was said that there is to be no row."""
        return any(step.name == NONE for step in self.steps)

    @property
    def is_cut(self) -> bool:
        """Whether only a slice of the rows is asked for."""
        return bool(self.steps) and self.steps[-1].name == CUT


def replayed(record: Record) -> QuerySet[Any]:
    """What Django alone makes of the steps."""
    return rebuilt(record, iter(record.values), Query)


def rebuilt(record: Record, values: Iterator[Any], kind: type[Query]) -> QuerySet[Any]:
    """What Django makes of the steps with these values, in a query of this kind."""
    rows: QuerySet[Any] = QuerySet(record.model, query=kind(record.model))
    together = _Together(values, kind)
    for step in record.steps:
        arguments, named = _walked(step, together)
        if step.name == CUT:
            rows = rows[slice(*arguments)]
        else:
            rows = getattr(rows, step.name)(*arguments, **dict(named))
    return rows


class _Kind(Enum):
    LITERAL = auto()
    FIELD = auto()
    ONE = auto()
    SEVERAL = auto()
    CONDITION = auto()
    EXPRESSION = auto()
    ROWS = auto()
    UNKNOWN = auto()


_KINDS: tuple[tuple[type | tuple[type, ...], _Kind], ...] = (
    ((type(None), bool), _Kind.LITERAL),
    ((str, int, float, Decimal, date, time, timedelta, UUID, Model), _Kind.ONE),
    ((list, tuple, set, frozenset), _Kind.SEVERAL),
    (Q, _Kind.CONDITION),
    ((F, BaseExpression), _Kind.EXPRESSION),
    (QuerySet, _Kind.ROWS),
    (Field, _Kind.FIELD),
)
_known: dict[type, _Kind] = {}


def _kind(of: type) -> _Kind:
    kind = _known.get(of)
    if kind is None:
        kind = next((k for base, k in _KINDS if issubclass(of, base)), _Kind.UNKNOWN)
        _known[of] = kind
    return kind


def _walked(step: Step, by: "_Reader") -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What the reader makes of the arguments, and of the named ones as pairs."""
    if step.name in _CONDITIONS:
        pairs = sorted(step.named.items())  # as Q does
        return (
            tuple([_in_condition(part, by) for part in step.arguments]),
            tuple([_in_condition(pair, by) for pair in pairs]),
        )
    return _called(step.arguments, step.named, by)


def _called(
    arguments: tuple[Any, ...], named: Mapping[str, Any], by: "_Reader"
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return (
        tuple([_part(part, by) for part in arguments]),
        tuple([(name, _part(part, by)) for name, part in named.items()]),
    )


def _in_condition(part: Any, by: "_Reader") -> Any:
    """Part of a Q: a name with a value, which others may be in the place of; or more."""
    if not isinstance(part, tuple):
        return _part(part, by)
    name, value = part
    kind = _kind(type(value))
    if kind is _Kind.ONE:
        return (name, by.one(value))
    if kind is _Kind.SEVERAL:
        return (name, by.several(name, value))
    return (name, _part(value, by))


def _part(part: Any, by: "_Reader") -> Any:
    """Any other argument; its plain parts belong to the words of the query."""
    kind = _kind(type(part))
    if kind is _Kind.LITERAL or kind is _Kind.ONE:
        return by.literal(part)
    if kind is _Kind.CONDITION:
        return by.condition(part, tuple([_in_condition(c, by) for c in part.children]))
    if kind is _Kind.EXPRESSION and hasattr(part, "_constructor_args"):
        arguments, named = _called(*part._constructor_args, by=by)
        return by.expression(type(part), arguments, named)
    if kind is _Kind.ROWS and getattr(part, "record", None) is not None:
        return by.rows(part.record)
    if kind is _Kind.FIELD:
        return by.field(part)
    raise ShapelessError


class _Apart:
    """Gives the shape, and keeps the values."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def literal(self, part: Any) -> Any:
        return (type(part), part)

    def field(self, part: Any) -> Any:
        return (type(part), tuple(part.deconstruct()[3].items()))

    def one(self, value: Any) -> Any:
        self.values.append(value)
        return type(value)

    def several(self, name: str, values: Any) -> Any:
        """Fixed here, so that nobody changes them before they are asked for."""
        if name.endswith("__in"):
            fixed = _each_once(values)
        elif name.endswith("__range"):
            fixed = tuple(values)
        else:
            raise ShapelessError
        kinds = frozenset(map(type, fixed))
        if any(_kind(of) is not _Kind.ONE for of in kinds):
            raise ShapelessError
        self.values.append(fixed)
        return (len(fixed), kinds)

    def condition(self, part: Q, children: tuple[Any, ...]) -> Any:
        return (type(part), part.connector, part.negated, children)

    def expression(
        self, of: type, arguments: tuple[Any, ...], named: tuple[Any, ...]
    ) -> Any:
        return (of, arguments, named)

    def rows(self, record: Record) -> Any:
        self.values.extend(record.values)
        return record.shape


def _each_once(values: Any) -> tuple[Any, ...]:
    """The values, each but once, as Django does where they can be told apart."""
    try:
        return tuple(dict.fromkeys(values))
    except TypeError as error:  # such as lists within JSON
        raise ShapelessError from error


class _Together:
    """Gives the same parts anew, but for the values."""

    def __init__(self, values: Iterator[Any], kind: type[Query]) -> None:
        self._values = values
        self._kind = kind

    def literal(self, part: Any) -> Any:
        return part

    def field(self, part: Any) -> Any:
        return part

    def one(self, value: Any) -> Any:
        return next(self._values)

    def several(self, name: str, values: Any) -> Any:
        return next(self._values)

    def condition(self, part: Q, children: tuple[Any, ...]) -> Any:
        return type(part).create(list(children), part.connector, part.negated)

    def expression(
        self, of: type, arguments: tuple[Any, ...], named: tuple[Any, ...]
    ) -> Any:
        return of(*arguments, **dict(named))

    def rows(self, record: Record) -> Any:
        return rebuilt(record, self._values, self._kind)


_Reader = _Apart | _Together
