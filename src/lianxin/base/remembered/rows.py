"""What is made of the rows of an answer; how to make it is worked out once.

Django works it out anew for every answer, and sets the attributes of every object one
by one. Here an object's attributes are set in one go, and only for models of which
Django does no more than that; all others are Django's to make.
"""

from collections.abc import Callable, Iterable, Sequence
from inspect import getattr_static
from typing import Any, cast

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, base
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.query_utils import DeferredAttribute

from lianxin.base.remembered.shapes import USING, ShapelessError

Row = Sequence[Any]
_base = cast("Any", base)  # which also holds what is told when an object is made
_PLAIN = {DeferredAttribute, ForeignKeyDeferredAttribute}


class Reader:
    """Makes of rows what a queryset yields."""

    def __init__(self, rows: Any, compiler: Any, converters: Any) -> None:
        """ShapelessError where Django has to read them."""
        columns = [selected[0] for selected in compiler.select[: compiler.col_count]]
        if compiler.has_extra_select or compiler.has_composite_fields(columns):
            raise ShapelessError
        ops = compiler.connection.ops
        # What the database's own do with nothing is nothing.
        self._converters = [
            (place, makers, column, all(_is_of(maker, ops) for maker in makers))
            for place, (makers, column) in converters.items()
        ]
        self._making = (
            _Making(compiler.klass_info, compiler)
            if rows._iterable_class is ModelIterable
            else None
        )
        self._made = self._making.whole if self._making else _maker(rows)
        self._proofs_left: int = settings.LIANXIN_PROOFS_PER_QUERY

    def read(self, answer: Iterable[Row], connection: BaseDatabaseWrapper) -> list[Any]:
        """The objects, tuples or values of an answer."""
        if self._converters:
            answer = [self._converted(row, connection) for row in answer]
        made = list(map(self._made, answer))
        if self._proofs_left and self._making:
            self._prove(self._making, answer, made)
        return made

    def _prove(
        self, making: "_Making", answer: Iterable[Row], made: Iterable[Model]
    ) -> None:
        """Compare with what Django makes of the same rows."""
        for row, ours in zip(answer, made, strict=True):
            self._proofs_left = max(0, self._proofs_left - 1)
            theirs = making.made_by_django(row)
            if told(ours) != told(theirs):
                message = f"Django makes {told(theirs)}, made was {told(ours)}"
                raise AssertionError(message)

    def _converted(self, row: Row, connection: BaseDatabaseWrapper) -> Row:
        values = list(row)
        for place, makers, column, leaves_nothing in self._converters:
            value = values[place]
            if value is None and leaves_nothing:
                continue
            for maker in makers:
                value = maker(value, column, connection)
            values[place] = value
        return values


def told(made: Model, *, seen: frozenset[int] = frozenset()) -> object:
    """All that an object holds, and all that the objects that belong to it hold."""
    if id(made) in seen:
        return "as above"
    held = dict(vars(made))
    state = held.pop("_state")
    cached = {
        name: other and told(other, seen=seen | {id(made)})
        for name, other in state.fields_cache.items()
    }
    return type(made), held, state.db, state.adding, cached


def _is_of(maker: object, ops: object) -> bool:
    return getattr(maker, "__self__", None) is ops


def _maker(rows: Any) -> Callable[[Row], Any]:
    kind = rows._iterable_class
    if kind is FlatValuesListIterable:
        return _first
    if kind is ValuesListIterable:
        return tuple
    if kind is ValuesIterable and not rows.query.extra_select:
        query = rows.query
        names = query.selected or (*query.values_select, *query.annotation_select)
        return lambda row: dict(zip(names, row, strict=True))
    raise ShapelessError


def _first(row: Row) -> Any:
    return row[0]


class _Making:
    """How an object is made of a part of a row, with those that belong to it."""

    def __init__(self, info: Any, compiler: Any) -> None:
        self._model: type[Model] = info["model"]
        columns = info["select_fields"]
        if info.get("from_parent") or not columns:
            raise ShapelessError
        self._part = slice(columns[0], columns[-1] + 1)
        self._names = [
            selected[0].target.attname for selected in compiler.select[self._part]
        ]
        if not _is_plain(self._model, self._names):
            raise ShapelessError
        self._key = self._names.index(self._model._meta.pk_fields[0].attname)  # type: ignore[attr-defined]  # the stubs lag behind
        self._annotations = (compiler.annotation_col_map or {}).items()
        self._belonging = [
            (_Making(other, compiler), other["local_setter"], other["remote_setter"])
            for other in info.get("related_klass_infos", [])
        ]
        self._theirs = cast("Any", get_related_populators)(info, compiler.select, USING)

    def whole(self, row: Row) -> Model:
        """The object of a row, with what was annotated."""
        made = self.made(row)
        for name, place in self._annotations:
            setattr(made, name, row[place])
        return made

    def made(self, row: Row) -> Model:
        """The object of a row and all that belong to it."""
        made = object.__new__(self._model)
        state = base.ModelState()
        state.adding, state.db = False, USING
        attributes = made.__dict__
        attributes["_state"] = state
        attributes.update(zip(self._names, row[self._part], strict=True))
        for making, keep_here, keep_there in self._belonging:
            other = making.made_if_any(row)
            keep_here(made, other)
            if other is not None:
                keep_there(other, made)
        return made

    def made_if_any(self, row: Row) -> Model | None:
        """The object, where the row has one."""
        return self.made(row) if row[self._part][self._key] is not None else None

    def made_by_django(self, row: Row) -> Model:
        """The same object as Django makes it, for the proof."""
        made: Model = self._model.from_db(USING, self._names, row[self._part])
        for populator in self._theirs:
            populator.populate(row, made)
        for name, place in self._annotations:
            setattr(made, name, row[place])
        return made


def _is_plain(model: type[Model], names: Sequence[str]) -> bool:
    """Whether making an object of a row is nothing but to set these attributes."""
    return (
        cast("Any", model.from_db).__func__ is cast("Any", Model.from_db).__func__
        and model.__init__ is Model.__init__  # type: ignore[misc]  # it is asked, not called
        and not _base.pre_init.has_listeners(model)
        and not _base.post_init.has_listeners(model)
        and all(type(getattr_static(model, name)) in _PLAIN for name in names)
    )
