"""Many rows that differ in one column, made by one statement of the database's own."""

import json
from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model

# How each database reads one parameter as rows of one number.
_NUMBERS = {
    "postgresql": "unnest(%s::bigint[]) AS numbers (value)",
    "sqlite": "json_each(%s)",
}


def insert_rows(
    model: type[Model], row: Mapping[str, object], column: str, keys: Sequence[int]
) -> None:
    """Insert one row for each of `keys`, the same but for `column`, in their order.

    What all rows share is sent once and the database makes the rows itself, which
    matters where a plan reaches thousands of units. `row` names attributes of the model.
    """
    fields = [f for f in model._meta.concrete_fields if f.attname in row]
    key = model._meta.get_field(column)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(f.column)) for f in [*fields, key])  # type: ignore[union-attr]  # fields of our own have columns
    values = [f.get_db_prep_save(row[f.attname], connection) for f in fields]
    marks = ", ".join(["%s"] * len(fields))
    numbers = list(keys) if connection.vendor == "postgresql" else json.dumps([*keys])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) "  # noqa: S608 -- names of our own columns
            f"SELECT {marks}, value FROM {_NUMBERS[connection.vendor]}",
            [*values, numbers],
        )
