"""Very many rows at once, written by the database's own means."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

BATCH = 5000
ALIKE_BITS = 20
COPIED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write_rows(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows whose values stand in the order of `names`, a model's attributes.

    The values are as the database takes them: texts, numbers, days, None, and
    ciphertext where the column is encrypted. COPY on PostgreSQL, `executemany`
    elsewhere: some ten times as fast as `bulk_create`.
    """
    _insert(model._meta.db_table, _columns(model, names), rows)


def write_alike_rows(
    model: type[Model], names: Sequence[str], rows: Iterable[tuple[int, Sequence[Any]]]
) -> None:
    """Insert rows of which many are alike but for their first value, a number.

    Each is that number and the other values, in the order of `names`; rows that are
    alike name the very same values, which are put into words once. Two to three times as
    fast as `write_rows`; all of them are in memory at once, at most a million values.
    """
    if connection.vendor == "postgresql":
        _copy_alike(model, names, rows)
        return
    numbers: dict[int, int] = {}
    alike: list[Sequence[Any]] = []
    packed = []
    for first, values in rows:
        number = numbers.get(id(values))
        if number is None:
            alike.append(values)
            number = numbers[id(values)] = len(alike)
        packed.append(first << ALIKE_BITS | number)
    waiting = WaitingRows(model, names[1:], called=f"alike_{model._meta.db_table}")
    waiting.add(alike)
    waiting.enter_for(names[0], packed)
    waiting.clear()


def change_rows(
    model: type[Model], names: Sequence[str], rows: Iterable[tuple[int, Sequence[Any]]]
) -> None:
    """Change a few rows, a statement each: its number, and the values of `names`.

    The values are as the database takes them. A fifth of what `save` costs.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    new = _columns(model, names).replace(", ", " = %s, ")
    words = f"UPDATE {table} SET {new} = %s WHERE id = %s"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        for number, values in rows:
            cursor.execute(words, [*values, number])


def _copy_alike(
    model: type[Model], names: Sequence[str], rows: Iterable[tuple[int, Sequence[Any]]]
) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    texts: dict[int, tuple[object, str]] = {}
    waiting = iter(rows)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({_columns(model, names)}) FROM STDIN") as copy,
    ):
        while batch := list(islice(waiting, BATCH)):
            lines = []
            for first, values in batch:
                found = texts.get(id(values))
                if found is None:
                    words = "\t".join(map(_as_copied, values))
                    found = texts[id(values)] = (values, f"\t{words}\n")
                lines.append(f"{first}{found[1]}")
            copy.write("".join(lines))


def _as_copied(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    return str(value).translate(COPIED)


def know_sizes(*models: type[Model]) -> None:
    """Let PostgreSQL look how large these tables are, before it reads all of them.

    It does so by itself some minutes after much was written. Until then, as after a
    restore, it may read a table once for each row of another.
    """
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(model._meta.db_table) for model in models]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(names)}")


def give_room_to_count() -> None:
    """Let PostgreSQL count and join in memory until the transaction ends.

    By itself it gives few megabytes to each, and makes machine code of each statement
    that it thinks costly, which takes longer than reading a thousand units; and it takes
    reading a whole table for cheaper than finding what these need by an index.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '128MB'")
            cursor.execute("SET LOCAL jit = off")
            cursor.execute("SET LOCAL random_page_cost = 1.1")


class WaitingRows:
    """Rows that wait beside a table until all of them go in by one statement.

    They wait in a temporary table of this connection: nobody else sees it, filling it
    takes no lock, and it is gone with the connection at the latest. The values are as
    `write_rows` takes them. What waits for the same table in another way is `called`
    otherwise.
    """

    def __init__(
        self, model: type[Model], names: Sequence[str], *, called: str = ""
    ) -> None:
        self._model = model
        self._table = connection.ops.quote_name(model._meta.db_table)
        self._waiting = f"waiting_{called or model._meta.db_table}"
        self._columns = _columns(model, names)
        self.name = connection.ops.quote_name(self._waiting)
        self.clear()
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE {self.name} AS "  # noqa: S608 -- names of our own tables
                f"SELECT {self._columns} FROM {self._table} WHERE 1 = 0"
            )

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Let these wait as well."""
        _insert(self._waiting, self._columns, rows)

    def enter(self) -> None:
        """Put all of them into the table, in the order in which they came."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self._table} ({self._columns}) "  # noqa: S608 -- names of our own tables
                f"SELECT {self._columns} FROM {self.name}"
            )

    def enter_for(self, name: str, packed: Sequence[int]) -> None:
        """Put them into the table of SQLite, one for each number in `packed`.

        The lower bits say which of those that wait, from 1; the others are the value of
        the attribute `name`, which those that wait lack.
        """
        columns = ", ".join(f"alike.{c}" for c in self._columns.split(", "))
        first = _columns(self._model, [name])
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self._table} ({first}, {self._columns}) "  # noqa: S608 -- names of our own tables
                f"SELECT one.value >> {ALIKE_BITS}, {columns} "
                f"FROM json_each(%s) AS one CROSS JOIN {self.name} AS alike "
                f"ON alike.rowid = one.value & {(1 << ALIKE_BITS) - 1}",
                [f"[{','.join(map(str, packed))}]"],
            )

    def lacks(self, model: type[Model], name: str, *, unless: str = "") -> bool:
        """Whether one of them refers by the attribute `name` to no row of `model`.

        Nor to one of which the column `unless` says something.
        """
        held = f"AND held.{unless} IS NULL " if unless else ""
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM (SELECT DISTINCT {name} AS id FROM {self.name}) AS named "  # noqa: S608 -- names of our own tables
                f"LEFT JOIN {table} AS held ON held.id = named.id {held}"
                "WHERE held.id IS NULL LIMIT 1"
            )
            return cursor.fetchone() is not None

    def clear(self) -> None:
        """Forget them."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self.name}")


def new_numbers(model: type[Model], count: int) -> Sequence[int]:
    """So many primary keys that nobody else gets, whether or not they are used."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) "
                "FROM generate_series(1, %s)",
                [table, count],
            )
            return [number for (number,) in cursor.fetchall()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        if found is None:
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, 0)", [table])
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table]
        )
    first = (found[0] if found else 0) + 1
    return range(first, first + count)


def _columns(model: type[Model], names: Sequence[str]) -> str:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    return ", ".join(quote(str(fields[name].column)) for name in names)


def _insert(name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    table = connection.ops.quote_name(name)
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, BATCH)):
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row)
                continue
            marks = ", ".join(["%s"] * len(batch[0]))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- names of our own columns
                [_plain(row) for row in batch],
            )


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row with its days as SQLite holds them."""
    return tuple([v.isoformat() if isinstance(v, date) else v for v in row])
