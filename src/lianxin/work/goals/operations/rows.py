"""Many rows that differ in one column, written by the database's own means."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model

BATCH = 500


def insert_rows(
    model: type[Model], row: Mapping[str, object], column: str, keys: Sequence[int]
) -> None:
    """Insert one row for each of `keys`, the same but for `column`.

    Some ten times as fast as `bulk_create` (measured in ``facts/stack.md``), which
    matters where a plan reaches thousands of units. `row` names attributes of the model.
    """
    fields = [f for f in model._meta.concrete_fields if f.attname in row]
    key = model._meta.get_field(column)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(f.column)) for f in [*fields, key])  # type: ignore[union-attr]  # fields of our own have columns
    values = [f.get_db_prep_save(row[f.attname], connection) for f in fields]
    marks = ", ".join(["%s"] * (len(fields) + 1))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        for start in range(0, len(keys), BATCH):
            part = keys[start : start + BATCH]
            cursor.executemany(sql, [(*values, pk) for pk in part])
