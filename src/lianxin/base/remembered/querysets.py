"""A queryset that notes what is asked of it, and asks in remembered words."""

from collections.abc import Iterator
from typing import Any, cast

from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.fields import related_descriptors
from django.db.models.query import MAX_GET_RESULTS
from typing_extensions import override

from lianxin.base.remembered.shapes import (
    CUT,
    USING,
    Record,
    ShapelessError,
    Step,
    replayed,
)
from lianxin.base.remembered.words import parameters_for, words_for


class Remembering(QuerySet[Any]):
    """Django's queryset, but for the writing of SQL.

    While `record` is there, nothing has been built. All that is not said here is
    Django's own, and asks for `query`: then all is built as Django does it, and the
    record is gone, for nothing can be remembered of what others may change.
    """

    def __init__(
        self,
        model: Any = None,
        query: Any = None,
        using: str | None = None,
        hints: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(model, query, using, hints)
        is_new = query is None and model is not None and using in (None, USING)
        self.record = Record(model, (model,)) if is_new else None

    @property
    def query(self) -> Any:
        """Django's own query; whoever takes it may change it."""
        if self.record is not None:
            self._build()
        return QuerySet.query.fget(self)

    @query.setter
    def query(self, value: Any) -> None:
        self.record = None
        QuerySet.query.fset(self, value)

    def _build(self) -> None:
        rows = cast("Any", replayed(cast("Record", self.record)))
        self.record = None
        self._query = rows._query
        self._iterable_class = rows._iterable_class
        self._fields = rows._fields

    def _noted(self, name: str, arguments: Any, named: Any) -> Any:
        """What comes of a step; its shape must be known."""
        record = cast("Record", self.record).then(Step(name, arguments, named))
        return self._with(record)

    def _with(self, record: Record) -> "Remembering":
        clone: Remembering = object.__new__(type(self))
        clone.__dict__.update(self.__dict__)
        clone.record = record
        clone._result_cache = None
        clone._prefetch_done = clone._defer_next_filter = False
        return clone

    @override
    def _clone(self) -> Any:
        return super()._clone() if self.record is None else self._with(self.record)

    @override
    def using(self, alias: str | None) -> Any:
        if self.record is None or alias not in {None, USING}:
            return super().using(alias)
        clone = self._with(self.record)
        clone._db = alias
        return clone

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Its query as a part of another; a copy is built, so the record stays."""
        return QuerySet.resolve_expression(self._clone(), *args, **kwargs)

    @override
    def prefetch_related(self, *lookups: Any) -> Any:
        if self.record is None or lookups == (None,):
            return super().prefetch_related(*lookups)
        clone = self._with(self.record)
        clone._prefetch_related_lookups = (*self._prefetch_related_lookups, *lookups)
        return clone

    @override
    def __getitem__(self, k: Any) -> Any:
        if self.record is not None and self._result_cache is None and _is_front(k):
            try:
                return self._noted(CUT, (k.start, k.stop), {})
            except ShapelessError:
                pass
        return super().__getitem__(k)

    # What is asked of the database.

    def _asking(self, record: Record) -> QuerySet[Any]:
        """Django's queryset that asks, in remembered words where there are any."""
        connection = connections[USING]
        words = words_for(record, connection)
        parameters = parameters_for(words, record, connection) if words else None
        if words is None or parameters is None:
            rows = cast("Any", replayed(record))
        else:
            rows = cast("Any", words.asking(parameters))
        rows._db = self._db
        rows._hints = self._hints
        rows._known_related_objects = self._known_related_objects
        return cast("QuerySet[Any]", rows)

    @override
    def _fetch_all(self) -> None:
        if self._result_cache is None and self.record is not None:
            read = None if self._known_related_objects else self._read(self.record)
            if read is None:
                asking = cast("Any", self._asking(self.record))
                read = list(asking._iterable_class(asking))
            self._result_cache = read
        super()._fetch_all()

    def _read(self, record: Record) -> list[Any] | None:
        """What is made of the answer, where we can ask and read it; else None."""
        if record.is_of_nothing:
            return []
        connection = connections[USING]
        words = words_for(record, connection)
        if words is None or words.reader is None:
            return None
        parameters = parameters_for(words, record, connection)
        if parameters is None:
            return None
        return words.reader.read(words.answer(parameters, connection), connection)

    @override
    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        if self.record is None or self._prefetch_related_lookups:
            return super().iterator(chunk_size)
        return self._asking(self.record).iterator(chunk_size)

    @override
    def count(self) -> int:
        if self.record is None or self._result_cache is not None:
            return super().count()
        row = self._row(self.record, "count")
        return replayed(self.record).count() if row is None else int(row[0][0])

    @override
    def exists(self) -> bool:
        if self.record is None or self._result_cache is not None:
            return super().exists()
        row = self._row(self.record, "exists")
        return replayed(self.record).exists() if row is None else bool(row)

    def _row(self, record: Record, how: str) -> Any:
        """The answer's only row in a list, or an empty list; None where Django asks."""
        connection = connections[USING]
        words = words_for(record, connection, how)
        parameters = parameters_for(words, record, connection) if words else None
        if words is None or parameters is None:
            return None
        return words.answer(parameters, connection)

    @override
    def get(self, *args: Any, **kwargs: Any) -> Any:
        clone = self.filter(*args, **kwargs) if args or kwargs else self._chain()
        record = clone.record
        if record is None or any(
            step.name in {CUT, "distinct"} for step in record.steps
        ):
            return super().get(*args, **kwargs)
        found = list(clone.order_by()[:MAX_GET_RESULTS])
        if len(found) == 1:
            return found[0]
        name = self.model._meta.object_name
        if found:
            message = f"get() returned {len(found)} of {name}, not one"
            raise self.model.MultipleObjectsReturned(message)
        message = f"{name} matching query does not exist."
        raise self.model.DoesNotExist(message)

    @property
    @override
    def ordered(self) -> bool:
        return bool(QuerySet.ordered.fget(self._known()))

    @override
    def _check_ordering_first_last_queryset_aggregation(self, method: str) -> None:
        known = self._known()
        QuerySet._check_ordering_first_last_queryset_aggregation(known, method)

    def _known(self) -> Any:
        """A built queryset of this shape, for what Django asks of its query."""
        if self.record is None:
            return self
        words = words_for(self.record, connections[USING])
        return replayed(self.record) if words is None else words.rows


def _noting(name: str) -> Any:
    """A method that notes itself where Django's would build."""
    theirs = getattr(QuerySet, name)

    def method(self: Remembering, *arguments: Any, **named: Any) -> Any:
        if self.record is not None:
            try:
                return self._noted(name, arguments, named)
            except ShapelessError:
                self = self._clone()
                self._build()
        return theirs(self, *arguments, **named)

    return method


for _name in (
    "_next_is_sticky",
    "alias",
    "annotate",
    "defer",
    "distinct",
    "exclude",
    "filter",
    "none",
    "only",
    "order_by",
    "reverse",
    "select_for_update",
    "select_related",
    "values",
    "values_list",
):
    setattr(Remembering, _name, _noting(_name))


def _is_front(k: object) -> bool:
    if not isinstance(k, slice) or k.step is not None:
        return False
    return all(n is None or (type(n) is int and n >= 0) for n in (k.start, k.stop))


_theirs = cast("Any", related_descriptors)._filter_prefetch_queryset


def _those_of(queryset: Any, field_name: str, instances: Any) -> Any:
    """The rows to prefetch for these; as Django's own, which changes a query in place."""
    record = getattr(queryset, "record", None)
    if record is None or record.is_cut:
        return _theirs(queryset, field_name, instances)
    return queryset.filter(**{f"{field_name}__in": instances})


def remember_all_queries() -> None:
    """Let the managers of all models, of libraries too, make querysets that remember."""
    models.Manager._queryset_class = Remembering
    related_descriptors._filter_prefetch_queryset = _those_of
