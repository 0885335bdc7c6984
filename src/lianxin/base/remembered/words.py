"""The SQL of a shape of query, written once by Django, and how values go into it."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from threading import Lock
from typing import Any, NamedTuple, NoReturn, cast

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigAutoField,
    CharField,
    ForeignKey,
    QuerySet,
    TextField,
)
from django.db.models.expressions import Col
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    LessThan,
    LessThanOrEqual,
)
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

from lianxin.base.remembered.rows import Reader
from lianxin.base.remembered.shapes import (
    HOLD,
    USING,
    Record,
    ShapelessError,
    rebuilt,
    replayed,
)
from lianxin.base.sqlite.base import with_marks_of_sqlite

MOST_KEPT = 3000
ROWS = "rows"


class Words:
    """The words in which queries of one shape are asked.

    Made with the first such query, and only if they are, with its values put in, the
    very words in which Django asks it.
    """

    def __init__(self, record: Record, how: str) -> None:
        """Write them; any exception says that Django must ask such queries."""
        held = list(map(_Held, count(), record.values))
        self.rows: Any = rebuilt(record, iter(held), _Writing)
        self._how = how
        self.is_holding = any(step.name == HOLD for step in record.steps)
        self._is_prepared: bool | None = None  # where nobody tried yet
        self.proofs_left: int = settings.LIANXIN_PROOFS_PER_QUERY + 1
        self._compiler: Any = self.rows.query.get_compiler(using=USING)
        self.sql, parameters = _said(self.rows, self._compiler, how)
        self._sql_of_sqlite = with_marks_of_sqlite(self.sql)
        self._blanks = list(
            dict.fromkeys(p.blank for p in parameters if isinstance(p, _Slot))
        )
        places = {blank: place for place, blank in enumerate(self._blanks)}
        # Of each parameter: what it is, or which one of which blank.
        self._parameters = [
            (None, 0, p)
            if not isinstance(p, _Slot)
            else (places[p.blank], p.place, None)
            for p in parameters
        ]
        self.prove(record)
        found = {blank.number for blank in self._blanks}
        if any(v != () for n, v in enumerate(record.values) if n not in found):
            raise ShapelessError  # a value has become part of the words themselves
        if how == ROWS:
            self._converters = _converters(self._compiler)
            self.reader = _reader(self.rows, self._compiler, self._converters)
        self._compiler.connection = None  # a connection belongs to one thread
        for one in held:
            one.value = None  # nothing of who asked first is kept

    def prove(self, record: Record) -> None:
        """Compare with what Django says of the same query without us."""
        rows = replayed(record)
        theirs = _said(rows, rows.query.get_compiler(using=USING), self._how)
        ours = (self.sql, self.parameters(record.values, connections[USING]))
        if theirs != ours:
            message = f"Django says {theirs}, remembered was {ours}"
            raise AssertionError(message)
        self.proofs_left -= 1
        self.proven_with = record.values if self.proofs_left else ()

    def parameters(
        self, values: Sequence[Any], connection: BaseDatabaseWrapper
    ) -> tuple[Any, ...]:
        """The parameters for these values; any exception where Django must ask."""
        filled = [b.filled(values[b.number], connection) for b in self._blanks]
        return tuple(
            [
                part if blank is None else filled[blank][place]
                for blank, place, part in self._parameters
            ]
        )

    def answer(
        self, parameters: tuple[Any, ...], connection: BaseDatabaseWrapper
    ) -> list[Any]:
        """All rows of the answer, as the driver gives them."""
        if connection.queries_logged or connection.execute_wrappers:
            with self._cursor(parameters, connection, connection.cursor) as cursor:
                cursor.execute(self.sql, parameters)
                return cast("list[Any]", cursor.fetchall())
        # Nobody listens: what Django does around each query, without its layers.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        connection.validate_thread_sharing()
        connection.validate_no_broken_transaction()
        theirs: Any = connection.connection
        with connection.wrap_database_errors:
            if connection.vendor == "sqlite":
                found = theirs.execute(self._sql_of_sqlite, parameters)
                return cast("list[Any]", found.fetchall())
            make = connection.create_cursor
            with self._cursor(parameters, connection, make) as cursor:
                cursor.execute(self.sql, parameters)
                return cast("list[Any]", cursor.fetchall())

    def _cursor(
        self,
        parameters: Sequence[Any],
        connection: BaseDatabaseWrapper,
        make: Callable[[], Any],
    ) -> Any:
        """A cursor to ask with, of a kind that suits the database and the words."""
        if connection.vendor != "postgresql":
            return make()
        from lianxin.base.remembered import prepared  # noqa: PLC0415 -- slow to load

        if self._is_prepared is None:
            self._is_prepared = prepared.can_be_prepared(
                self.sql, parameters, connection
            )
        if not self._is_prepared:
            return make()
        with prepared.preparing(connection):
            return make()

    def asking(self, parameters: tuple[Any, ...]) -> QuerySet[Any]:
        """A queryset of Django's that asks in these words and makes rows of the answer."""
        compiler = object.__new__(type(self._compiler))
        compiler.__dict__.update(self._compiler.__dict__)
        compiler.connection = connections[USING]
        compiler.as_sql = lambda *_, **__: (self.sql, parameters)
        compiler.get_converters = lambda _: self._converters
        query = cast("Any", _Asked(self.rows.query, compiler))
        rows = cast("Any", QuerySet(self.rows.model, query))
        rows._iterable_class = self.rows._iterable_class
        rows._fields = self.rows._fields
        return cast("QuerySet[Any]", rows)


_kept: dict[object, Words | None] = {}
_lock = Lock()


def words_for(
    record: Record, connection: BaseDatabaseWrapper, how: str = ROWS
) -> Words | None:
    """The words for queries of this shape; None where Django has to ask them."""
    key = (record.shape, how, connection.vendor)
    try:
        return _kept[key]
    except KeyError:
        pass
    except TypeError:  # a part of the shape is of a kind that no dictionary takes
        return None
    try:
        words = Words(record, how)
    except Exception:  # noqa: BLE001 -- what is wrong with it, Django says when it asks
        words = None
    with _lock:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = words
    return words


def parameters_for(
    words: Words, record: Record, connection: BaseDatabaseWrapper
) -> tuple[Any, ...] | None:
    """The parameters of this query; None where Django has to ask it."""
    if words.is_holding and connection.get_autocommit():
        return None  # rows are held within a transaction only: Django says so
    try:
        parameters = words.parameters(record.values, connection)
    except Exception:  # noqa: BLE001 -- what is wrong with a value, Django says
        return None
    if words.proofs_left and words.proven_with != record.values:
        words.prove(record)
    return parameters


# How values are told from words: each is held while Django writes.


class _Held:
    """Stands for a value while a query is written; knows which of the values it is."""

    def __init__(self, number: int, value: Any) -> None:
        self.number = number
        self.value = value


class _Writing(Query):
    """A query whose conditions leave slots where values are held."""

    @override
    def build_lookup(self, lookups: Sequence[str], lhs: Any, rhs: Any) -> Any:
        if not isinstance(rhs, _Held):
            return super().build_lookup(lookups, lhs, rhs)
        lookup: Any = super().build_lookup(lookups, lhs, rhs.value)
        if lookup is None or lookup.bilateral_transforms:
            raise ShapelessError
        blank = _Blank(rhs.number, copy.copy(lookup))
        lookup.process_rhs = blank.slotted
        lookup.rhs = rhs  # so that no two conditions are the same by chance
        return lookup


class _Blank:
    """A condition whose value is to be filled in."""

    def __init__(self, number: int, lookup: Any) -> None:
        self.number = number
        self._lookup = lookup
        self._sql: object = None
        self._plain = _plainly_filled(lookup)

    def slotted(
        self, compiler: object, connection: BaseDatabaseWrapper
    ) -> tuple[Any, list["_Slot"]]:
        """What the condition says of its value, with slots for the parameters."""
        self._sql, parameters = self._lookup.process_rhs(compiler, connection)
        return self._sql, [_Slot(self, place) for place in range(len(parameters))]

    def filled(self, value: object, connection: BaseDatabaseWrapper) -> Sequence[Any]:
        """The parameters for a value; ShapelessError where it asks for other words.

        Of several values the shape says how many there are.
        """
        if self._plain is not None:
            plain = self._plain(value)
            if plain is not None:
                return plain
        lookup = object.__new__(type(self._lookup))
        lookup.__dict__.update(self._lookup.__dict__)
        lookup.rhs = value
        lookup.rhs = lookup.get_prep_lookup()
        sql, parameters = lookup.process_rhs(None, connection)
        if sql != self._sql:
            raise ShapelessError
        return cast("Sequence[Any]", parameters)


# Most values go into their columns as they are, so Django is not asked what it makes of
# them: texts into columns of texts, numbers and objects into columns of such objects.
_Plain = Callable[[Any], Sequence[Any] | None]
_TAKE_ONE = {Exact, LessThan, LessThanOrEqual, GreaterThan, GreaterThanOrEqual}


def _plainly_filled(lookup: Any) -> _Plain | None:
    """What gives the parameters for a value, or None for one that is not plain."""
    if type(lookup.lhs) is not Col:
        return None
    column, kind = lookup.lhs.output_field, type(lookup)
    if type(column) in {CharField, TextField}:
        if kind in _TAKE_ONE:
            return lambda value: (value,) if isinstance(value, str) else None
        return _plain_texts if kind is In else None
    if kind in {RelatedExact, RelatedIn} and _is_of_objects(column):
        one = partial(_number_in, column.related_model)
        return partial(_plain_number if kind is RelatedExact else _plain_numbers, one)
    return None


def _is_of_objects(column: Any) -> bool:
    return isinstance(column, ForeignKey) and (
        type(column.target_field) is BigAutoField and column.target_field.primary_key
    )


def _number_in(model: Any, value: Any) -> int | None:
    number = value.pk if isinstance(value, model) else value
    return number if type(number) is int else None


def _plain_number(one: Callable[[Any], int | None], value: Any) -> Sequence[Any] | None:
    number = one(value)
    return None if number is None else (number,)


def _plain_numbers(
    one: Callable[[Any], int | None], values: Iterable[Any]
) -> Sequence[Any] | None:
    numbers = tuple(map(one, values))
    return None if None in numbers else numbers


def _plain_texts(values: Sequence[Any]) -> Sequence[Any] | None:
    return values if all(isinstance(value, str) for value in values) else None


class _Slot(NamedTuple):
    """Stands among the parameters for one that a value gives."""

    blank: _Blank
    place: int


class _Asked:
    """Stands in a queryset where its query stands, and has its words already."""

    def __init__(self, query: Query, compiler: SQLCompiler) -> None:
        self._query = query
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_: object, **__: object) -> SQLCompiler:
        """What rows are read with."""
        return self._compiler


# What Django says, without asking.


def _said(rows: Any, compiler: Any, how: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL and its parameters in which rows, `count` or `exists` are asked."""
    if how == ROWS:
        sql, parameters = compiler.as_sql()
        return sql, tuple(parameters)
    connection = connections[USING]
    try:
        with _unlogged(connection), connection.execute_wrapper(_caught):
            getattr(rows, how)()
    except _CaughtError as caught:
        return caught.sql, tuple(caught.parameters)
    raise ShapelessError  # it needs no words to know that there is nothing


def _reader(rows: Any, compiler: Any, converters: Any) -> Reader | None:
    """What reads the answers; None where Django has to."""
    try:
        return Reader(rows, compiler, converters)
    except ShapelessError:
        return None


def _converters(compiler: Any) -> Any:
    """What makes values of columns; the connection is given to them each time."""
    columns = [selected[0] for selected in compiler.select[: compiler.col_count]]
    return compiler.get_converters(columns)


class _CaughtError(Exception):
    def __init__(self, sql: str, parameters: Sequence[Any]) -> None:
        self.sql = sql
        self.parameters = parameters


def _caught(
    _execute: object, sql: str, parameters: Sequence[Any], *_: object
) -> NoReturn:
    raise _CaughtError(sql, parameters)


@contextmanager
def _unlogged(connection: BaseDatabaseWrapper) -> Iterator[None]:
    before = connection.force_debug_cursor
    connection.force_debug_cursor = False
    try:
        yield
    finally:
        connection.force_debug_cursor = before
