"""Writing many rows at once: COPY on PostgreSQL, executemany elsewhere."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Model

BATCH = 1000
# Fields that store a plain text or number as it is; asking them each time would take
# a third of the time of a large demo.
AS_IT_IS = {
    models.CharField,
    models.TextField,
    models.SlugField,
    models.PositiveSmallIntegerField,
    models.PositiveIntegerField,
    models.IntegerField,
    models.ForeignKey,
    models.OneToOneField,
}


class Rows:
    """Rows for one table of an empty database; numbers them from one upwards."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.fields = [f for f in model._meta.concrete_fields if not f.primary_key]
        self.plain = {f.attname for f in self.fields if type(f) in AS_IT_IS}
        self.waiting: list[tuple[Any, ...]] = []
        self.last = 0

    def add(self, **values: object) -> int:
        """Take one row, its values by column (``unit_id=…``); returns its number."""
        self.last += 1
        row: list[Any] = [self.last]
        for field in self.fields:
            value = values.pop(field.attname, None)
            if type(value) in (str, int) and field.attname in self.plain:
                row.append(value)
            elif type(value) is date:
                row.append(_stored(value))
            else:
                row.append(_prepared(field, value))
        if values:
            raise TypeError(sorted(values))
        self.waiting.append(tuple(row))
        if len(self.waiting) >= BATCH:
            self.flush()
        return self.last

    def flush(self) -> None:
        """Write the rows that wait."""
        if not self.waiting:
            return
        names = [self.model._meta.pk.attname, *(f.attname for f in self.fields)]
        quote = connection.ops.quote_name
        table = quote(self.model._meta.db_table)
        columns = ", ".join(quote(n) for n in names)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(names))
                cursor.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- names of our own models
                    self.waiting,
                )
        self.waiting.clear()


def _prepared(field: Any, value: object) -> object:  # noqa: ANN401 -- a field of any type
    if value is None and field.has_default():
        value = field.get_default()
    if value is None and field.null:
        return None
    return field.get_db_prep_save("" if value is None else value, connection)


@lru_cache(maxsize=20_000)
def _stored(day: date) -> object:
    return connection.ops.adapt_datefield_value(day)


def finish(tables: Iterable[Rows]) -> None:
    """Write what still waits and let the database number on from there."""
    tables = list(tables)
    for table in tables:
        table.flush()
    statements = connection.ops.sequence_reset_sql(
        no_style(), [t.model for t in tables]
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
