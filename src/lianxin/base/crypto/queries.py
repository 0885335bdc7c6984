"""Which columns are encrypted, and whether the keys in force open them."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection

from lianxin.base.crypto.fields import EncryptedTextField, vault

MOST_LOOKED_AT = 1000


def encrypted_columns() -> Iterator[tuple[str, str]]:
    """Table and name of every encrypted column."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model._meta.db_table, str(field.column)


def keys_open_everything() -> bool:
    """Whether the keys in force open the latest value of every encrypted column.

    Of long tables the last rows are looked at alone, as this is asked at each start.
    """
    return all(_opens(table, column) for table, column in encrypted_columns())


def _opens(table: str, column: str) -> bool:
    quote = connection.ops.quote_name
    name, value = quote(table), quote(column)
    last = f"SELECT id, {value} FROM {name} ORDER BY id DESC LIMIT {MOST_LOOKED_AT}"  # noqa: S608 -- names of our own tables
    asked = f"SELECT {value} FROM ({last}) AS lately WHERE {value} <> '' ORDER BY id DESC LIMIT 1"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(asked)
        row = cursor.fetchone()
    if row is None:
        return True
    try:
        vault().decrypt(row[0].encode())
    except InvalidToken:
        return False
    return True
