"""All that the databases hold, as a dump would show it."""

from django.db import connections


def dumped() -> str:
    """Every row of every table of every database, one on each line."""
    rows: list[str] = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                name = connection.ops.quote_name(table)
                cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 -- names from the database
                rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)
