"""A queryset that notes what is asked of it, and asks in remembered words."""

from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.fields import related_descriptors
from django.db.models.query import MAX_GET_RESULTS
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

from lianxin.base.remembered.shapes import Record, ShapelessError, Step
from lianxin.base.remembered.words import (
    CUT,
    MOST_KEPT,
    USING,
    NumberWords,
    RowsWords,
    Words,
    replayed,
    words_for,
)

# What Django says of a shape: whether it is ordered; that its first may be asked for.
_ordered: dict[object, bool] = {}
_checked: set[object] = set()


class Remembering(QuerySet[Any]):
    """Django's queryset, but for the writing of SQL.

    While `record` is there, nothing has been built. Whatever is not noted here goes to
    Django's own method, which asks for `query`; then all is built as Django does it and
    the record is gone, so that nothing can be remembered of what others change.
    """

    def __init__(
        self,
        model: Any = None,  # noqa: ANN401 -- as Django's
        query: Any = None,  # noqa: ANN401 -- as Django's
        using: str | None = None,
        hints: dict[str, Any] | None = None,
    ) -> None:
        is_new = query is None and model is not None
        super().__init__(
            model, cast("Any", _UNBUILT) if is_new else query, using, hints
        )
        self.record: Record | None = None
        if is_new and using in (None, USING):
            self.record = Record(model, (model,))
        if is_new:
            self._query = None if self.record else Query(model)

    @property
    def query(self) -> Any:  # noqa: ANN401 -- as Django's
        """Django's own query; who takes it may change it, so the record is gone."""
        if self._query is None:
            self._build()
        return QuerySet.query.fget(self)

    @query.setter
    def query(self, value: Any) -> None:  # noqa: ANN401 -- as Django's
        self.record = None
        QuerySet.query.fset(self, value)

    def _build(self) -> None:
        rows = cast("Any", replayed(cast("Record", self.record)))
        self.record = None
        self._query = rows._query
        self._iterable_class = rows._iterable_class
        self._fields = rows._fields

    def _noted(self, name: str, /, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- as Django's
        """What comes of a step: noted where its shape is known, else built."""
        if self.record is not None:
            try:
                record = self.record.then(Step(name, arguments, named))
            except ShapelessError:
                pass
            else:
                return self._with(record)
            built = self._clone()
            built._build()
            return getattr(built, name)(*arguments, **named)
        return getattr(super(), name)(*arguments, **named)

    def _with(self, record: Record) -> "Remembering":
        clone = self.__class__(self.model, using=self._db, hints=self._hints)
        clone.record = record
        clone._for_write = self._for_write
        clone._prefetch_related_lookups = self._prefetch_related_lookups
        clone._known_related_objects = self._known_related_objects
        return clone

    @override
    def _clone(self) -> Any:
        if self.record is None:
            return super()._clone()
        return self._with(self.record)

    @override
    def _next_is_sticky(self) -> Any:
        if self.record is not None:
            self._build()
        return super()._next_is_sticky()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- as Django's
        """Its query as a part of another; a copy is built, so the record stays."""
        rows = self if self.record is None else self._clone()
        return QuerySet.resolve_expression(rows, *args, **kwargs)

    # Steps that are noted. Each does what Django's method of its name does.

    @override
    def filter(self, *args: Any, **kwargs: Any) -> Any:
        return self._noted("filter", *args, **kwargs)

    @override
    def exclude(self, *args: Any, **kwargs: Any) -> Any:
        return self._noted("exclude", *args, **kwargs)

    @override
    def order_by(self, *field_names: Any) -> Any:
        return self._noted("order_by", *field_names)

    @override
    def select_related(self, *fields: Any) -> Any:
        return self._noted("select_related", *fields)

    @override
    def annotate(self, *args: Any, **kwargs: Any) -> Any:
        return self._noted("annotate", *args, **kwargs)

    @override
    def alias(self, *args: Any, **kwargs: Any) -> Any:
        return self._noted("alias", *args, **kwargs)

    @override
    def values(self, *fields: Any, **expressions: Any) -> Any:
        return self._noted("values", *fields, **expressions)

    @override
    def values_list(self, *fields: Any, **how: Any) -> Any:
        return self._noted("values_list", *fields, **how)

    @override
    def distinct(self, *field_names: Any) -> Any:
        return self._noted("distinct", *field_names)

    @override
    def only(self, *fields: Any) -> Any:
        return self._noted("only", *fields)

    @override
    def defer(self, *fields: Any) -> Any:
        return self._noted("defer", *fields)

    @override
    def reverse(self) -> Any:
        return self._noted("reverse")

    @override
    def none(self) -> Any:
        if self.record is None:
            return super().none()
        empty = self.__class__(self.model, Query(self.model), self._db, self._hints)
        return QuerySet.none(empty)

    @override
    def prefetch_related(self, *lookups: Any) -> Any:
        if self.record is None or lookups == (None,):
            return super().prefetch_related(*lookups)
        clone = self._with(self.record)
        clone._prefetch_related_lookups = (*self._prefetch_related_lookups, *lookups)
        return clone

    @override
    def __getitem__(self, k: Any) -> Any:
        if self.record is None or self._result_cache is not None or not _is_front(k):
            return super().__getitem__(k)
        return self._noted(CUT, k.start, k.stop)

    # What is asked of the database.

    def _asking(self) -> QuerySet[Any] | None:
        """A queryset whose SQL is there; None where Django has to write it."""
        if self.record is None:
            return None
        words = words_for(self.record)
        parameters = self._parameters(words)
        if parameters is None:
            return None
        written = cast("RowsWords", words)
        query = cast("Any", _Asked(written, parameters))
        rows = cast("Any", QuerySet(self.model, query, self._db, self._hints))
        rows._iterable_class = written.iterable
        rows._fields = written.fields
        rows._known_related_objects = self._known_related_objects
        return cast("QuerySet[Any]", rows)

    def _parameters(self, words: Words | None) -> tuple[Any, ...] | None:
        if words is None or self.record is None:
            return None
        try:
            parameters = words.parameters(self.record.values, connections[USING])
        except Exception:  # noqa: BLE001 -- Django says what is wrong with a value
            return None
        if settings.LIANXIN_PROVE_QUERIES and isinstance(words, RowsWords):
            _prove(self.record, words.sql, parameters)
        return parameters

    @override
    def _fetch_all(self) -> None:
        if self._result_cache is None and self.record is not None:
            asking = cast("Any", self._asking())
            if asking is None:
                record = self.record
                self._build()
                self._result_cache = list(cast("Any", self)._iterable_class(self))
                self._query, self.record = None, record
            else:
                self._result_cache = list(asking._iterable_class(asking))
        super()._fetch_all()

    @override
    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        asking = None if self._prefetch_related_lookups else self._asking()
        if asking is None:
            return super().iterator(chunk_size)
        return asking.iterator(chunk_size)

    @override
    def count(self) -> int:
        if self._result_cache is None:
            row = self._one_row("count")
            if row is not None:
                return int(row[0])
        return super().count()

    @override
    def exists(self) -> bool:
        if self._result_cache is None and self.record is not None:
            words = words_for(self.record, "exists")
            parameters = self._parameters(words)
            if parameters is not None:
                return _first_row(cast("Words", words).sql, parameters) is not None
        return super().exists()

    def _one_row(self, method: str) -> Any:  # noqa: ANN401 -- a row of the database
        if self.record is None:
            return None
        words = words_for(self.record, method)
        parameters = self._parameters(words)
        if parameters is None:
            return None
        return _first_row(cast("NumberWords", words).sql, parameters)

    @override
    def get(self, *args: Any, **kwargs: Any) -> Any:
        clone = self.filter(*args, **kwargs) if args or kwargs else self._chain()
        record = clone.record
        if record is None or any(s.name in {CUT, "distinct"} for s in record.steps):
            return super().get(*args, **kwargs)
        found = list(clone.order_by()[:MAX_GET_RESULTS])
        if len(found) == 1:
            return found[0]
        name = self.model._meta.object_name
        if found:
            message = (
                f"get() returned more than one {name} -- it returned {len(found)}!"
            )
            raise self.model.MultipleObjectsReturned(message)
        message = f"{name} matching query does not exist."
        raise self.model.DoesNotExist(message)

    @override
    def _check_ordering_first_last_queryset_aggregation(self, method: str) -> None:
        if self.record is None:
            super()._check_ordering_first_last_queryset_aggregation(method)
        elif (self.record.key, method) not in _checked:
            rows = cast("Any", replayed(self.record))
            rows._check_ordering_first_last_queryset_aggregation(method)
            if len(_checked) < MOST_KEPT:
                _checked.add((self.record.key, method))

    @property
    @override
    def ordered(self) -> bool:
        if self.record is None:
            return bool(QuerySet.ordered.fget(self))
        try:
            return _ordered[self.record.key]
        except KeyError:
            is_so = bool(replayed(self.record).ordered)
            if len(_ordered) < MOST_KEPT:
                _ordered[self.record.key] = is_so
            return is_so
        except TypeError:
            return replayed(self.record).ordered


def _is_front(k: object) -> bool:
    if not isinstance(k, slice) or k.step is not None:
        return False
    return all(n is None or (type(n) is int and n >= 0) for n in (k.start, k.stop))


def _first_row(sql: str, parameters: tuple[Any, ...]) -> Any:  # noqa: ANN401 -- a row of the database
    with connections[USING].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()


def _prove(record: Record, sql: str, parameters: tuple[Any, ...]) -> None:
    """Compare with what Django writes; in tests every query is."""
    compiler = replayed(record).query.get_compiler(using=USING)
    written = compiler.as_sql()
    if written != (sql, parameters):
        message = f"Django writes {written}, remembered was {sql} with {parameters}"
        raise AssertionError(message)


_unnoted = cast("Any", related_descriptors)._filter_prefetch_queryset


def _those_of(queryset: Any, field_name: str, instances: Any) -> Any:  # noqa: ANN401 -- as Django's
    """The rows to prefetch for these; as Django's own, which changes a query in place."""
    record = getattr(queryset, "record", None)
    if record is None or any(step.name == CUT for step in record.steps):
        return _unnoted(queryset, field_name, instances)
    return queryset.filter(**{f"{field_name}__in": instances})


def remember_all_queries() -> None:
    """Let the managers of all models, of libraries too, make querysets that remember."""
    models.Manager._queryset_class = Remembering
    related_descriptors._filter_prefetch_queryset = _those_of


class _Unbuilt:
    """Stands where a queryset is made; truthy, as Django looks at that."""


_UNBUILT = _Unbuilt()


class _Asked:
    """Stands in a queryset where its query stands, and knows its SQL already."""

    def __init__(self, words: RowsWords, parameters: tuple[Any, ...]) -> None:
        self._words = words
        self._parameters = parameters

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the query knows
        return getattr(self._words.query, name)

    def get_compiler(self, using: str, **_how: object) -> SQLCompiler:
        """What rows are read with."""
        return self._words.compiler(self._parameters)
