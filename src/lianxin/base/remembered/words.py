"""The SQL of a shape of query, written once, and how values are put into it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple, NoReturn, cast

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from typing_extensions import override

from lianxin.base.remembered.shapes import Held, Marker, Record, ShapelessError

MOST_KEPT = 3000
USING = "default"
CUT = "cut"


class _Slot(NamedTuple):
    """Stands among the parameters for one that a lookup makes of a value."""

    lookup: Any
    position: int


class _Slotted:
    """A lookup that gives slots in the place of its parameters."""

    plain: type[Any]
    held: int

    @property
    def identity(self) -> tuple[Any, ...]:
        """Two with the same value by chance are not the same condition."""
        return (*super().identity, self.held)

    def process_rhs(self, compiler: Any, connection: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401 -- as Django's
        """The SQL of the value, with a slot for each parameter."""
        sql, parameters = super().process_rhs(compiler, connection)
        return sql, [_Slot(self, position) for position in range(len(parameters))]


_slotted_kinds: dict[type, type[Any]] = {}


def _slotted(plain: type[Any]) -> type[Any]:
    kind = _slotted_kinds.get(plain)
    if kind is None:
        kind = type(plain.__name__, (_Slotted, plain), {"plain": plain})
        _slotted_kinds[plain] = kind
    return kind


class _Writing(Query):
    """A query that is built with held values."""

    @override
    def build_lookup(self, lookups: Sequence[str], lhs: Any, rhs: Any) -> Any:
        if not isinstance(rhs, Held):
            return super().build_lookup(lookups, lhs, rhs)
        lookup = cast("Any", super().build_lookup(lookups, lhs, rhs.value))
        if not isinstance(lookup, Lookup) or lookup.bilateral_transforms:
            raise ShapelessError
        lookup.__class__ = _slotted(type(lookup))
        lookup.held = rhs.number
        return lookup


def _built(record: Record, marker: Marker) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(record.model, query=_Writing(record.model))
    return _stepped(rows, record, marker.step)


def replayed(record: Record) -> QuerySet[Any]:
    """The queryset as Django makes it."""
    return _stepped(QuerySet(record.model, using=USING), record, lambda step: step)


def _stepped(
    rows: QuerySet[Any], record: Record, made: Callable[[Any], Any]
) -> QuerySet[Any]:
    for step in record.steps:
        name, arguments, named = made(step)
        if name == CUT:
            rows = rows[slice(*arguments)]
        else:
            rows = getattr(rows, name)(*arguments, **named)
    return rows


class _Blank(NamedTuple):
    """A lookup without its value, to be filled in."""

    kind: type[Any]
    parts: Mapping[str, Any]
    number: int
    sql: Any

    def filled(self, value: object, connection: BaseDatabaseWrapper) -> Sequence[Any]:
        """The parameters for a value; ShapelessError where it asks for other SQL."""
        lookup = object.__new__(self.kind)
        lookup.__dict__.update(self.parts)
        lookup.rhs = value
        lookup.rhs = lookup.get_prep_lookup()
        sql, parameters = lookup.process_rhs(None, connection)
        if sql != self.sql:
            raise ShapelessError
        return cast("Sequence[Any]", parameters)


class Words:
    """The SQL of a shape, and where the values of a query go."""

    def __init__(self, sql: str, parameters: Sequence[Any], count: int) -> None:
        """Take the slots among the parameters apart; `count` values must be there."""
        self.sql = sql
        blanks: dict[int, _Blank] = {}
        self._parts: list[tuple[int, Any]] = []
        connection = connections[USING]
        order: dict[int, int] = {}
        for part in parameters:
            if not isinstance(part, _Slot):
                self._parts.append((-1, part))
                continue
            lookup = part.lookup
            place = order.setdefault(id(lookup), len(order))
            if place not in blanks:
                asked = lookup.plain.process_rhs
                plain = object.__new__(lookup.plain)
                plain.__dict__.update(lookup.__dict__)
                own = asked(plain, None, connection)[0]
                blanks[place] = _Blank(
                    lookup.plain, dict(lookup.__dict__), lookup.held, own
                )
            self._parts.append((place, part.position))
        self._blanks = tuple(blanks.values())
        if {blank.number for blank in self._blanks} != set(range(count)):
            raise ShapelessError  # a value has gone elsewhere than into a parameter

    def parameters(
        self, values: Sequence[Any], connection: BaseDatabaseWrapper
    ) -> tuple[Any, ...]:
        """The parameters for these values; any exception where Django must do it."""
        filled = [
            blank.filled(values[blank.number], connection) for blank in self._blanks
        ]
        return tuple(
            part if place < 0 else filled[place][part] for place, part in self._parts
        )


class RowsWords(Words):
    """The SQL of rows, and how its columns become what is asked for."""

    def __init__(self, record: Record) -> None:
        rows = _built(record, Marker(_built))
        self._compiler = rows.query.get_compiler(using=USING)
        sql, parameters = self._compiler.as_sql()
        super().__init__(sql, parameters, len(record.values))
        self._compiler.converters = _converters(self._compiler)
        self._compiler.connection = None  # a connection belongs to one thread
        self.query = rows.query
        self.iterable = cast("Any", rows)._iterable_class
        self.fields = cast("Any", rows)._fields

    def compiler(self, parameters: tuple[Any, ...]) -> SQLCompiler:
        """A compiler that has nothing left to do."""
        compiler: Any = object.__new__(_Done)
        compiler.__dict__.update(self._compiler.__dict__)
        compiler.connection = connections[USING]
        compiler.written = (self.sql, parameters)
        return cast("SQLCompiler", compiler)


def _converters(compiler: Any) -> Any:  # noqa: ANN401 -- as Django's
    """What turns the columns into values; they are given their connection each time."""
    fields = [selected[0] for selected in compiler.select[: compiler.col_count]]
    return compiler.get_converters(fields)


class _Done(SQLCompiler):
    written: tuple[str, tuple[Any, ...]]
    converters: Any

    def get_converters(self, _expressions: object) -> Any:  # noqa: ANN401 -- as Django's
        """Known since the SQL was written."""
        return self.converters

    @override
    def as_sql(
        self, with_limits: bool = True, with_col_aliases: bool = False
    ) -> tuple[str, tuple[Any, ...]]:
        return self.written


class _CapturedError(Exception):
    def __init__(self, sql: str, parameters: Sequence[Any]) -> None:
        self.sql = sql
        self.parameters = parameters


def _capture(
    _execute: object, sql: str, parameters: Sequence[Any], *_: object
) -> NoReturn:
    raise _CapturedError(sql, parameters)


@contextmanager
def _unlogged(connection: BaseDatabaseWrapper) -> Iterator[None]:
    before = connection.force_debug_cursor
    connection.force_debug_cursor = False
    try:
        yield
    finally:
        connection.force_debug_cursor = before


class NumberWords(Words):
    """The SQL of what is answered by one row: `count` or `exists`."""

    def __init__(self, record: Record, method: str) -> None:
        rows = _built(record, Marker(_built))
        connection = connections[USING]
        try:
            with _unlogged(connection), connection.execute_wrapper(_capture):
                getattr(rows, method)()
        except _CapturedError as found:
            super().__init__(found.sql, found.parameters, len(record.values))
            return
        raise ShapelessError  # it needs no SQL to know that there is nothing


_kept: dict[object, Words | None] = {}
_lock = Lock()


def words_for(record: Record, method: str = "") -> Words | None:
    """The words for queries of this shape; None where Django has to write each."""
    vendor = connections[USING].vendor
    key = (vendor, method, timezone.get_current_timezone(), record.key)
    try:
        return _kept[key]
    except KeyError:
        pass
    except TypeError:  # a part of the shape that no dictionary takes
        return None
    words = _written(record, method)
    with _lock:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = words
    return words


def _written(record: Record, method: str) -> Words | None:
    try:
        return NumberWords(record, method) if method else RowsWords(record)
    except Exception:  # noqa: BLE001 -- what is wrong with it, Django says when asked
        return None
