"""Subqueries that leave the building of their query to those who need it."""

from typing import Any, cast

from django.db import models
from django.db.models.expressions import BaseExpression
from typing_extensions import override

from lianxin.base.remembered.querysets import Remembering


class _Late:
    """A subquery that is built only where Django builds the query around it."""

    def __init__(self, queryset: Any, **how: Any) -> None:
        self._constructor_args = ((queryset,), how)
        self._rows = queryset
        self._built_query: Any = None
        output_field = how.pop("output_field", None)
        self.extra = how
        BaseExpression.__init__(cast("BaseExpression", self), output_field)

    def _made(self) -> Any:
        rows = self._rows
        if isinstance(rows, Remembering):
            rows = rows.all()  # so that the rows themselves keep their record
        query = getattr(rows, "query", rows).clone()
        query.subquery = True
        return query

    @property
    def query(self) -> Any:
        """The query of the rows asked for."""
        if self._built_query is None:
            self._built_query = self._made()
        return self._built_query

    @query.setter
    def query(self, value: Any) -> None:
        self._built_query = value


class Exists(_Late, models.Exists):
    """Whether there are such rows."""

    @override
    def _made(self) -> Any:
        return super()._made().exists()


class Subquery(_Late, models.Subquery):
    """A value of such rows."""
