"""Queries that every page asks: put into words once, asked with other values.

The ORM builds a query and writes its SQL anew each time, which costs several times
what the database takes to answer. A `Statement` keeps the SQL and nothing else: the
rows are read each time, so a change shows at once.
"""

import copy
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

Row = TypeVar("Row", bound=Model)


class Given(Value):
    """Stands in a query of a `Statement` for a value that is known when it is asked."""

    def __init__(self, name: str, kind: "Field[Any, Any]") -> None:
        super().__init__(name, output_field=kind)

    @override
    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """A place for the value, held by this expression until it is known."""
        return "%s", (self,)

    def adapted(self, value: object, connection: BaseDatabaseWrapper) -> object:
        """The value as this database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class Statement(Generic[Row]):
    """A query of whole rows, built at the first asking.

    `build` is called once and must depend on nothing but its `Given`s.
    """

    def __init__(self, build: Callable[[], QuerySet[Row]]) -> None:
        self._build = build
        self._lock = Lock()
        self._written: dict[str, _Written] = {}

    def __call__(self, **values: object) -> Sequence[Row]:
        """The rows, each made anew, for these values of the `Given`s."""
        rows: QuerySet[Row] = self._for(values)
        return list(rows)

    def _for(self, values: dict[str, object]) -> QuerySet[Row]:
        kept = self._written.get(connections["default"].vendor)
        if kept is None:
            with self._lock:  # a query must not be compiled by two threads at once
                kept = _Written(self._build())
                self._written[connections["default"].vendor] = kept
        return cast("QuerySet[Row]", kept.asked_with(values))


class _Written:
    """The SQL of a query for one kind of database, and how its columns become rows."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(using="default")
        try:
            self._sql, parameters = self._compiler.as_sql()
        except EmptyResultSet as error:
            message = "A statement must be able to find something."
            raise ValueError(message) from error
        self._parameters = tuple(parameters)
        self._compiler.connection = None  # a connection belongs to one thread

    def asked_with(self, values: dict[str, object]) -> QuerySet[Any]:
        query = cast("Any", _Asking(self, values))
        rows: QuerySet[Any] = QuerySet(self._rows.model, query=query)
        # Not public, but what QuerySet's own copies of itself take along.
        prefetched = self._rows._prefetch_related_lookups  # type: ignore[attr-defined]  # see above
        rows._prefetch_related_lookups = prefetched  # type: ignore[attr-defined]  # see above
        return rows

    def compiler(self, values: dict[str, object], using: str) -> SQLCompiler:
        connection = connections[using]
        parameters: tuple[Any, ...] = tuple(
            part.adapted(values[str(part.value)], connection)
            if isinstance(part, Given)
            else part
            for part in self._parameters
        )
        compiler: SQLCompiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self._sql, parameters)  # type: ignore[method-assign]  # it is written already
        return compiler


class _Asking:
    """Stands in a QuerySet where its query stands, and knows its SQL already."""

    def __init__(self, written: _Written, values: dict[str, object]) -> None:
        self._written = written
        self._values = values

    def get_compiler(self, using: str) -> SQLCompiler:
        """What ModelIterable asks for."""
        return self._written.compiler(self._values, using)
