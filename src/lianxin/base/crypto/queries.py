"""Which columns are encrypted, and whether the keys in force open them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from lianxin.base.crypto.fields import EncryptedTextField, vault

MOST_LOOKED_AT = 1000
BATCH = 500
_DO_NOT_OPEN = (
    "The keys in %(folder)s do not open what the database holds encrypted. Put the "
    "file that `lianxin backup --keys` once wrote in its place as keys.json. Where "
    "there is none, see section 7 of docs/how-to/run-in-production.md."
)

Column = tuple[type[models.Model], EncryptedTextField]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """How many of the values of a column the keys in force do not open."""

    column: str
    lost: int
    of: int


def encrypted_columns() -> Iterator[tuple[str, str]]:
    """Table and name of every encrypted column."""
    for model, field in encrypted_fields():
        yield model._meta.db_table, str(field.column)


def encrypted_fields() -> Iterator[Column]:
    """Model and field of every encrypted column."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def refusal_of_keys() -> str:
    """Why nothing may start with the keys in force; empty where they are the right ones.

    Else what is read would fail, and what is written would lie under other keys.
    """
    if keys_open_everything():
        return ""
    return _DO_NOT_OPEN % {"folder": settings.LIANXIN_KEYS}


def keys_open_everything() -> bool:
    """Whether the keys in force open the first and the latest value of every column.

    Of long tables a thousand rows at either end are looked at, as this is asked at each
    start. Both ends, as something may have been written under other keys since.
    """
    return all(
        _opens(table, column, order)
        for table, column in encrypted_columns()
        for order in ("ASC", "DESC")
    )


def _opens(table: str, column: str, order: str) -> bool:
    quote = connection.ops.quote_name
    name, value = quote(table), quote(column)
    near = f"SELECT id, {value} FROM {name} ORDER BY id {order} LIMIT {MOST_LOOKED_AT}"  # noqa: S608 -- names of our own tables
    asked = f"SELECT {value} FROM ({near}) AS near WHERE {value} <> '' ORDER BY id {order} LIMIT 1"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(asked)
        row = cursor.fetchone()
    return row is None or is_readable(row[0])


def is_readable(token: str) -> bool:
    """Whether one of the keys in force opens this ciphertext."""
    try:
        vault().decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def all_unreadable() -> Sequence[Unreadable]:
    """The columns with values that the keys in force do not open, and how many."""
    found = []
    for model, field in encrypted_fields():
        lost = of = 0
        for rows in batches(model, field):
            of += len(rows)
            lost += sum(not is_readable(token) for _, token in rows)
        if lost:
            found.append(Unreadable(name_of(model, field), lost, of))
    return found


def name_of(model: type[models.Model], field: EncryptedTextField) -> str:
    """What a column is called where it is told of: ``people.Contact.phone``."""
    return f"{model._meta.label}.{field.column}"


def batches(
    model: type[models.Model], field: EncryptedTextField
) -> Iterator[list[tuple[int, str]]]:
    """Numbers and ciphertexts of a column's values, some hundred at a time."""
    quote = connection.ops.quote_name
    name, value = quote(model._meta.db_table), quote(str(field.column))
    asked = f"SELECT id, {value} FROM {name} WHERE {value} <> '' AND id > %s ORDER BY id LIMIT {BATCH}"  # noqa: S608 -- names of our own tables
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(asked, [last])
            rows: list[tuple[int, str]] = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]
