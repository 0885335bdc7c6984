"""The rows of every table as lines of JSON, the same on every database engine.

Encrypted columns pass through as the ciphertext that they are: a backup can be
read by nobody who lacks the keys.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from lianxin.base.crypto.fields import EncryptedTextField

# People sign in again after a restore; a stolen archive opens no session.
LEFT_OUT = {"sessions.Session"}
# Django makes these rows itself when it migrates.
MADE_BY_DJANGO = {"contenttypes.ContentType", "auth.Permission"}
BATCH = 2000

Table = type[models.Model]


def all_tables() -> list[Table]:
    """Every table, each after those that its keys point to."""
    tables = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label not in LEFT_OUT
    }
    before: dict[Table, set[Table]] = {model: set() for model in tables}
    for model in tables:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and target in tables and target is not model:
                before[model].add(target)
    ordered = sorted(before, key=lambda model: model._meta.label)
    return list(TopologicalSorter({m: before[m] for m in ordered}).static_order())


def count(table: Table, connection: BaseDatabaseWrapper) -> int:
    """How many rows the table has."""
    name = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608 -- a table of ours
        return int(cursor.fetchone()[0])


def lines_of(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """Each row as one line: a JSON list in the order of the table's columns."""
    fields = table._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in columns_of(table))
    name, key = quote(table._meta.db_table), quote(_key(table))
    readers = [_reader(field, connection) for field in fields]
    query = f"SELECT {columns} FROM {name} ORDER BY {key}"  # noqa: S608 -- names of ours
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                values = [
                    None if v is None else read(v)
                    for read, v in zip(readers, row, strict=True)
                ]
                text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
                yield text.encode() + b"\n"


def columns_of(table: Table) -> list[str]:
    """The columns' names, in the order of a line's values."""
    return [str(field.column) for field in table._meta.concrete_fields]


def fill(table: Table, lines: Iterable[bytes], connection: BaseDatabaseWrapper) -> None:
    """Write rows as `lines_of` gave them into the empty table."""
    fields = table._meta.concrete_fields
    writers = [_writer(field, connection) for field in fields]
    rows = (
        tuple(
            None if v is None else write(v)
            for write, v in zip(writers, json.loads(line), strict=True)
        )
        for line in lines
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


def _key(table: Table) -> str:
    return str(table._meta.pk.column)


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


def _reader(field: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 -- any field's value
    """A function from what the driver gives to what JSON can hold."""
    field = _target(field)
    if isinstance(field, EncryptedTextField):
        return str
    column = models.expressions.Col("t", field)
    converters = list(connection.ops.get_db_converters(column))
    if isinstance(field, models.JSONField):
        converters.append(field.from_db_value)

    def read(value: Any) -> object:  # noqa: ANN401 -- any column's value
        for convert in converters:
            value = convert(value, column, connection)
        return _plain(value)

    return read


def _plain(value: Any) -> object:  # noqa: ANN401 -- any column's value
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _writer(field: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 -- any field's value
    """A function from what JSON held to what the driver takes."""
    field = _target(field)
    if isinstance(field, EncryptedTextField):
        return str
    if isinstance(field, models.BinaryField):
        return lambda value: field.get_db_prep_save(base64.b64decode(value), connection)
    if isinstance(field, models.DurationField):
        return lambda value: field.get_db_prep_save(parse_duration(value), connection)
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)


def _target(field: Any) -> Any:  # noqa: ANN401 -- Django's fields
    """A key's column holds values of the column that it points to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field
