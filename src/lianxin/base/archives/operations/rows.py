"""Writing rows into empty tables, as `queries.rows_of` gave them."""

import base64
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_duration

from lianxin.base.archives.queries import BATCH, Table, columns_of, target_of
from lianxin.base.crypto.fields import EncryptedTextField


def fill(table: Table, lines: Iterable[bytes], connection: BaseDatabaseWrapper) -> None:
    """Write rows as `lines_of` gave them into the empty table."""
    fill_rows(table, map(json.loads, lines), connection)


def fill_rows(
    table: Table, plain: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper
) -> None:
    """Write rows as `rows_of` gave them into the empty table."""
    fields = table._meta.concrete_fields
    writers = [_writer(field, connection) for field in fields]
    rows = (
        tuple(
            None if v is None else write(v)
            for write, v in zip(writers, row, strict=True)
        )
        for row in plain
    )
    while batch := list(islice(rows, BATCH)):
        _insert(table, batch, connection)


def empty(table: Table, connection: BaseDatabaseWrapper) -> None:
    """Take out the rows that Django made itself."""
    name = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608 -- a table of ours


def reset_numbers(tables: Sequence[Table], connection: BaseDatabaseWrapper) -> None:
    """Let new rows be numbered after the last one of each table."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _insert(
    table: Table, rows: list[tuple[Any, ...]], connection: BaseDatabaseWrapper
) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in columns_of(table))
    name = quote(table._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = f"COPY {name} ({columns}) FROM STDIN"
            with cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns_of(table)))
        cursor.executemany(
            f"INSERT INTO {name} ({columns}) VALUES ({marks})",  # noqa: S608 -- names of ours
            rows,
        )


def _writer(field: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 -- any field's value
    """A function from what JSON held to what the driver takes."""
    field = target_of(field)
    if isinstance(field, EncryptedTextField):
        return str
    if isinstance(field, models.BinaryField):
        return lambda value: field.get_db_prep_save(base64.b64decode(value), connection)
    if isinstance(field, models.DurationField):
        return lambda value: field.get_db_prep_save(parse_duration(value), connection)
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)
