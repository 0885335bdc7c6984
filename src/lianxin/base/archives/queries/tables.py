"""The rows of every table as plain values, the same on every database engine.

Encrypted columns pass through as the ciphertext that they are: whoever lacks the keys
can read none of them.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_iso_string

from lianxin.base.archives.enums import CACHE_END, FILES, NOT_ARCHIVED, OURS
from lianxin.base.crypto.enums import HASH_END
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.base.files.models import StoredFile

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
    for values in rows_of(table, connection):
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        yield text.encode() + b"\n"


def rows_of(table: Table, connection: BaseDatabaseWrapper) -> Iterator[list[object]]:
    """Each row as the values of its columns that JSON can hold, in their order."""
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
                yield [
                    None if v is None else read(v)
                    for read, v in zip(readers, row, strict=True)
                ]


def columns_of(table: Table) -> list[str]:
    """The columns' names, in the order of a line's values."""
    return [str(field.column) for field in table._meta.concrete_fields]


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees one moment and keeps nobody from writing."""
    connection = connections["default"].copy()
    begin = "BEGIN"  # of a reader: the connection's own would be IMMEDIATE
    if connection.vendor == "postgresql":
        connection.set_autocommit(False)
        begin = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
    try:
        with connection.cursor() as cursor:
            cursor.execute(begin)
        yield connection
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")  # a database in memory stays open when closed
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def _key(table: Table) -> str:
    return str(table._meta.pk.column)


def _reader(field: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 -- any field's value
    """A function from what the driver gives to what JSON can hold."""
    field = target_of(field)
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


def target_of(field: Any) -> Any:  # noqa: ANN401 -- Django's fields
    """A key's column holds values of the column that it points to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


@dataclass(frozen=True, slots=True)
class ArchivedColumn:
    """A column as an archive tells of it; `refers_to` is "" where it is no key."""

    name: str
    type: str
    may_be_null: bool
    is_encrypted: bool
    refers_to: str

    def told(self) -> dict[str, object]:
        """As the manifest holds it."""
        return asdict(self)


def our_tables() -> list[Table]:
    """The tables that an archive holds: ours, each after those its keys point to.

    Not caches, nor those of the libraries (sessions, the queue of jobs, second factors):
    they are made anew, or mean nothing elsewhere.
    """
    return [
        table
        for table in all_tables()
        if table.__module__.startswith(OURS)
        and table._meta.label not in NOT_ARCHIVED
        and not is_cache(table._meta.label)
    ]


def is_cache(label: str) -> bool:
    """Whether this is the name of a table that `lianxin rebuild` makes anew."""
    return label.endswith(CACHE_END)


def stored_hashes(connection: BaseDatabaseWrapper) -> set[str]:
    """The hashes of all files that are entered."""
    name = connection.ops.quote_name(StoredFile._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sha256 FROM {name}")  # noqa: S608 -- a table of ours
        return {row[0] for row in cursor.fetchall()}


def name_of_file(sha256: str) -> str:
    """What a stored file is called in an archive: by the hash of its contents."""
    return f"{FILES}/{sha256[:2]}/{sha256[2:]}"


def archived_columns(table: Table) -> list[ArchivedColumn]:
    """The columns that an archive holds, in their order; keyed hashes are left out."""
    hashes = hash_columns(table)
    return [
        _told_of(field)
        for field in table._meta.concrete_fields
        if field.column not in hashes
    ]


def _told_of(field: Any) -> ArchivedColumn:  # noqa: ANN401 -- Django's fields
    target = field.related_model if isinstance(field, models.ForeignKey) else None
    plain = target_of(field)
    return ArchivedColumn(
        name=str(field.column),
        type=str(plain.get_internal_type()),
        may_be_null=bool(field.null),
        is_encrypted=isinstance(plain, EncryptedTextField),
        refers_to=target._meta.label if target is not None else "",
    )


def hash_columns(table: Table) -> dict[str, str]:
    """The columns with keyed hashes, and the encrypted column that each is of.

    A hash column is called by the first word of its encrypted column: ``phone_hash``,
    ``identity_hash``.
    """
    fields = table._meta.concrete_fields
    encrypted = [str(f.column) for f in fields if isinstance(f, EncryptedTextField)]
    found: dict[str, str] = {}
    for field in fields:
        name = str(field.column)
        if not encrypted or not name.endswith(HASH_END):
            continue
        word = name.removesuffix(HASH_END)
        found[name] = next(
            e for e in encrypted if e == word or e.startswith(f"{word}_")
        )
    return found


def meaning_of(table: Table) -> str:
    """What a row of the table is, in a sentence."""
    return (table.__doc__ or "").strip().split("\n")[0]
